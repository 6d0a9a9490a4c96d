import type { ActRegistry, FieldSpec, StartingClock, Values } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { localToInstant, nowLocal } from '@/lib/dates'
import { attendeeRoles, closedReasons, defaultHows, options, speechParts, speechRoles } from '@/lib/titles'
import { penaltyOf } from './types'

// How the acts of a hearing are asked for (domain/hearing.go).

const evidence: FieldSpec = { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true, statutory: true }
const withEvidence = (v: Values) => ({ ...v, evidence: evidenceData(v.evidence) })
const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000 }
const instant = (v: unknown) => (typeof v === 'string' && v ? localToInstant(v) : undefined)
const agents: FieldSpec = {
  name: 'agents', label: 'pen.agents', kind: 'rows', max: 2, row: 'pen.agentN', add: 'pen.addAgent', hint: 'pen.agentsHint',
  fields: [{ name: 'name', label: 'people.name', kind: 'text', required: true, max: 60 }, { name: 'withdraw', label: 'pen.agentWithdraw', kind: 'check' }, { name: 'paper', label: 'pen.agentPaper', kind: 'text', max: 200 }],
}
const agentData = (list: Values[] | undefined) => (list ?? []).map((a) => ({ ...a, withdraw: a.withdraw || undefined }))
const today = (v: Values, me: { today: string }) => (typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today)
const starts = (rule: string) => (v: Values, _f: unknown, me: { today: string }): StartingClock[] => [{ rule, from: today(v, me) }]
const hearingOf = (f: Parameters<typeof penaltyOf>[0]) => penaltyOf(f)?.hearings?.findLast((h) => !h.ended)

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
    clocks: (v) => (v.on ? [{ rule: 'PEN-3.03', from: v.on }] : []),
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
      { name: 'reason', label: 'pen.hostReason', kind: 'text', max: 500, show: (_v, f) => !!hearingOf(f)?.host },
    ],
    clocks: starts('PEN-3.04'),
  },
  'penalty.hand_over_file': { fields: [{ name: 'note', label: 'f.note', kind: 'area', max: 500 }], clocks: starts('PEN-3.05') },
  'penalty.set_hearing': {
    initial: () => ({ public: 'yes' }),
    fields: [
      { name: 'at', label: 'pen.hearingTime', kind: 'time', required: true, hint: 'pen.hearingTimeHint' },
      { name: 'until', label: 'pen.hearingUntil', kind: 'time', hint: 'pen.hearingUntilHint' },
      { name: 'room', label: 'f.place', kind: 'text', required: true, max: 60 },
      { name: 'public', label: 'pen.publicity.hearing', kind: 'choice', required: true, options: ({ t }) => [{ value: 'yes', label: t('pen.public') }, { value: 'no', label: t('pen.notPublic') }] },
      { name: 'closed', label: 'pen.closedWhy', kind: 'select', required: true, options: ({ lang }) => options(closedReasons, lang), show: (v) => v.public === 'no' },
      { name: 'note', label: 'pen.noticeNote', kind: 'area', max: 500 },
    ],
    toData: (v) => ({ ...v, at: instant(v.at), until: instant(v.until), public: v.public === 'yes', closed: v.public === 'no' ? v.closed : undefined }),
    clocks: (v) => (typeof v.at === 'string' && v.at ? [{ rule: 'PEN-3.06', from: v.at.slice(0, 10) }] : []),
  },
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
  'penalty.hold_hearing': {
    initial: (f) => ({ started_at: hearingOf(f)?.at ? undefined : nowLocal(), officers: f.case.officers ?? [], present: [{ name: f.case.party?.name, role: 'party' }], speeches: [{ role: 'host', part: 'opening' }, { role: 'officer', part: 'case' }, { role: 'party', part: 'defence' }, { role: 'party', part: 'closing' }], examined: (f.case.evidence ?? []).map((_, i) => i + 1) }),
    fields: [
      { name: 'started_at', label: 'visit.start', kind: 'time', required: true }, { name: 'ended_at', label: 'visit.end', kind: 'time', required: true },
      { name: 'officers', label: 'pen.hearingOfficers', kind: 'people', required: true, ofFile: true },
      { name: 'present', label: 'pen.presentList', kind: 'rows', required: true, row: 'pen.personN', add: 'pen.addPerson', fields: [{ name: 'name', label: 'people.name', kind: 'text', required: true, max: 60 }, { name: 'role', label: 'pen.capacity', kind: 'select', required: true, options: ({ lang }) => options(attendeeRoles, lang) }, { name: 'paper', label: 'pen.identity', kind: 'text', max: 200 }] },
      {
        name: 'speeches', label: 'pen.speeches', kind: 'rows', required: true, min: 3, row: 'pen.speechN', add: 'pen.addSpeech', hint: 'pen.speechesHint',
        fields: [{ name: 'part', label: 'pen.speechPart', kind: 'select', required: true, options: ({ lang }) => options(speechParts, lang) }, { name: 'who', label: 'pen.speaker', kind: 'text', required: true, max: 60 }, { name: 'role', label: 'pen.capacity', kind: 'select', required: true, options: ({ lang }) => options(speechRoles, lang) }, { name: 'text', label: 'pen.speechText', kind: 'area', required: true, max: 4000, rows: 3 }],
      },
      { name: 'examined', label: 'pen.examined', kind: 'multi', options: (_w, _me, f) => (f?.case.evidence ?? []).map((e, i) => ({ value: i + 1, label: `${i + 1}. ${e.title || e.name}` })) },
      { ...evidence, label: 'pen.hearingEvidence' }, { name: 'fresh', label: 'pen.fresh', kind: 'int', min: 0, max: 1000 },
      { name: 'read_over', label: 'pen.minutesRead', kind: 'check' },
      { name: 'signed_by', label: 'pen.minutesSigned', kind: 'text', max: 200 }, { name: 'refusal', label: 'pen.minutesRefused', kind: 'text', max: 500 },
    ],
    toData: (v) => ({ ...withEvidence(v), started_at: instant(v.started_at), ended_at: instant(v.ended_at), read_over: !!v.read_over }),
    clocks: (v) => (typeof v.ended_at === 'string' && v.ended_at ? [{ rule: 'PEN-3.08', from: v.ended_at.slice(0, 10) }] : []),
  },
  'penalty.report_hearing': {
    fields: [{ name: 'facts', label: 'pen.hearingFacts', kind: 'area', required: true, max: 8000, rows: 6 }, { name: 'opinion', label: 'pen.hostOpinion', kind: 'area', required: true, max: 4000, rows: 4 }, { name: 'new_facts', label: 'pen.hearingNew', kind: 'check' }],
    toData: (v) => ({ ...v, new_facts: v.new_facts || undefined }),
  },
}
