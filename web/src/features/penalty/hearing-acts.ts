import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { penaltyOf } from './types'
import { hearingOf, MinutesForm } from './hearing-day-form'
import { SetHearingForm } from './hearing-set-form'

const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true }
const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000 }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const agents: FieldSpec = {
  name: 'agents', label: 'hear.agents', kind: 'rows', row: 'hear.agentN', add: 'hear.addAgent', hint: 'hear.agentsHint', max: 2,
  fields: [{ name: 'name', label: 'hear.agent', kind: 'text', required: true, max: 60 }, { name: 'paper', label: 'hear.authority', kind: 'text', max: 200 }, { name: 'withdraw', label: 'hear.mayWithdraw', kind: 'check' }],
}
/** The last day on which the party could ask, where the clock of the request tells. */
const requestDue = (f: CaseFile) => f.clocks?.findLast((k) => k.id.replace(/#\d+$/, '') === 'request')?.due

/** How the acts of a hearing are asked for (domain/hearing.go). */
export const hearingActs: ActRegistry = {
  'penalty.request_hearing': {
    initial: (f, me) => ({ on: me.today, by: f.case.party?.kind === 'person' ? f.case.party.name : undefined }),
    fields: [
      { name: 'on', label: 'hear.askedOn', kind: 'date', required: true, hint: 'hear.askedOnHint' },
      { name: 'by', label: 'hear.askedBy', kind: 'text', required: true, max: 60 },
      { name: 'oral', label: 'pen.oral', kind: 'check' },
      { name: 'text', label: 'hear.text', kind: 'area', required: true, max: 4000, show: (v) => !!v.oral },
      agents, { ...evidence, label: 'hear.papers' },
    ],
    toData: withEvidence,
    says: (v, f, { t }) => { const due = requestDue(f); return [...(due && v.on ? [t(v.on > due ? 'hear.late' : 'hear.inTime', { day: due })] : []), t('hear.free')] },
    clocks: (v, f, me) => { const due = requestDue(f); return due && v.on && v.on <= due ? [{ rule: 'PEN-3.03', from: me.today }] : [] },
  },
  'penalty.grant_hearing': { fields: [{ ...reason, label: 'hear.goodCause' }], clocks: (_v, _f, me) => [{ rule: 'PEN-3.03', from: me.today }] },
  'penalty.refuse_hearing': { danger: true, fields: [reason] },
  'penalty.name_agents': { initial: (f) => ({ agents: hearingOf(f)?.agents ?? [{}] }), fields: [agents, { ...evidence, label: 'hear.authority' }], toData: withEvidence },
  'penalty.appoint_host': {
    initial: (f) => { const h = hearingOf(f); return { host: h?.host || undefined, recorder: h?.recorder || undefined, listeners: h?.listeners ?? [] } },
    fields: [
      { name: 'host', label: 'hear.host', kind: 'person', role: 'host', required: true, hint: 'hear.hostHint' },
      { name: 'recorder', label: 'hear.recorder', kind: 'person', required: true, hint: 'hear.hostHint' },
      { name: 'listeners', label: 'hear.listeners', kind: 'people', max: 4 },
      { name: 'reason', label: 'hear.whyChange', kind: 'area', required: true, max: 500, show: (_v, f) => { const h = f && hearingOf(f); return !!h?.host && !!h.recorder } },
    ],
    clocks: (_v, f, me) => (hearingOf(f)?.file_on ? [] : [{ rule: 'PEN-3.04', from: me.today }]),
  },
  'penalty.hand_over_file': { fields: [{ name: 'note', label: 'f.note', kind: 'area', max: 500 }], says: (_v, _f, { t }) => [t('hear.fileHanded')], clocks: (_v, _f, me) => [{ rule: 'PEN-3.05', from: me.today }] },
  'penalty.set_hearing': { Form: SetHearingForm },
  'penalty.announce_hearing': {
    initial: (_f, me) => ({ on: me.today }),
    fields: [{ name: 'on', label: 'hear.postedOn', kind: 'date', required: true }, { name: 'where', label: 'hear.postedAt', kind: 'text', required: true, max: 120 }, evidence],
    toData: withEvidence,
  },
  'penalty.adjourn_hearing': { danger: true, fields: [reason], says: (_v, _f, { t }) => [t('hear.adjournSays')] },
  'penalty.withdraw_hearing': {
    danger: true,
    initial: (_f, me) => ({ on: me.today }),
    fields: [
      { name: 'on', label: 'hear.withdrawOn', kind: 'date', required: true }, { name: 'by', label: 'hear.withdrawBy', kind: 'text', required: true, max: 60 },
      { name: 'agent', label: 'hear.byAgent', kind: 'check' }, { name: 'oral', label: 'pen.oral', kind: 'check' },
      { name: 'account', label: 'hear.account', kind: 'area', required: true, max: 1000 }, evidence,
    ],
    toData: withEvidence,
  },
  'penalty.default_hearing': {
    danger: true,
    fields: [
      { name: 'how', label: 'hear.how', kind: 'choice', required: true, options: ({ t }) => [{ value: 'absent', label: t('hear.absent') }, { value: 'left', label: t('hear.left') }] },
      { name: 'account', label: 'hear.account', kind: 'area', required: true, max: 2000 }, evidence,
    ],
    toData: withEvidence,
  },
  'penalty.hold_hearing': { Form: MinutesForm, wide: true },
  'penalty.report_hearing': {
    fields: [
      { name: 'facts', label: 'hear.facts', kind: 'area', required: true, max: 8000, rows: 6, hint: 'hear.onMinutes' },
      { name: 'opinion', label: 'hear.opinion', kind: 'area', required: true, max: 4000, rows: 4 },
      { name: 'new_facts', label: 'hear.newFacts', kind: 'check' },
    ],
    initial: (f) => ({ new_facts: !!penaltyOf(f)?.hearings?.at(-1)?.new }),
  },
}
