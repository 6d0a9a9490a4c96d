import type { Day } from '@/api/types'

export type Lang = 'zh' | 'en'

const zhDays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const enDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const isDate = (d: string) => /^\d{4}-\d{2}-\d{2}$/.test(d)
const utc = (d: string) => new Date(`${d}T00:00:00Z`)

export function weekday(d: string): number { return utc(d).getUTCDay() }
export function addDays(d: string, n: number): string { return new Date(utc(d).getTime() + n * 86_400_000).toISOString().slice(0, 10) }
export function daysBetween(a: string, b: string): number { return Math.round((utc(b).getTime() - utc(a).getTime()) / 86_400_000) }
export function yearOf(d: string): number { return Number(d.slice(0, 4)) }

/** 2026-10-10（周六·上班）: what matters of a day for counting. Days the notice does not touch show the weekday alone. */
export function dayText(d: string, lang: Lang, day?: Pick<Day, 'kind' | 'name'>): string {
  if (!isDate(d)) return d
  const w = weekday(d)
  const zh = day?.kind === 'makeup' ? '·上班' : day?.kind === 'holiday' ? `·${day.name || '放假'}` : ''
  const en = day?.kind === 'makeup' ? ', working' : day?.kind === 'holiday' ? ', holiday' : ''
  return lang === 'zh' ? `${d}（${zhDays[w]}${zh}）` : `${d} (${enDays[w]}${en})`
}

/** The civil time of an instant in Shanghai: 2026-10-10 09:30. */
export function timeText(at: string | undefined): string {
  if (!at) return ''
  const t = Date.parse(at)
  if (Number.isNaN(t)) return at
  return new Date(t + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function dayOf(at: string): string { return timeText(at).slice(0, 10) }

/** The value of <input type="datetime-local"> read as Shanghai time. */
export function localToInstant(local: string): string { return local ? `${local.length === 16 ? `${local}:00` : local}+08:00` : '' }

/** Now in Shanghai as <input type="datetime-local"> wants it. */
export function nowLocal(now = Date.now()): string { return new Date(now + 8 * 3_600_000).toISOString().slice(0, 16) }
