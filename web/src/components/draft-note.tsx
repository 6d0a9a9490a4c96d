import { Button } from 'antd'
import { timeText } from '@/lib/dates'
import type { useDraft } from '@/lib/draft'
import { useT } from '@/lib/i18n'

type Kept = ReturnType<typeof useDraft>

/** Says over a form that a draft was found. */
export function DraftBack({ of, onDrop }: { of: Kept; onDrop: () => void }) {
  const { t } = useT()
  return of.draft && of.saved ? <p className="notice notice-good" role="status">{t('visit.draftBack', { time: timeText(of.draft.at) })} <Button size="small" onClick={onDrop}>{t('visit.draftDrop')}</Button></p> : null
}

/** Says under a form when it was last kept. */
export function DraftState({ of }: { of: Kept }) {
  const { t } = useT()
  return <p className={of.full ? 'notice notice-warn' : 'quiet'} role="status">{of.full ? t('visit.draftFull') : of.saved ? t('visit.draft', { time: timeText(of.saved) }) : ''}</p>
}
