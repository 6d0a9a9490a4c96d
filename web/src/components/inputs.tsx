import { Input } from 'antd'
import { useState } from 'react'
import { useDay } from './day-text'
import { dayText } from '@/lib/dates'
import { useT } from '@/lib/i18n'

type Common = { id?: string; disabled?: boolean; 'aria-label'?: string; 'aria-required'?: boolean }

/** The date field of the browser, with the weekday under it and whether it is worked. */
export function DateInput({ value, onChange, max, min, ...rest }: Common & { value?: string; onChange?: (v: string) => void; max?: string; min?: string }) {
  const { lang } = useT()
  const day = useDay(value)
  return (
    <div className="date-input">
      <Input {...rest} type="date" value={value ?? ''} min={min} max={max} onChange={(e) => onChange?.(e.target.value)} />
      <span className={day && !day.working ? 'hint-day hint-rest' : 'hint-day'} aria-live="polite">{value ? dayText(value, lang, day).slice(10) : ''}</span>
    </div>
  )
}

/** Date and time of the browser; the value is Shanghai time without a zone (2026-10-10T09:30). */
export function TimeInput({ value, onChange, ...rest }: Common & { value?: string; onChange?: (v: string) => void }) {
  return <Input {...rest} type="datetime-local" value={value ?? ''} onChange={(e) => onChange?.(e.target.value)} />
}

/** A list of short texts, one a line. */
export function LinesInput({ value, onChange, rows = 4, ...rest }: Common & { value?: string[]; onChange?: (v: string[]) => void; rows?: number }) {
  const [text, setText] = useState((value ?? []).join('\n'))
  const clean = (s: string) => s.split('\n').map((l) => l.trim()).filter(Boolean)
  // A value set from outside (a draft, a reset) replaces the text; typing keeps line ends as typed.
  const shown = clean(text).join('\n') === (value ?? []).join('\n') ? text : (value ?? []).join('\n')
  return <Input.TextArea {...rest} value={shown} autoSize={{ minRows: rows, maxRows: 16 }} onChange={(e) => { setText(e.target.value); onChange?.(clean(e.target.value)) }} />
}
