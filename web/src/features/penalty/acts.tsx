import type { CaseFile, Me } from '@/api/types'
import type { ActRegistry, FieldSpec, StartingClock, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { served, servingFields } from '@/components/serving'
import { addDays } from '@/lib/dates'
import { advices, methods, options, retentions, servable } from '@/lib/titles'
import { AnswerDefenceForm } from './defence-form'
import { AmendForm, ReportForm } from './proposal-form'
import { penaltyOf, toServe } from './types'

const reason = (max: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max, ...more })
const officers: FieldSpec = { name: 'officers', label: 'pen.officers', kind: 'officers', required: true, ofFile: true, hint: 'pen.officersFile' }
const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
/** The day an act is done on, for clocks that run from it. */
const day = (v: Values, me: Me) => (typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today)

/** What a clue or a proposal to file says of the conduct. */
export const allegationFields: FieldSpec[] = [
  { name: 'violation', label: 'f.violation', kind: 'violation', required: true },
  { name: 'from', label: 'pen.conductFrom', kind: 'date', required: true },
  { name: 'to', label: 'pen.conductTo', kind: 'date', hint: 'pen.conductToHint' },
  { name: 'fact', label: 'f.fact', kind: 'area', required: true, max: 2000, rows: 2 },
  { name: 'harm', label: 'pen.harm', kind: 'check' },
]
export const allegations: FieldSpec = { name: 'allegations', label: 'pen.allegations', kind: 'rows', required: true, row: 'pen.allegationN', add: 'pen.addAllegation', fields: allegationFields }
/** A box that is not ticked says nothing. */
export const allegationData = (list: Values[] | undefined) => (list ?? []).map((a) => Object.fromEntries(Object.entries(a).filter(([, x]) => x !== undefined && x !== null && x !== '' && x !== false)))

const papers = (types: string[]): FieldSpec => ({
  name: 'document', label: 'pen.paper', kind: 'choice', required: true,
  options: ({ t }, _me, file) => toServe(file, types).map((d) => ({ value: d.id, label: `${d.title}${d.number ? ` ${d.number}` : ''}`, hint: t('pen.paperIssued', { day: d.issued_on }) })),
})

/** The clocks that begin when a paper counts as served, as servedClocks of domain/defence.go starts them. */
export function servedClocks(v: Values, file: CaseFile): StartingClock[] {
  const p = penaltyOf(file)
  const d = file.case.documents?.find((x) => x.id === v.document)
  if (!p || !d || !v.on) return []
  const from = v.on as string
  if (v.method === 'notice') return [{ rule: 'SV-01', from }]
  const notice = p.notices?.at(-1)
  switch (d.type) {
    case 'P-8': case 'P-9':
      if (notice?.document !== d.id || notice.views) return []
      return [{ rule: 'PEN-3.01', from }, ...(notice.hearing ? [{ rule: 'PEN-3.02', from }] : [])]
    case 'P-15': case 'P-16': case 'P-17': case 'P-30': {
      if (p.decision?.document !== d.id) return []
      const money = (p.decision.varied ?? (p.decision.verdict === 'penalty' || p.decision.verdict === 'ban' ? p.proposal?.sanctions : []) ?? []).some((s) => (s.kind === 'fine' || s.kind === 'confiscate_gains') && (s.amount_fen ?? 0) > 0)
      return [...(money ? [{ rule: 'PEN-4.16', from }] : []), { rule: 'PEN-4.24', from }, ...(p.decision.spot ? [] : [{ rule: 'PEN-4.25', from }])]
    }
    case 'P-20': return [{ rule: 'PEN-4.18', from }]
  }
  return []
}

