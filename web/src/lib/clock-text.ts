import type { ClockState, ClockStatus, Unit } from '@/api/types'
import type { Lang } from './dates'

export type Tone = 'plain' | 'soon' | 'late' | 'kept' | 'paused' | 'ended'

/** Days at which a running clock turns amber. */
export const soonDays = 3

const unitsZH: Record<Unit, string> = { working: '个工作日', calendar: '天', hour: '小时', month: '个月', year: '年' }
const unitsEN: Record<Unit, string> = { working: 'working day', calendar: 'day', hour: 'hour', month: 'month', year: 'year' }

export function unitText(n: number, unit: string, lang: Lang): string {
  if (lang === 'zh') return `${n} ${unitsZH[unit as Unit] ?? unit}`
  const word = unitsEN[unit as Unit] ?? unit
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

/** What a clock says of itself, always in words; the colour only repeats it. */
export function clockText(s: ClockStatus, lang: Lang): { text: string; tone: Tone } {
  const n = Math.abs(s.days)
  const zh = lang === 'zh'
  const days = unitText(n, s.unit, lang)
  const table: Record<ClockState, { text: string; tone: Tone }> = {
    running: { text: zh ? `还剩 ${days}` : `${days} left`, tone: n <= soonDays && s.unit !== 'hour' || s.unit === 'hour' && n <= 24 ? 'soon' : 'plain' },
    due_today: { text: zh ? '今日到期' : 'Due today', tone: 'soon' },
    overdue: { text: zh ? `已超期 ${days}` : `${days} overdue`, tone: 'late' },
    suspended: { text: zh ? `已中止 · 原剩 ${days}` : `Suspended · ${days} were left`, tone: 'paused' },
    met: { text: zh ? '按期办结' : 'Done in time', tone: 'kept' },
    met_late: { text: zh ? `逾期办结（超 ${days}）` : `Done late (by ${days})`, tone: 'ended' },
    lapsed: { text: zh ? '期限届满' : 'Ran out', tone: 'ended' },
    stopped: { text: zh ? '期限已终止' : 'Stopped', tone: 'ended' },
  }
  return table[s.state as ClockState] ?? { text: s.state, tone: 'ended' }
}
