import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { fileHashes } from '@/components/file-upload'
import { ConcludeForm } from './conclude-form'
import { FairForm, ResubmitForm, SignForm } from './forms'
import { isMissing, legalityOf } from './package'
import { reviewRules } from './tables'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 1000 }

/** How the acts of a legality review are asked for (domain/legality.go). Handing in has a page of its own. */
export const legalityActs: ActRegistry = {
  'legality.accept': {
    fields: [{ name: 'days', label: 'rev.days', kind: 'int', max: 30, hint: 'rev.daysHint' }],
    clocks: (v, f, me) => { const rule = reviewRules[legalityOf(f)?.object ?? '']; return rule && !v.days ? [{ rule, from: me.today }] : [] },
  },
  'legality.return_incomplete': {
    danger: true,
    initial: (f) => { const l = legalityOf(f); return { items: l ? l.required.filter((n) => isMissing(l, n)).map((n) => n.title) : [] } },
    fields: [
      { name: 'items', label: 'rev.returnItems', kind: 'multi', required: true, options: (w, _me, f) => (legalityOf(f)?.required ?? []).map((n) => ({ value: n.title, label: w.pick(n.title, n.english) })) },
      { ...reason, label: 'rev.returnReason', max: 2000 },
    ],
    says: (_v, f, { t }) => (f.case.stage === 'under_review' ? [t('rev.returnSays')] : []),
  },
  'legality.resubmit': { Form: ResubmitForm },
  'legality.fair': { Form: FairForm },
  'legality.conclude': { Form: ConcludeForm, wide: true },
  'legality.extend': { fields: [{ name: 'days', label: 'rev.extendDays', kind: 'int', required: true, max: 30 }, { ...reason, max: 500 }] },
  'legality.reassign': { fields: [{ name: 'to', label: 'rev.to', kind: 'person', role: 'reviewer', required: true }, { ...reason, max: 500 }] },
  'legality.withdraw': { danger: true, fields: [reason] },
  'legality.sign': { Form: SignForm },
  'legality.number': { says: (_v, _f, { t }) => [t('paper.numberSays')] },
  'legality.publish': {
    initial: (_f, me) => ({ on: me.today }),
    fields: [
      { name: 'where', label: 'paper.where', kind: 'text', required: true, max: 200 },
      { name: 'on', label: 'paper.publishedOn', kind: 'date', required: true },
      { name: 'effective_on', label: 'paper.effectiveOn', kind: 'date', future: true, hint: 'paper.effectiveHint' },
      { name: 'valid_until', label: 'paper.validUntil', kind: 'date', future: true, required: true, show: (_v, f) => legalityOf(f)?.object === 'normative' },
      { name: 'withheld', label: 'paper.withheld', kind: 'area', max: 500, show: (_v, f) => legalityOf(f)?.object === 'decision' },
    ],
    clocks: (v, f) => (legalityOf(f)?.object === 'normative' && v.on ? [{ rule: 'LEG-03', from: v.on }] : []),
    says: (_v, _f, { t }) => [t('paper.noForce')],
  },
  'legality.file': {
    initial: (_f, me) => ({ on: me.today }),
    fields: [
      { name: 'with', label: 'paper.fileWith', kind: 'text', required: true, max: 120 }, { name: 'on', label: 'paper.filedOn', kind: 'date', required: true },
      { name: 'copy', label: 'paper.copyContract', kind: 'files', required: true, show: (_v, f) => legalityOf(f)?.object === 'contract' }, { name: 'copy', label: 'paper.copy', kind: 'files', show: (_v, f) => legalityOf(f)?.object !== 'contract' },
    ],
    toData: (v) => ({ ...v, copy: fileHashes(v.copy) }),
  },
  'legality.repeal': { danger: true, fields: [{ ...reason, label: 'paper.repealFor' }] },
}
