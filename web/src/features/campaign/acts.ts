import type { ActRegistry, FieldSpec } from '@/components/act-def'
import { SetTargetsForm } from './forms'

const reason: FieldSpec = { name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }

/** How the acts on a campaign are asked for. */
export const campaignActs: ActRegistry = {
  'campaign.set_targets': { Form: SetTargetsForm },
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
