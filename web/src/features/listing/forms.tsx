import { useQuery } from '@tanstack/react-query'
import type { ActFormProps, FieldSpec } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { Interval } from './facts'

const fields: FieldSpec[] = [
  { name: 'on', label: 'lst.sentOn', kind: 'date', required: true }, { name: 'address', label: 'lst.address', kind: 'text', required: true, max: 200, hint: 'lst.addressHint' }, { name: 'tracking', label: 'lst.tracking', kind: 'text', required: true, max: 60 },
]

/** A special letter to the registered address, with the days between which the second one may go out. */
export function LetterForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const asked = useQuery({ ...queries.party(file.case.party?.id ?? ''), refetchOnWindowFocus: false })
  const hi = file.clocks.find((k) => k.id.startsWith('letter_max') && !k.met_on && !k.stopped_on && !k.lapsed_on)
  const first = (file.case.listing?.letters?.length ?? 0) === 0
  return (
    <Answered query={asked} rows={4}>
      {(p) => (
        <ActForm act={act} file={file} initial={{ on: me.today, address: p.org?.address ?? p.address }} onCancel={onCancel} onDone={onDone}
          clocks={(v) => (first || !hi ? ['T19', 'T19b'].map((rule) => ({ rule, from: String(v.on ?? '') })) : [])} says={(v) => (hi?.due && v.on > hi.due ? [t('lst.newRound')] : [])}>
          {(values) => <><Interval file={file} /><ActFields fields={fields} file={file} values={values} /></>}
        </ActForm>
      )}
    </Answered>
  )
}
