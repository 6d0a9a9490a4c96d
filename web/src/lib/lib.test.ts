import { describe, expect, it } from 'vitest'
import { clean } from './acts'
import { clockText } from './clock-text'
import { addDays, dayText, daysBetween, localToInstant, timeText } from './dates'
import { messages } from './messages'
import { formatCount, formatFen, yuanToFen } from './money'
import { paths, withQuery } from './paths'
import { fieldFaults, fieldPath, Problem } from './problem'

describe('money', () => {
  it.each([['0', 0], ['45000', 4500000], ['22.5', 2250], ['0.01', 1], ['2,221,300.00', 222130000], [1.1, 110], ['8.29', 829]])('%s yuan is %i fen', (yuan, fen) => expect(yuanToFen(yuan)).toBe(fen))
  it.each(['', null, undefined, '1.234', 'abc', '1.', '--1'])('%s is no amount', (x) => expect(yuanToFen(x)).toBeNull())
  it('writes separators and two decimals', () => {
    expect(formatFen(222130000)).toBe('2,221,300.00')
    expect(formatFen(5)).toBe('0.05')
    expect(formatFen(-4500000)).toBe('-45,000.00')
    expect(formatCount(1234567)).toBe('1,234,567')
  })
})

describe('dates', () => {
  it('says of a worked Saturday that it is worked', () => {
    expect(dayText('2026-10-10', 'zh', { kind: 'makeup', name: '国庆节' })).toBe('2026-10-10（周六·上班）')
    expect(dayText('2026-10-10', 'en', { kind: 'makeup' })).toBe('2026-10-10 (Sat, working)')
    expect(dayText('2026-10-01', 'zh', { kind: 'holiday', name: '国庆节' })).toBe('2026-10-01（周四·国庆节）')
    expect(dayText('2026-10-09', 'zh')).toBe('2026-10-09（周五）')
  })
  it('counts across months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
    expect(daysBetween('2026-10-10', '2026-10-09')).toBe(-1)
  })
  it('keeps the civil time of Shanghai whatever the zone of the browser', () => {
    expect(timeText('2026-10-09T16:30:00Z')).toBe('2026-10-10 00:30')
    expect(localToInstant('2026-10-10T09:30')).toBe('2026-10-10T09:30:00+08:00')
    expect(timeText(localToInstant('2026-10-10T09:30'))).toBe('2026-10-10 09:30')
  })
})

describe('clock text', () => {
  it.each([
    ['running', 8, 'working', '还剩 8 个工作日', 'plain'], ['running', 3, 'working', '还剩 3 个工作日', 'soon'], ['running', 4, 'calendar', '还剩 4 天', 'plain'], ['running', 5, 'hour', '还剩 5 小时', 'soon'], ['running', 40, 'hour', '还剩 40 小时', 'plain'],
    ['due_today', 0, 'calendar', '今日到期', 'soon'], ['overdue', 2, 'calendar', '已超期 2 天', 'late'], ['overdue', -2, 'working', '已超期 2 个工作日', 'late'],
    ['suspended', 12, 'calendar', '已中止 · 原剩 12 天', 'paused'], ['met', 0, 'calendar', '按期办结', 'kept'], ['met_late', 4, 'calendar', '逾期办结（超 4 天）', 'ended'], ['lapsed', 0, 'calendar', '期限届满', 'ended'], ['stopped', 0, 'calendar', '期限已终止', 'ended'],
  ])('%s %i %s', (state, days, unit, text, tone) => expect(clockText({ state, days, unit }, 'zh')).toEqual({ text, tone }))
  it('speaks English too', () => {
    expect(clockText({ state: 'running', days: 1, unit: 'working' }, 'en').text).toBe('1 working day left')
    expect(clockText({ state: 'overdue', days: 2, unit: 'calendar' }, 'en').text).toBe('2 days overdue')
  })
  it('shows a state it does not know by its name', () => expect(clockText({ state: 'new', days: 1, unit: 'calendar' }, 'zh').text).toBe('new'))
})

describe('refusals', () => {
  it('reads the path of a fault', () => {
    expect(fieldPath('targets[0].party')).toEqual(['targets', 0, 'party'])
    expect(fieldPath('body.data.basis')).toEqual(['basis'])
    expect(fieldPath('evidence[2].taken_at')).toEqual(['evidence', 2, 'taken_at'])
  })
  it('groups faults by field', () => {
    const p = new Problem({ code: 'invalid_input', errors: [{ path: 'on', message: 'a' }, { path: 'on', message: 'b' }, { path: '', message: 'c' }] })
    expect(fieldFaults(p)).toEqual([{ name: ['on'], errors: ['a', 'b'] }])
  })
})

describe('what is sent', () => {
  it('leaves out what is empty, and keeps no and zero', () => {
    expect(clean({ a: '', b: null, c: undefined, d: 0, e: false, f: [{ g: '', h: 1 }] })).toEqual({ d: 0, e: false, f: [{ h: 1 }] })
  })
  it('puts filters into the address without empty ones', () => {
    expect(withQuery('/cases', { q: '陵园', state: undefined, year: 2026 })).toBe(`/cases?q=${encodeURIComponent('陵园')}&year=2026`)
    expect(paths.case('a/b')).toBe('/cases/a%2Fb')
  })
})

it('every word has two sides, with the same places to fill in', () => {
  const holes = (s: string) => [...s.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort().join()
  for (const [key, [zh, en]] of Object.entries(messages)) if (key !== 'act.sep') {
    expect(zh, key).not.toBe('')
    expect(en, key).not.toBe('')
    if (!key.startsWith('clock.explain')) expect(holes(en), key).toBe(holes(zh))
  }
})
