import type { AnnualCheck, RegisteredOrg } from '@/api/types'
import type { FieldSpec, Values } from './act-def'
import { fileHashes } from './file-upload'

// The annual work report (年度工作报告): the bureau takes it in at its desk, the organization files it itself; the fields are the same.

const count = (name: string, label: FieldSpec['label'], more: Partial<FieldSpec> = {}): FieldSpec => ({ name, label, kind: 'int', min: 0, ...more })
const money = (name: string, label: FieldSpec['label']): FieldSpec => ({ name, label, kind: 'money', required: true })

export const reportInitial = { activities: [], assemblies: 0, councils: 0 }

/** The fields of the report of a year; `to` is where papers are uploaded. */
export function reportFields(a: { year: number; kind: RegisteredOrg['kind']; track?: AnnualCheck['track']; direct?: boolean }, to?: string): FieldSpec[] {
  const association = a.kind === 'association'
  return [
    {
      name: 'activities', label: 'chk.activities', kind: 'rows', row: 'chk.activityN', add: 'chk.addActivity', max: 200,
      fields: [{ name: 'on', label: 'common.date', kind: 'date', required: true, earliest: () => `${a.year}-01-01` }, { name: 'what', label: 'chk.activity', kind: 'text', required: true, max: 500 }],
    },
    money('income_fen', 'chk.income'), money('spending_fen', 'chk.spending'), { name: 'assets_fen', label: 'chk.assets', kind: 'money' },
    count('persons', 'chk.persons', { show: () => association }), count('units', 'chk.units', { show: () => association }), count('assemblies', 'chk.assemblies', { max: 1000, show: () => association }), count('councils', 'chk.councils', { max: 1000 }),
    { name: 'officers', label: 'chk.officers', kind: 'rows', row: 'reg.officerN', add: 'reg.addOfficer', max: 200, fields: [{ name: 'name', label: 'org.person', kind: 'text', required: true, max: 60 }, { name: 'post', label: 'org.post', kind: 'text', required: true, max: 40 }] },
    { name: 'changes', label: 'chk.changes', kind: 'area', max: 2000, rows: 2 }, count('branches', 'chk.branches', { max: 1000, show: () => association }), { name: 'party_work', label: 'chk.partyWork', kind: 'area', max: 2000, rows: 2 },
    { name: 'self_check', label: 'chk.selfCheck', kind: 'area', required: true, max: 4000 }, { name: 'files', label: 'chk.papers', kind: 'files', max: 20, to },
    { name: 'unit_consents', label: 'chk.unitConsents', kind: 'check', show: () => a.kind === 'foundation' && !a.direct && a.track === 'check' }, { name: 'truthful', label: 'chk.truthful', kind: 'check' },
  ]
}

export const reportData = ({ persons, units, ...v }: Values) => ({
  ...v, income_fen: v.income_fen ?? 0, spending_fen: v.spending_fen ?? 0, assets_fen: v.assets_fen ?? 0, assemblies: v.assemblies ?? 0, councils: v.councils ?? 0, truthful: !!v.truthful,
  members: persons || units ? { persons: persons ?? 0, units: units ?? 0 } : undefined, files: fileHashes(v.files),
})
