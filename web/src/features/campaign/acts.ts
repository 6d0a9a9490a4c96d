import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { localToInstant, timeText } from '@/lib/dates'
import { FreezePoolForm, SetTargetsForm } from './forms'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }

/** How the acts on a campaign are asked for. */
export const campaignActs: ActRegistry = {
  'campaign.set_targets': { Form: SetTargetsForm },
  'campaign.draw': {
    initial: (f) => ({ parties: (f.case.campaign?.targets ?? []).map((x) => ({ party: x.party })), each: 2 }),
    fields: [
      { name: 'parties', label: 'camp.pool', kind: 'rows', required: true, row: 'camp.poolN', add: 'camp.poolAdd', fields: [{ name: 'party', label: 'f.party', kind: 'party', required: true }, { name: 'reason', label: 'camp.leftOut', kind: 'text', max: 200, hint: 'camp.leftOutHint' }] },
      { name: 'officers', label: 'camp.officerPool', kind: 'officers', required: true },
      { name: 'count', label: 'camp.count', kind: 'int', required: true, min: 1, max: 500 }, { name: 'each', label: 'camp.each', kind: 'int', required: true, min: 2, max: 10 },
      { name: 'place', label: 'f.place', kind: 'text', required: true, max: 120 }, { name: 'witness', label: 'camp.witness', kind: 'person', required: true },
      { ...reason, label: 'camp.again', required: true, show: (_v, f) => !!f?.case.campaign?.draw },
    ],
    toData: ({ parties: pool, ...v }) => ({ ...v, parties: pool.map((x: { party: string }) => x.party), excluded: pool.filter((x: { reason?: string }) => x.reason?.trim()).map((x: { party: string; reason?: string }) => ({ party: x.party, reason: x.reason })) }),
  },
  'campaign.freeze_pool': { Form: FreezePoolForm },
  'campaign.sample': {
    initial: () => ({ teams: [{}] }),
    fields: [
      { name: 'public', label: 'smp.public', kind: 'text', required: true, max: 200, hint: 'smp.publicHint' }, { name: 'public_at', label: 'smp.publicAt', kind: 'time', required: true, hint: 'smp.publicAtHint' },
      { name: 'public_is', label: 'smp.publicIs', kind: 'text', required: true, max: 300 },
      { name: 'teams', label: 'smp.teams', kind: 'rows', required: true, row: 'smp.teamN', add: 'smp.addTeam', max: 50, hint: 'smp.teamsHint', fields: [{ name: 'officers', label: 'f.officers', kind: 'officers', required: true, hint: 'f.officersHint' }] },
      { name: 'witnesses', label: 'smp.witnesses', kind: 'lines', rows: 2, hint: 'f.itemsHint' },
    ],
    toData: (v) => ({ ...v, public_at: localToInstant(String(v.public_at ?? '')), teams: (v.teams ?? []).map((x: { officers?: string[] }) => x?.officers ?? []) }),
    says: (_v, f, { t }) => [t('smp.frozenSays', { at: timeText(f.case.campaign?.sampling?.frozen_at) })],
  },
  'campaign.approve': { fields: [{ name: 'comment', label: 'f.comment', kind: 'area', max: 500 }] },
  'campaign.publish': { fields: [{ name: 'where', label: 'f.where', kind: 'text', required: true, max: 200 }, { name: 'filed_as', label: 'f.filedAs', kind: 'text', max: 100 }] },
  'campaign.open': { fields: [] },
  'campaign.add_target': {
    fields: [
      { name: 'party', label: 'f.party', kind: 'party', required: true },
      { name: 'officers', label: 'f.officers', kind: 'officers', required: true, hint: 'f.officersHint' },
      { name: 'place', label: 'f.place', kind: 'text', max: 200 },
      { ...reason, label: 'f.addReason' },
    ],
  },
  'campaign.suspend': { dialog: true, fields: [reason] },
  'campaign.resume': { dialog: true, fields: [reason] },
  'campaign.cancel': { danger: true, fields: [reason] },
  'campaign.close': { fields: [{ name: 'summary', label: 'f.summary', kind: 'area', required: true, max: 8000, rows: 6 }] },
}
