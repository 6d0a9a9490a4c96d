import type { components } from '@/api/schema'
import type { FieldSpec, Values } from '@/components/act-def'
import { fileHashes } from '@/components/file-upload'
import type { Key } from '@/lib/messages'
import { branchKinds, options, orgFilings, orgForms, orgKinds, orgModes, orgPenalties, orgStatuses, type Pair } from '@/lib/titles'

// How the acts on the register of organizations are asked for (domain/register.go).

type Party = components['schemas']['Party']

export interface RegisterAct {
  fields: FieldSpec[]
  /** Instead, where what may be chosen is the party's own. */
  fieldsOf?: (p: Party) => FieldSpec[]
  initial?: (p: Party, today: string) => Values
  toData?: (v: Values) => unknown
  hint?: Key
}

const openFindings = (p: Party) => (p.org?.officer_findings ?? []).filter((f) => !f.result)
const text = (name: string, label: Key, max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'text', max, ...more })
const area = (name: string, label: Key, max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'area', max, rows: 2, ...more })
const date = (name: string, label: Key, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'date', ...more })
const from = (name: string, label: Key, table: Record<string, Pair>, more: Partial<FieldSpec> = {}, keys?: string[]): FieldSpec => ({ name, label, kind: 'select', options: ({ lang }) => options(table, lang, keys), ...more })
const need = { required: true }
const files: FieldSpec = { name: 'files', label: 'ent.files', kind: 'files', max: 20 }
const withFiles = (v: Values) => ({ ...v, files: fileHashes(v.files) })

const officers = (required: boolean): FieldSpec => ({
  name: 'officers', label: 'org.officers', kind: 'rows', row: 'ent.officerN', add: 'ent.addOfficer', max: 100, required,
  fields: [text('name', 'org.person', 60, need), text('post', 'org.post', 40, need), { name: 'born', label: 'org.born', kind: 'int', min: 1900, max: 2200 }, text('phone', 'org.phone', 30), { name: 'serving', label: 'org.serving', kind: 'check' },
    { name: 'approved', label: 'org.approved', kind: 'check', show: (v) => !!v.serving }],
})

const items: FieldSpec[] = [
  text('district', 'ent.district', 20, need), text('brand', 'ent.brand', 20, { hint: 'ent.brandHint' }), text('field', 'ent.field', 40, need), text('end', 'ent.end', 20, { ...need, hint: 'ent.endHint' }),
  text('uscc', 'reg.uscc', 18, { hint: 'ent.usccHint' }),
  date('registered_on', 'reg.registeredOn', need), text('legal_rep', 'reg.legalRep', 60, need), text('address', 'ent.address', 200, need),
  { name: 'township', label: 'case.township', kind: 'select', options: (_w, me) => (me.agency.townships ?? []).map((s) => ({ value: s, label: s })) },
  from('mode', 'reg.mode', orgModes, need), text('supervisor', 'reg.supervisor', 100, { show: (v) => v.mode !== 'direct' }),
  area('purpose', 'ent.purpose', 1000, need), area('scope', 'ent.scope', 2000, need), text('area', 'ent.area', 100), { name: 'capital_fen', label: 'ent.capital', kind: 'money' },
]
const sameName = text('same_name', 'ent.sameName', 200, { hint: 'ent.sameNameHint' })

