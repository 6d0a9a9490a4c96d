import { useQuery } from '@tanstack/react-query'
import type { Day } from '@/api/types'
import { dayText, yearOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

/** What the official calendar says of a day, once it is known. */
export function useDay(date: string | undefined): Day | undefined {
  const ok = !!date && /^\d{4}-\d{2}-\d{2}$/.test(date)
  const sees = can(useMe(), 'view.calendar') // the cashier sees money, not the calendar
  const year = useQuery({ ...queries.calendar(ok ? yearOf(date) : 0), enabled: ok && sees, retry: false })
  return ok ? year.data?.days?.find((d) => d.date === date) : undefined
}

/** 2026-10-10（周六·上班）. Where the weekday does not matter the bare date is shown instead. */
export function DayText({ date }: { date?: string }) {
  const { lang } = useT()
  const day = useDay(date)
  if (!date) return <span className="quiet">—</span>
  return <time dateTime={date} className="num nowrap">{dayText(date, lang, day)}</time>
}

/** For sentences put together as strings. */
export function useDayText(date: string | undefined): string {
  const { lang } = useT()
  const day = useDay(date)
  return date ? dayText(date, lang, day) : ''
}