/** How the acts of a penalty case are asked for. Its opening has a page of its own. */
export const penaltyActs: ActRegistry = {
  'penalty.assign': { fields: [{ name: 'officers', label: 'pen.officers', kind: 'officers', required: true, hint: 'f.officersHint' }], initial: (f) => ({ officers: f.case.officers ?? [] }) },
  'penalty.propose_filing': {
    initial: (f) => ({ officers: f.case.officers ?? [], allegations: penaltyOf(f)?.allegations, advice: 'file' }),
    fields: [
      officers,
      { name: 'advice', label: 'pen.advice', kind: 'choice', required: true, options: (w) => options(advices, w.lang).map((o) => ({ ...o, hint: w.t(`pen.advice.${o.value}` as 'pen.advice.file') })) },
      { ...allegations, hint: 'pen.allegationsVerified' },
      { name: 'jurisdiction', label: 'pen.jurisdiction', kind: 'area', required: true, max: 500, rows: 2, hint: 'pen.jurisdictionHint' },
      { name: 'discovered', label: 'pen.discovered', kind: 'date', hint: 'pen.discoveredHint' },
      { name: 'opinion', label: 'pen.filingOpinion', kind: 'area', required: true, max: 2000, rows: 4 },
    ],
    toData: (v) => ({ ...v, allegations: allegationData(v.allegations) }),
  },
  'penalty.file': {
    fields: [{ name: 'comment', label: 'f.comment', kind: 'area', max: 500 }],
    clocks: (v, f, me) => { const rule = { SOCIAL_ORG_68: 'PEN-4.01', GENERAL_APL: 'PEN-4.02' }[penaltyOf(f)?.regime ?? '']; return rule ? [{ rule, from: day(v, me) }] : [] },
    says: (_v, f, { t }) => (penaltyOf(f)?.regime === 'BAN_77' ? [t('pen.noDecideClock')] : []),
  },
  'penalty.return_filing': { fields: [reason(1000)] },
  'penalty.refuse_filing': { danger: true, fields: [reason(1000)] },
  'penalty.move': { danger: true, fields: [reason(1000, { hint: 'pen.moveHint' })] },
  'penalty.report': { Form: ReportForm, wide: true },
  'penalty.amend_proposal': { Form: AmendForm, wide: true },
  'penalty.submit_review': {
    fields: [{ name: 'note', label: 'pen.submitNote', kind: 'area', max: 2000 }],
    says: (_v, f, { t }) => [t(f.case.stage === 'post_notice' ? 'pen.toLegality' : 'pen.toExamination')],
  },
  'penalty.insist': { fields: [reason(2000, { hint: 'pen.insistHint' })] },
  'penalty.notify': { fields: [{ name: 'note', label: 'f.note', kind: 'area', max: 500 }], says: (_v, _f, { t }) => [t('pen.notifySays')] },
  'penalty.serve': {
    initial: (f, me) => ({ document: toServe(f, servable).at(-1)?.id, method: 'direct', on: me.today }),
    fields: [
      papers(servable),
      ...servingFields({ name: 'declared', label: 'pen.declared', kind: 'check', show: served('direct') }),
    ],
    toData: withEvidence,
    clocks: servedClocks,
    says: (v, _f, { t }) => (v.method === 'notice' ? [t('pen.serveNotice')] : []),
  },
  'penalty.service_failed': {
    initial: (f, me) => ({ document: toServe(f, servable).at(-1)?.id, method: 'direct', on: me.today }),
    fields: [
      papers(servable),
      { name: 'method', label: 'f.method', kind: 'select', required: true, options: ({ lang }) => options(methods, lang, Object.keys(methods).filter((m) => m !== 'notice')) },
      { name: 'on', label: 'f.on', kind: 'date', required: true },
      { name: 'reason', label: 'f.failReason', kind: 'area', required: true, max: 500 },
    ],
  },
  'penalty.record_defence': {
    initial: (f, me) => ({ on: me.today, by: f.case.party?.kind === 'person' ? f.case.party.name : undefined, points: [{}] }),
    fields: [
      { name: 'on', label: 'pen.defenceOn', kind: 'date', required: true, hint: 'pen.defenceLate' },
      { name: 'by', label: 'pen.defenceBy', kind: 'text', required: true, max: 60 },
      { name: 'oral', label: 'pen.oral', kind: 'check' },
      { name: 'points', label: 'pen.points', kind: 'rows', required: true, row: 'pen.pointN', add: 'pen.addPoint', hint: 'pen.pointsHint', fields: [{ name: 'text', label: 'pen.pointText', kind: 'area', required: true, max: 2000, rows: 2 }] },
      evidence,
    ],
    toData: (v) => ({ ...withEvidence(v), points: (v.points as Values[]).map((p) => p.text) }),
  },
  'penalty.answer_defence': { Form: AnswerDefenceForm },
  'penalty.waive': {
    initial: (_f, me) => ({ on: me.today }),
    fields: [
      { name: 'defence', label: 'pen.waiveDefence', kind: 'check' },
      { name: 'hearing', label: 'pen.waiveHearing', kind: 'check', show: (_v, f) => !!penaltyOf(f)?.notices?.at(-1)?.hearing },
      { name: 'on', label: 'pen.waiveOn', kind: 'date', required: true },
      { name: 'by', label: 'pen.waiveBy', kind: 'text', required: true, max: 60 },
      { ...evidence, required: true, label: 'pen.waivePaper' },
    ],
    toData: withEvidence,
    says: (_v, _f, { t }) => [t('pen.waiveSays')],
  },
  'penalty.submit_decision': { fields: [{ name: 'note', label: 'pen.submitNote', kind: 'area', max: 2000 }] },
  'penalty.return_decision': { fields: [reason(2000)] },
  'penalty.decide': {
    fields: [
      { name: 'comment', label: 'pen.decideComment', kind: 'area', required: true, max: 1000 },
      { name: 'late', label: 'pen.decideLate', kind: 'area', required: true, max: 1000, hint: 'pen.decideLateHint', show: (_v, f) => decideOverdue(f) },
    ],
    clocks: (v, f, me) => {
      const outcome = penaltyOf(f)?.proposal?.outcome
      return [...(outcome === 'transfer' ? [] : [{ rule: 'PEN-4.03', from: day(v, me) }]), ...(outcome === 'penalty' || outcome === 'ban' ? [{ rule: 'PEN-4.05', from: day(v, me) }] : [])]
    },
    says: (_v, _f, { t }) => [t('pen.decideSays')],
  },
  'penalty.extend': {
    initial: () => ({ days: 30 }),
    fields: [{ name: 'days', label: 'f.extendDays', kind: 'int', required: true, max: 365, hint: 'pen.extendHint' }, reason(1000)],
    says: (v, f, { t }) => {
      const k = f.clocks?.find((c) => c.id.replace(/#\d+$/, '') === 'decide' && !c.met_on && !c.stopped_on && !c.lapsed_on)
      return k?.due && v.days ? [t('pen.extendSays', { was: k.due, day: addDays(k.due, v.days) })] : []
    },
  },
  'penalty.correct_decision': {
    fields: [
      { name: 'wrong', label: 'pen.wrong', kind: 'area', required: true, max: 500, rows: 2 },
      { name: 'right', label: 'pen.right', kind: 'area', required: true, max: 500, rows: 2 },
      reason(500, { hint: 'pen.correctOnly' }),
    ],
  },
  'penalty.revoke_decision': {
    danger: true, fields: [reason(2000)],
    clocks: (v, f, me) => (['published', 'repaired', 'corrected'].includes(penaltyOf(f)?.publicity?.state ?? '') ? [{ rule: 'TL-09', from: day(v, me) }] : []),
  },
  'penalty.dissolve': { danger: true, fields: [{ name: 'account', label: 'pen.account', kind: 'area', required: true, max: 2000, rows: 5 }] },
  'penalty.conclude': {
    fields: [{ name: 'comment', label: 'pen.concludeComment', kind: 'area', max: 1000 }],
    clocks: (v, _f, me) => [{ rule: 'AR-01', from: day(v, me) }],
    says: (_v, _f, { t }) => [t('pen.concludeSays')],
  },
  'penalty.archive': {
    initial: () => ({ retention: '30y' }),
    fields: [
      { name: 'retention', label: 'pen.retention', kind: 'choice', required: true, options: ({ lang }) => options(retentions, lang) },
      { name: 'pages', label: 'pen.pages', kind: 'int', max: 100_000 },
      { name: 'note', label: 'pen.archiveNote', kind: 'area', max: 1000 },
    ],
  },
}

/** The time to decide has run out: the decision must say why it comes late. */
function decideOverdue(f: CaseFile | undefined): boolean {
  return (f?.clocks ?? []).some((c) => c.id.replace(/#\d+$/, '') === 'decide' && c.status?.state === 'overdue')
}

