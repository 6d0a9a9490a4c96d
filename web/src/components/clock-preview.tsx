import { useQuery } from '@tanstack/react-query'
import { useT } from '@/lib/i18n'
import { unitText } from '@/lib/clock-text'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { Provisional, Unconfirmed } from './clock-badge'
import { DayText } from './day-text'

/** A clock that an act will start, with the last day the API counts for it. */
export function ClockPreview({ rule, from, n }: { rule: string; from: string; n?: number }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const ok = /^\d{4}-\d{2}-\d{2}$/.test(from) && can(me, 'view.rules')
  const asked = useQuery({ ...queries.calculation({ rule, from, n }), enabled: ok, staleTime: 60_000 })
  const x = asked.data
  if (!x) return null
  return (
    <span className="clock-preview">
      {t('act.willStart', { clock: pick(x.rule?.title_zh, x.rule?.title_en) || x.clock.title, term: unitText(x.clock.term.n, x.clock.term.unit, lang) })} <strong><DayText date={x.clock.due} /></strong>
      {x.answer.provisional && <Provisional />}{x.rule && x.rule.status !== 'confirmed' && <Unconfirmed />}
    </span>
  )
}
