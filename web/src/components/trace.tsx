import { Button } from 'antd'
import { useState } from 'react'
import type { TraceStep } from '@/api/types'
import { dayText } from '@/lib/dates'
import { useT } from '@/lib/i18n'

/** The count day by day. Long terms fold their middle, so that beginning and end are seen first. */
export function Trace({ steps, caption }: { steps: TraceStep[]; caption: string }) {
  const { t, lang, pick } = useT()
  const [whole, setWhole] = useState(steps.length <= 40)
  const shown = whole ? steps : [...steps.slice(0, 12), null, ...steps.slice(-12)]
  return (
    <table className="trace">
      <caption>{caption}</caption>
      <thead><tr><th scope="col">{t('clock.day')}</th><th scope="col" className="right">{t('clock.count')}</th><th scope="col">{t('clock.why')}</th></tr></thead>
      <tbody>
        {shown.map((s, i) => s === null
          ? <tr key="fold"><td colSpan={3}><Button type="link" size="small" onClick={() => setWhole(true)}>{t('clock.folded', { n: steps.length - 24 })}</Button></td></tr>
          : (
            <tr key={i} className={`trace-${s.kind}`}>
              <td className="num nowrap">{dayText(s.date, lang).slice(0, lang === 'zh' ? 14 : 16)}</td>
              <td className="num right">{s.kind === 'counted' || s.kind === 'makeup' ? s.count : ''}</td>
              <td>{pick(s.zh, s.en)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
