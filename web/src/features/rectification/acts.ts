import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { evidenceData } from '@/components/evidence-upload'
import { serving } from '@/components/serving'
import { methods, options } from '@/lib/titles'
import { ReinspectForm } from './reinspect-form'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000 }
const days: FieldSpec = { name: 'days', label: 'f.days', kind: 'int', required: true, hint: 'f.daysHint', max: 365 }

/** How the acts on a rectification are asked for. */
export const rectificationActs: ActRegistry = {
  'rectification.amend': {
    initial: (f) => ({ measures: f.case.rectification?.measures, days: f.case.rectification?.days, basis: f.case.rectification?.basis }),
    fields: [
      { name: 'measures', label: 'f.measures', kind: 'lines', required: true, hint: 'f.measuresHint' }, days,
      { name: 'basis', label: 'f.orderBasis', kind: 'area', required: true, max: 500, rows: 2 },
    ],
  },
  'rectification.approve': { fields: [{ name: 'comment', label: 'f.comment', kind: 'area', max: 500 }] },
  'rectification.return': { fields: [reason] },
  'rectification.void': { danger: true, fields: [reason] },
  'rectification.revoke': { danger: true, fields: [reason] },
  'rectification.serve': {
    ...serving,
    says: (v, f, { t }) => (v.method === 'notice' ? [t('rect.serveNotice')] : v.on ? [t('rect.serveClock', { day: v.on, n: f.case.rectification?.days ?? 0 })] : []),
  },
  'rectification.service_failed': {
    initial: (_f, me) => ({ method: 'direct', on: me.today }),
    fields: [
      { name: 'method', label: 'f.method', kind: 'select', required: true, options: ({ lang }) => options(methods, lang, Object.keys(methods).filter((m) => m !== 'notice')) },
      { name: 'on', label: 'f.on', kind: 'date', required: true },
      { name: 'reason', label: 'f.failReason', kind: 'area', required: true, max: 500 },
    ],
  },
  'rectification.ask_extension': { fields: [{ name: 'days', label: 'f.extendDays', kind: 'int', required: true, max: 365 }, reason] },
  'rectification.grant_extension': {
    initial: (f) => ({ days: f.case.rectification?.asked?.days }),
    fields: [{ name: 'days', label: 'f.extendDays', kind: 'int', required: true, max: 365 }, { name: 'comment', label: 'f.comment', kind: 'area', required: true, max: 500 }],
  },
  'rectification.refuse_extension': { fields: [reason] },
  'rectification.report': {
    fields: [{ name: 'report', label: 'f.report', kind: 'area', required: true, max: 8000, rows: 6 }, { name: 'evidence', label: 'f.evidence', kind: 'evidence', camera: true }],
    toData: (v) => ({ ...v, evidence: evidenceData(v.evidence) }),
  },
  'rectification.reinspect': { Form: ReinspectForm },
  'rectification.order_again': { initial: () => ({ days: 15 }), fields: [days] },
  'rectification.propose_case': { fields: [{ ...reason, max: 2000 }] },
}