const itemsOf = (v: Values) => ({
  name: { district: v.district, brand: v.brand || undefined, field: v.field, form: v.end }, address: v.address, township: v.township, purpose: v.purpose, scope: v.scope, area: v.area, legal_rep: v.legal_rep,
  capital_fen: v.capital_fen ?? 0, mode: v.mode, supervisor: v.mode === 'direct' ? undefined : v.supervisor,
})
const entryOf = (v: Values) => ({
  kind: v.kind, form: v.kind === 'service_org' ? v.form : undefined, items: itemsOf(v), uscc: v.uscc?.toUpperCase() || undefined, no_code: v.no_code, registered_on: v.registered_on, status: v.status, status_on: v.status_on, phone: v.phone,
  certificate: v.certificate_number ? { number: v.certificate_number, issued_on: v.certificate_on, valid_until: v.certificate_until } : undefined,
  term: v.term_until ? { no: v.term_no ?? 1, from: v.term_from, until: v.term_until } : undefined,
  members: v.persons || v.units ? { persons: v.persons ?? 0, units: v.units ?? 0 } : undefined, officers: v.officers, same_name: v.same_name, source: v.source,
})
const entry: FieldSpec[] = [
  from('kind', 'reg.kind', orgKinds, need), from('form', 'ent.form', orgForms, { show: (v) => v.kind === 'service_org' }), ...items,
  text('no_code', 'ent.noCode', 200, { show: (v) => !v.uscc }), from('status', 'reg.status', orgStatuses, {}, ['active', 'stopped', 'revoked', 'deregistered']), date('status_on', 'ent.statusOn', { show: (v) => !!v.status && v.status !== 'active', required: true }),
  text('certificate_number', 'ent.certNo', 60), date('certificate_on', 'reg.issuedOn', { show: (v) => !!v.certificate_number, required: true }), date('certificate_until', 'reg.validUntil', { show: (v) => !!v.certificate_number, future: true }),
  { name: 'term_no', label: 'ent.termNo', kind: 'int', max: 100 }, date('term_from', 'ent.termFrom'), date('term_until', 'ent.termUntil', { future: true }),
  { name: 'persons', label: 'ent.persons', kind: 'int', min: 0, show: (v) => v.kind === 'association' }, { name: 'units', label: 'ent.units', kind: 'int', min: 0, show: (v) => v.kind === 'association' },
  text('phone', 'org.phone', 30), officers(false), sameName, text('source', 'ent.source', 200),
]
const stateOf = (p: Party): Values => {
  const o = p.org
  return o ? { ...o, district: o.name.district, brand: o.name.brand, field: o.name.field, end: o.name.form, uscc: p.uscc } : {}
}
/** What the form keeps as empty is not sent. */
const clean = (v: Values): Values => Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined && x !== null && x !== ''))

