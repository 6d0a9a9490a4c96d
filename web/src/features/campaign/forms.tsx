import { useQuery } from '@tanstack/react-query'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, FieldSpec } from '@/components/act-def'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { checkKinds, options } from '@/lib/titles'
import { TargetsInput } from './targets-input'

/** Replaces the targets of a draft. */
export function SetTargetsForm({ act, file, onCancel, onDone }: ActFormProps) {
  return (
    <ActForm act={act} file={file} initial={{ targets: file.case.campaign?.targets ?? [{}] }} onCancel={onCancel} onDone={onDone}>
      {() => <TargetsInput />}
    </ActForm>
  )
}

const poolFields = (least?: number): FieldSpec[] => [
  { name: 'as_of', label: 'smp.asOf', kind: 'date', required: true }, { name: 'kinds', label: 'smp.kinds', kind: 'multi', hint: 'smp.kindsHint', options: ({ lang }) => options(checkKinds, lang) },
  { name: 'per_mille', label: 'smp.perMille', kind: 'int', required: true, min: least ?? 1, max: 1000, hint: 'smp.perMilleHint' }, { name: 'by_kind', label: 'smp.byKind', kind: 'check' },
]

/** Freezes the pool of a sample; the least share is that of row T27 today. */
export function FreezePoolForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const asked = useQuery(queries.rules())
  return (
    <Answered query={asked} rows={4}>
      {(rules) => {
        const row = rules.find((r) => r.id === 'T27' && (r.valid_from ?? '') <= me.today && (!r.valid_to || r.valid_to >= me.today))
        const least = row?.least_permille
        return (
          <ActForm act={act} file={file} initial={{ as_of: me.today, per_mille: least, by_kind: true }} onCancel={onCancel} onDone={onDone}
            says={() => [t('smp.freezeSays'), ...(row && least ? [t(row.status === 'confirmed' ? 'smp.leastSays' : 'smp.leastOpen', { n: least, law: row.law })] : [])]}>
            {(values) => <ActFields fields={poolFields(least)} file={file} values={values} />}
          </ActForm>
        )
      }}
    </Answered>
  )
}
