import type { CaseFile } from '@/api/types'
import type { ActRegistry, FieldSpec, StartingClock, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { defaultHows, options } from '@/lib/titles'
import { hearingOf, MinutesForm } from './hearing-day-form'
import { SetHearingForm } from './hearing-set-form'
import { penaltyOf } from './types'

// How the acts of a hearing are asked for (domain/hearing.go).

const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true, statutory: true }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000 }
const agents: FieldSpec = {
  name: 'agents', label: 'pen.agents', kind: 'rows', max: 2, row: 'pen.agentN', add: 'pen.addAgent', hint: 'pen.agentsHint',
  fields: [{ name: 'name', label: 'people.name', kind: 'text', required: true, max: 60 }, { name: 'withdraw', label: 'pen.agentWithdraw', kind: 'check' }, { name: 'paper', label: 'pen.agentPaper', kind: 'text', max: 200 }],
}
const agentData = (list: Values[] | undefined) => (list ?? []).map((a) => ({ ...a, withdraw: a.withdraw || undefined }))
const today = (v: Values, me: { today: string }) => (typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today)
const starts = (rule: string) => (v: Values, _f: unknown, me: { today: string }): StartingClock[] => [{ rule, from: today(v, me) }]
/** The last day on which the party could ask, where the clock of the request tells. */
const requestDue = (f: CaseFile) => f.clocks?.findLast((k) => k.id.replace(/#\d+$/, '') === 'request')?.due

export const hearingActs: ActRegistry = {
  'penalty.request_hearing': {
    initial: (f, me) => ({ on: me.today, by: f.case.party?.name }),
    fields: [
      { name: 'on', label: 'pen.askedOn', kind: 'date', required: true, hint: 'pen.askedOnHint' },
      { name: 'by', label: 'pen.defenceBy', kind: 'text', required: true, max: 60 },
      { name: 'oral', label: 'pen.oral', kind: 'check' },
      { name: 'text', label: 'pen.requestText', kind: 'area', max: 4000 },
      agents, evidence,
    ],
    toData: (v) => ({ ...withEvidence(v), oral: v.oral || undefined, agents: agentData(v.agents) }),
    says: (v, f, { t }) => { const due = requestDue(f); return [...(due && v.on ? [t(v.on > due ? 'hear.late' : 'hear.inTime', { day: due })] : []), t('hear.free')] },
    clocks: (v, f, me) => { const due = requestDue(f); return due && v.on && v.on > due ? [] : [{ rule: 'PEN-3.03', from: me.today }] },
  },
  'penalty.grant_hearing': { fields: [{ ...reason, hint: 'pen.goodCause' }], clocks: starts('PEN-3.03') },
  'penalty.refuse_hearing': { danger: true, fields: [reason] },
  'penalty.name_agents': { initial: (f) => ({ agents: hearingOf(f)?.agents ?? [] }), fields: [agents, evidence], toData: (v) => ({ ...withEvidence(v), agents: agentData(v.agents) }) },
  'penalty.appoint_host': {
    initial: (f) => ({ host: hearingOf(f)?.host, recorder: hearingOf(f)?.recorder, listeners: hearingOf(f)?.listeners ?? [] }),
    fields: [
      { name: 'host', label: 'pen.host', kind: 'person', required: true, role: 'host', hint: 'pen.hostHint' },
      { name: 'recorder', label: 'pen.recorder', kind: 'person', required: true },
      { name: 'listeners', label: 'pen.listeners', kind: 'people' },
      { name: 'reason', label: 'pen.hostReason', kind: 'text', max: 500, show: (_v, f) => !!f && !!hearingOf(f)?.host },
    ],
    clocks: (v, f, me) => (hearingOf(f)?.file_on ? [] : starts('PEN-3.04')(v, f, me)),
  },
  'penalty.hand_over_file': { fields: [{ name: 'note', label: 'f.note', kind: 'area', max: 500 }], clocks: starts('PEN-3.05') },
  'penalty.set_hearing': { Form: SetHearingForm },
  'penalty.announce_hearing': { initial: (_f, me) => ({ on: me.today }), fields: [{ name: 'on', label: 'pen.announcedOn', kind: 'date', required: true }, { name: 'where', label: 'f.where', kind: 'text', required: true, max: 120 }, evidence], toData: withEvidence },
  'penalty.adjourn_hearing': { fields: [reason] },
  'penalty.withdraw_hearing': {
    danger: true, initial: (f, me) => ({ on: me.today, by: f.case.party?.name }),
    fields: [
      { name: 'on', label: 'pen.withdrawnOn', kind: 'date', required: true }, { name: 'by', label: 'pen.withdrawnBy', kind: 'text', required: true, max: 60 },
      { name: 'agent', label: 'pen.byAgent', kind: 'check' }, { name: 'oral', label: 'pen.oral', kind: 'check' },
      { name: 'account', label: 'pen.withdrawAccount', kind: 'area', required: true, max: 1000 }, evidence,
    ],
    toData: (v) => ({ ...withEvidence(v), agent: v.agent || undefined, oral: v.oral || undefined }),
  },
  'penalty.default_hearing': { danger: true, fields: [{ name: 'how', label: 'pen.defaultHow', kind: 'choice', required: true, options: ({ lang }) => options(defaultHows, lang) }, { name: 'account', label: 'pen.defaultAccount', kind: 'area', required: true, max: 2000 }, evidence], toData: withEvidence },
  'penalty.hold_hearing': { Form: MinutesForm, wide: true },
  'penalty.report_hearing': {
    initial: (f) => ({ new_facts: !!penaltyOf(f)?.hearings?.at(-1)?.new }),
    fields: [{ name: 'facts', label: 'pen.hearingFacts', kind: 'area', required: true, max: 8000, rows: 6 }, { name: 'opinion', label: 'pen.hostOpinion', kind: 'area', required: true, max: 4000, rows: 4 }, { name: 'new_facts', label: 'pen.hearingNew', kind: 'check' }],
    toData: (v) => ({ ...v, new_facts: v.new_facts || undefined }),
  },
}