export const registerActs: Record<string, RegisterAct> = {
  'party.enter_organization': { fields: entry, toData: (v) => entryOf(clean(v)), hint: 'reg.enterHint' },
  'party.complete_organization': { fields: entry, initial: (p) => ({ kind: p.kind, uscc: p.uscc, address: p.address, township: p.township, legal_rep: p.contact }), toData: (v) => entryOf(clean(v)) },
  'party.correct_entry': {
    fields: [...items, from('form', 'ent.form', orgForms, { show: (v) => v.kind === 'service_org' }), sameName, area('reason', 'ent.reason', 200, need)],
    initial: (p) => ({ ...stateOf(p), kind: p.kind, same_name: p.org?.same_name }),
    toData: (v) => { const x = clean(v); return { items: itemsOf(x), form: x.form, uscc: x.uscc?.toUpperCase(), registered_on: x.registered_on, same_name: x.same_name, reason: x.reason } },
  },
  'party.file_officers': {
    fields: [date('on', 'common.date', need), area('text', 'ent.text', 500, need), officers(true), text('legal_rep', 'ent.newRep', 60, { hint: 'ent.newRepHint' }), files],
    initial: (p, today) => ({ on: today, officers: p.org?.officers ?? [] }), toData: withFiles,
  },
  'party.put_on_file': { fields: [from('what', 'ent.what', orgFilings, need, ['seal', 'account', 'charter']), date('on', 'common.date', need), area('text', 'ent.content', 500, need), files], initial: (_p, today) => ({ on: today }), toData: withFiles },
  'party.add_branch': { fields: [from('type', 'ent.branchKind', branchKinds, need), text('name', 'ent.branchName', 120, need), date('on', 'common.date', need), area('text', 'ent.text', 500)], initial: (p, today) => ({ type: 'branch', name: p.name, on: today }) },
  'party.end_branch': {
    fields: [text('name', 'ent.branchName', 120, need), date('on', 'common.date', need), area('text', 'org.why', 500)],
    initial: (p, today) => ({ name: p.org?.branches?.find((b) => !b.ended_on)?.name, on: today }),
  },
  'party.count_members': {
    fields: [{ name: 'persons', label: 'ent.persons', kind: 'int', min: 0, required: true }, { name: 'units', label: 'ent.units', kind: 'int', min: 0 }, date('as_of', 'ent.asOf', need)],
    initial: (p, today) => ({ persons: p.org?.members?.persons, units: p.org?.members?.units, as_of: today }), toData: (v) => ({ members: { persons: v.persons ?? 0, units: v.units ?? 0, as_of: v.as_of } }),
  },
  'party.set_phone': { fields: [text('phone', 'org.phone', 30), area('source', 'org.phoneSource', 200, need)], initial: (p) => ({ phone: p.phone }), toData: clean, hint: 'org.phoneHint' },
  'party.set_term': { fields: [{ name: 'no', label: 'ent.termNo', kind: 'int', max: 100, required: true }, date('from', 'ent.termFrom', need), date('until', 'ent.termUntil', { ...need, future: true })], initial: () => ({ no: 1 }) },
  'party.record_election': {
    fields: [date('assembly_on', 'ent.assemblyOn', need), date('until', 'ent.termUntil', { ...need, future: true }), { name: 'audited', label: 'ent.auditedLabel', kind: 'check' }, officers(false), text('legal_rep', 'ent.newRep', 60, { hint: 'ent.newRepHint' }), area('text', 'ent.text', 500), files],
    initial: (_p, today) => ({ assembly_on: today }), toData: withFiles,
  },
  'party.extend_term': { fields: [date('until', 'ent.extendUntil', { ...need, future: true }), date('council_on', 'ent.councilOn', need), { name: 'supervisor', label: 'ent.supervisorOk', kind: 'check' }, area('reason', 'ent.reason', 500, need)] },
  'party.order_election': {
    fields: [{ name: 'officers', label: 'f.officers', kind: 'officers', required: true, hint: 'f.officersHint' }, { name: 'days', label: 'f.days', kind: 'int', max: 365, hint: 'chk.daysHint' }, { name: 'measures', label: 'f.measures', kind: 'lines', hint: 'ele.measuresHint' }, area('basis', 'f.orderBasis', 500, { hint: 'ele.basisHint' })],
    hint: 'ele.orderHint',
  },
  'party.settle_finding': {
    // the machine saw something of an officer; a person says whether it holds
    fieldsOf: (p) => [
      { name: 'no', label: 'ele.finding', kind: 'choice', required: true, options: () => openFindings(p).map((f) => ({ value: f.no, label: f.text, hint: f.article })) },
      { name: 'result', label: 'ele.findingResult', kind: 'choice', required: true, options: ({ t }) => [{ value: 'confirmed', label: t('ele.findingHolds') }, { value: 'set_aside', label: t('ele.findingAside') }] }, area('note', 'chk.verified', 1000, need),
    ],
    fields: [], initial: (p) => ({ no: openFindings(p)[0]?.no }),
  },
  'party.lift_stop': { fields: [date('on', 'ele.liftedOn', need), area('reason', 'ent.reason', 500, need)], initial: (_p, today) => ({ on: today }) },
  'party.return_sealed': {
    fields: [date('on', 'ele.returnedOn', need), area('items', 'ele.returned', 500, { ...need, hint: 'ele.returnedHint' }), text('signed_by', 'f.recipient', 60, need), area('report', 'ele.stopReport', 4000, need)], initial: (_p, today) => ({ on: today }),
  },
  'party.mark_charity': {
    fields: [date('since', 'ent.since', need), date('public_on', 'ent.publicOn'), date('lost_on', 'ent.lostOn'), date('last_drive', 'ent.lastDrive')],
    initial: (p) => ({ ...p.org?.charity }), toData: (v) => ({ charity: clean(v) }),
  },
  'party.record_activity': { fields: [date('on', 'common.date', need), area('what', 'ent.activity', 500, need), text('source', 'ent.how', 200)], toData: (v) => ({ activity: clean(v) }) },
  'party.record_penalty': {
    fields: [date('on', 'common.date', need), text('by', 'org.by', 100, need), from('kind', 'org.penaltyKind', orgPenalties, need), { name: 'fine_fen', label: 'ent.fine', kind: 'money', required: true, show: (v) => v.kind === 'fine' }, text('number', 'org.number', 100), area('facts', 'org.facts', 1000)],
    toData: (v) => ({ penalty: clean(v) }),
  },
  'party.absorb_duplicate': { fields: [{ name: 'duplicate', label: 'ent.duplicate', kind: 'party', required: true }, { name: 'wrong_code', label: 'ent.wrongCode', kind: 'check' }, area('reason', 'ent.reason', 500, need)], hint: 'ent.mergeHint' },
}
