import { useQueries } from '@tanstack/react-query'
import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import type { Day } from '@/api/types'
import { dayText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { useDay } from './day-text'

type Common = { id?: string; disabled?: boolean; 'aria-label'?: string; 'aria-required'?: boolean | 'true' | 'false' }

/** On a phone the picker of the device is better than ours. */
const coarse = () => window.matchMedia('(pointer: coarse)').matches

/** A date with the weekday beside it and whether it is worked; the picker marks days off and worked weekends. */
export function DateInput({ value, onChange, max, min, ...rest }: Common & { value?: string; onChange?: (v: string) => void; max?: string; min?: string }) {
  const { lang } = useT()
  const day = useDay(value)
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<number>()
  const year = shown ?? (value ? Number(value.slice(0, 4)) : new Date().getFullYear())
  const days = useMarks(open ? [year, year + 1] : [])
  return (
    <div className="date-input">
      {coarse() ? <Input {...rest} type="date" value={value ?? ''} max={max} min={min} onChange={(e) => onChange?.(e.target.value)} /> : (
        <DatePicker {...rest} value={value ? dayjs(value) : null} placeholder="2026-01-31" format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D']} maxDate={max ? dayjs(max) : undefined} minDate={min ? dayjs(min) : undefined} open={open} onOpenChange={setOpen}
          onPanelChange={(d) => setShown(d.year())} onChange={(d) => onChange?.(d ? d.format('YYYY-MM-DD') : '')}
          cellRender={(current, info) => {
            if (info.type !== 'date' || !dayjs.isDayjs(current)) return info.originNode
            const kind = days.get(current.format('YYYY-MM-DD'))?.kind
            return <div className={`ant-picker-cell-inner${kind ? ` cal-${kind}` : ''}`}>{current.date()}{kind === 'holiday' ? <i className="cal-mark">休</i> : kind === 'makeup' ? <i className="cal-mark">班</i> : null}</div>
          }} />
      )}
      <span className={day && !day.working ? 'hint-day hint-rest' : 'hint-day'} aria-live="polite">{value ? dayText(value, lang, day).slice(10) : ''}</span>
    </div>
  )
}

function useMarks(years: number[]): Map<string, Day> {
  const sees = can(useMe(), 'view.calendar')
  const asked = useQueries({ queries: years.map((y) => ({ ...queries.calendar(y), enabled: sees, retry: false })) })
  return new Map(asked.flatMap((q) => q.data?.days ?? []).filter((d) => d.kind === 'holiday' || d.kind === 'makeup' || d.kind === 'weekend').map((d) => [d.date, d]))
}

const stamp = 'YYYY-MM-DDTHH:mm'

/** Date and time; the value is Shanghai time without a zone (2026-10-10T09:30). */
export function TimeInput({ value, onChange, ...rest }: Common & { value?: string; onChange?: (v: string) => void }) {
  if (coarse()) return <Input {...rest} type="datetime-local" value={value ?? ''} onChange={(e) => onChange?.(e.target.value)} />
  return (
    <DatePicker {...rest} className="time-input" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" placeholder="2026-01-31 09:30" needConfirm={false}
      value={value ? dayjs(value) : null} onChange={(d) => onChange?.(d ? d.format(stamp) : '')} />
  )
}

/** A list of short texts, one a line. */
export function LinesInput({ value, onChange, rows = 4, ...rest }: Common & { value?: string[]; onChange?: (v: string[]) => void; rows?: number }) {
  const clean = (s: string) => s.split('\n').map((l) => l.trim()).filter(Boolean)
  const [text, setText] = useState((value ?? []).join('\n'))
  // A value set from outside (a draft, a reset) replaces the text; typing keeps line ends as typed.
  const shown = clean(text).join('\n') === (value ?? []).join('\n') ? text : (value ?? []).join('\n')
  return <Input.TextArea {...rest} aria-required={rest['aria-required'] === true || rest['aria-required'] === 'true'} value={shown} autoSize={{ minRows: rows, maxRows: 16 }} onChange={(e) => { setText(e.target.value); onChange?.(clean(e.target.value)) }} />
}

/** Searches while one types, once the typing (or the input method) rests. */
export function SearchField({ value, onSearch, label }: { value: string; onSearch: (q: string) => void; label: string }) {
  const [text, setText] = useState(value)
  const [was, setWas] = useState(value)
  const [composing, setComposing] = useState(false)
  if (was !== value) { setWas(value); setText(value) }
  useEffect(() => {
    if (composing || text === value) return
    const timer = setTimeout(() => onSearch(text.trim()), 300)
    return () => clearTimeout(timer)
  }, [text, value, composing, onSearch])
  return <Input type="search" className="filters-q" allowClear value={text} aria-label={label} placeholder={label} onChange={(e) => setText(e.target.value)} onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)} onPressEnter={() => onSearch(text.trim())} />
}
