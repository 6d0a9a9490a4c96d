import type { ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { fileHashes } from '@/components/file-upload'
import { localToInstant, nowLocal } from '@/lib/dates'
import { options, regDeliveries, regRejections, residueBases } from '@/lib/titles'
import { courseActs, gapRows, handed, handedTo, toServe } from './course-acts'
import { serving } from '@/components/serving'
import { DecideForm, NameForm, ProposeForm, ReceiveForm, SupplementForm } from './forms'

// How each act of a registration is asked for (domain/registration.go, registration_review.go, liquidation.go).

const staff = 'officer,section_head,clerk'
const yesNo = (name: string, label: FieldSpec['label'], yes: FieldSpec['label'], no: FieldSpec['label']): FieldSpec => ({ name, label, kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t(yes) }, { value: 'no', label: t(no) }] })
const asBool = (name: string) => (v: Values) => ({ ...v, [name]: v[name] === 'yes' })
const two: FieldSpec = { name: 'officers', label: 'reg.reviewers', kind: 'people', role: staff, required: true, hint: 'reg.twoHint' }
const text = (name: string, label: FieldSpec['label'], max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'area', required: true, max, ...more })

export const registrationActs: ActRegistry = {
  ...courseActs,
  'registration.sign_notice': {
    initial: (f) => ({ signers: f.case.registration?.applicant.name ? [f.case.registration.applicant.name] : [] }),
    fields: [{ name: 'signers', label: 'reg.signers', kind: 'lines', required: true, hint: 'reg.signersHint' }, { name: 'files', label: 'reg.signedFiles', kind: 'files' }],
    toData: (v) => ({ ...v, files: fileHashes(v.files) }),
  },
  'registration.check_name': { Form: NameForm },
  'registration.receive': { Form: ReceiveForm, wide: true },
  'registration.reject': {
    danger: true,
    fields: [
      { name: 'reason', label: 'reg.reject', kind: 'choice', required: true, options: ({ lang }) => options(regRejections, lang) },
      { name: 'where', label: 'reg.where', kind: 'text', required: true, max: 200, show: (v) => v.reason === 'wrong_office' }, text('text', 'f.reason', 2000), handed,
    ],
    initial: (f) => handedTo(f),
  },
  'registration.list_gaps': {
    // What is missing and required must be on the one list; it is there before anybody types.
    initial: (f) => ({ gaps: (f.case.registration?.materials ?? []).filter((m) => m.state === 'missing' && !m.optional).map((m) => ({ key: m.key, what: `缺“${m.title}”，请提交。` })), ...handedTo(f) }),
    fields: [
      gapRows('gaps'),
      { name: 'days', label: 'reg.gapDays', kind: 'int', max: 60 },
      { ...handed, hint: 'reg.handedGaps' },
    ],
    clocks: (v, f, me) => (v.handed || f.case.registration?.e_service ? [{ rule: 'T05', from: me.today }] : []),
  },
  'registration.supplement': { Form: SupplementForm, wide: true },
  'registration.accept': {
    fields: [
      { name: 'promised', label: 'reg.promised', kind: 'multi', show: (_v, f) => (f?.case.registration?.materials ?? []).some((m) => m.state !== 'given' && !m.main && !m.optional), options: (_w, _me, f) => (f?.case.registration?.materials ?? []).filter((m) => m.state !== 'given' && !m.main).map((m) => ({ value: m.key, label: m.title })) },
      { name: 'promise', label: 'reg.promise', kind: 'files', max: 1, required: true, show: (v) => v.promised?.length > 0 },
      handed,
    ],
    initial: (f) => handedTo(f),
    toData: (v) => ({ ...v, promise: fileHashes(v.promise)[0] }),
    says: (v, f, { t }) => {
      const open = (f.case.registration?.materials ?? []).filter((m) => m.state !== 'given' && !m.optional && !(v.promised ?? []).includes(m.key)).map((m) => m.title)
      return open.length ? [t('reg.stillMissing', { list: open.join('、') })] : []
    },
  },
  'registration.issue_acceptance': { fields: [handed], initial: (f) => handedTo(f) },
  'registration.serve': {
    ...serving,
    initial: (f, me) => ({ document: toServe(f).at(-1)?.id, recipient: f.case.registration?.applicant.agent || f.case.registration?.applicant.name, ...serving.initial?.(f, me) }),
    fields: [{ name: 'document', label: 'lst.paper', kind: 'choice', required: true, options: (_w, _me, f) => (f ? toServe(f) : []).map((d) => ({ value: d.id, label: `${d.title} ${d.number ?? ''}` })) }, ...serving.fields!],
    clocks: (v, f) => {
      const on = String(v.on ?? '')
      if (v.method === 'notice') return [{ rule: 'T18', from: on }]
      return f.case.documents?.some((d) => d.id === v.document && d.type === 'R-3') && f.case.stage === 'reg_deficient' ? [{ rule: 'T05', from: on }] : []
    },
  },
  'registration.withdraw': { dialog: true, danger: true, fields: [text('reason', 'f.reason', 500)] },
  'registration.assign': { initial: (f) => ({ officers: f.case.officers ?? [] }), fields: [two] },
  'registration.visit': {
    initial: (f) => ({ officers: f.case.officers ?? [], at: nowLocal(), place: f.case.registration?.items.address }),
    fields: [
      { name: 'at', label: 'reg.visitAt', kind: 'time', required: true }, two, { name: 'place', label: 'f.place', kind: 'text', required: true, max: 200 }, text('found', 'reg.found', 4000),
      yesNo('fits', 'reg.fitsQ', 'reg.fits', 'reg.unfit'), { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true },
    ],
    toData: (v) => ({ ...v, at: localToInstant(String(v.at ?? '')), fits: v.fits === 'yes', evidence: evidenceData(v.evidence) }),
  },
  'registration.propose': { Form: ProposeForm, wide: true },
  'registration.sign_visit': { fields: [text('remark', 'reg.signRemark', 1000, { required: false })] },
  'registration.second': { fields: [yesNo('agree', 'reg.second', 'reg.agree', 'reg.disagree'), text('text', 'reg.secondText', 2000)], toData: asBool('agree') },
  'registration.review_legality': { fields: [yesNo('pass', 'reg.legal', 'reg.pass', 'reg.noPass'), text('text', 'f.comment', 4000)], toData: asBool('pass') },
  'registration.discuss': { initial: (f) => ({ grant: f.case.registration?.review?.grant ? 'yes' : 'no' }), fields: [yesNo('grant', 'reg.discussed', 'reg.grant', 'reg.refuse'), text('text', 'reg.resolved', 4000), { name: 'meeting', label: 'reg.meeting', kind: 'case', procedure: 'meeting' }], toData: asBool('grant') },
  'registration.decide': { Form: DecideForm },
  'registration.certify': { fields: [{ name: 'certificate', label: 'reg.certNumber', kind: 'text', max: 60, hint: 'reg.certificateHint', show: (_v, f) => f?.case.registration?.kind !== 'deregister' }], says: (_v, f, { t }) => (f.case.registration?.kind === 'establish' ? [t('reg.codeSays')] : []) },
  'registration.deliver': {
    initial: (f) => ({ method: 'collected', who: f.case.registration?.applicant.agent || f.case.registration?.applicant.name }),
    fields: [{ name: 'method', label: 'reg.method', kind: 'choice', required: true, options: ({ lang }) => options(regDeliveries, lang) }, { name: 'who', label: 'reg.who', kind: 'text', required: true, max: 60 }, { name: 'proof', label: 'reg.proof', kind: 'text', max: 200 }],
  },
  'registration.announce': { fields: [{ name: 'where', label: 'reg.medium', kind: 'text', required: true, max: 200 }] },
  'registration.collect': {
    fields: [{ name: 'certificate', label: 'reg.collectedCert', kind: 'check' }, { name: 'seal', label: 'reg.collectedSeal', kind: 'check' }, { name: 'vouchers', label: 'reg.collectedBooks', kind: 'check' }, text('voided', 'reg.voided', 300, { required: false })],
    toData: (v) => ({ ...v, certificate: !!v.certificate, seal: !!v.seal, vouchers: !!v.vouchers }),
  },
  'registration.form_liquidation': { fields: [{ name: 'members', label: 'reg.liquidators', kind: 'lines', required: true, hint: 'f.itemsHint' }, { name: 'by_court', label: 'reg.byCourt', kind: 'text', max: 100 }] },
  'registration.notify_creditors': { fields: [{ name: 'newspaper', label: 'reg.newspaper', kind: 'text', max: 100, hint: 'reg.newspaperHint' }] },
  'registration.end_liquidation': {
    fields: [{ name: 'report', label: 'reg.report', kind: 'files', required: true, max: 1 }, { name: 'residual_fen', label: 'reg.residualFen', kind: 'money', required: true }, text('residual', 'reg.residual', 1000), { name: 'ruling', label: 'reg.ruling', kind: 'text', max: 100, show: (_v, f) => !!f?.case.registration?.liquidation?.by_court }],
    toData: (v) => ({ ...v, report: fileHashes(v.report)[0] }),
  },
  'registration.settle_residue': {
    initial: () => ({ basis: 'charter' }),
    fields: [
      { name: 'basis', label: 'reg.residueBasis', kind: 'choice', required: true, options: ({ lang }) => options(residueBases, lang) },
      { name: 'org', label: 'reg.residueOrg', kind: 'party', hint: 'reg.residueOrgHint' },
      { name: 'name', label: 'reg.residueName', kind: 'text', required: true, max: 100, show: (v) => !v.org },
      { name: 'uscc', label: 'reg.residueUscc', kind: 'text', required: true, max: 18, show: (v) => !v.org },
      { name: 'paper', label: 'reg.residuePaper', kind: 'files', required: true, max: 1 },
      { name: 'announced', label: 'reg.residueAnnounced', kind: 'text', required: true, max: 200, show: (v) => v.basis === 'presided' },
    ],
    toData: (v) => ({ ...v, ...(v.org ? { name: undefined, uscc: undefined } : {}), paper: fileHashes(v.paper)[0], announced: v.basis === 'presided' ? v.announced : undefined }),
  },
  'registration.petition_court': {
    fields: [{ name: 'by', label: 'reg.applicant', kind: 'text', required: true, max: 100 }, { name: 'court', label: 'reg.court', kind: 'text', required: true, max: 100 }, text('reason', 'f.reason', 1000)],
  },
}
