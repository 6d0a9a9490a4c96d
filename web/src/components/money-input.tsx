import { Input } from 'antd'
import { useState } from 'react'
import { useT } from '@/lib/i18n'
import { formatFen, yuanToFen } from '@/lib/money'

const plain = (fen: number) => formatFen(fen).replace(/,/g, '').replace(/\.00$/, '')

/**
 * An amount in yuan whose value is whole fen. Text that is no amount has the value NaN, which moneyRule refuses; no
 * floating point is used on the way.
 */
export function MoneyInput({ value, onChange, ...rest }: { value?: number; onChange?: (fen: number | undefined) => void; id?: string; disabled?: boolean; 'aria-label'?: string }) {
  const { t } = useT()
  const [text, setText] = useState(value === undefined || value === null || Number.isNaN(value) ? '' : plain(value))
  const typed = read(text)
  // A value set from outside replaces the text; typing keeps it as typed.
  const shown = Object.is(typed, value ?? undefined) ? text : value === undefined || value === null ? '' : Number.isNaN(value) ? text : plain(value)
  return (
    <Input {...rest} inputMode="decimal" className="amount money" suffix={t('money.yuan')} value={shown}
      onChange={(e) => { setText(e.target.value); onChange?.(read(e.target.value)) }}
      onBlur={() => { if (typed !== undefined && !Number.isNaN(typed)) setText(formatFen(typed)) }} />
  )
}

function read(text: string): number | undefined {
  if (text.trim() === '') return undefined
  const fen = yuanToFen(text)
  return fen === null || fen < 0 ? NaN : fen
}

/** The rule of a form that goes with MoneyInput. */
export const moneyRule = (message: string) => ({
  validator: (_: unknown, v: number | undefined) => (v === undefined || v === null || Number.isSafeInteger(v) ? Promise.resolve() : Promise.reject(new Error(message))),
})

/** 45,000.00 with the word for yuan. */
export function Money({ fen }: { fen: number | undefined }) {
  const { t } = useT()
  if (fen === undefined || fen === null) return <span className="quiet">—</span>
  return <span className="num nowrap">{formatFen(fen)} {t('money.yuan')}</span>
}
