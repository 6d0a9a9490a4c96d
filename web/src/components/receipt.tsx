import { CheckCircleOutlined } from '@ant-design/icons'
import { Link, useLocation } from 'react-router'
import type { ClockLine, Receipt } from '@/api/types'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { DayText } from './day-text'

export interface ReceiptState { receipt: Receipt; title: string }

/** What the last act did: shown once, on the page it leads to. */
export function ReceiptNotice() {
  const { t } = useT()
  const state = useLocation().state as ReceiptState | null
  if (!state?.receipt) return null
  const { receipt: r, title } = state
  return (
    <div className="notice notice-good notice-block" role="status">
      <strong><CheckCircleOutlined aria-hidden /> {t('act.done', { title })}</strong>
      {r.again && <span>{t('act.again')}</span>}
      <ul className="receipt">
        {r.numbers?.map((n) => <li key={n}>{t('act.numbered')}：{n}</li>)}
        {r.started?.map((k) => <Line key={k.id} word={t('act.started')} k={k} until={t('clock.due')} />)}
        {r.ended?.map((k) => <Line key={k.id} word={t('act.ended')} k={k} />)}
        {r.opened?.map((c) => <li key={c}>{t('act.opened')}：<Link to={paths.case(c)}>{c}</Link></li>)}
      </ul>
    </div>
  )
}

function Line({ word, k, until }: { word: string; k: ClockLine; until?: string }) {
  return <li>{word}：{k.title}{until && k.due && <>，{until} <DayText date={k.due} /></>}</li>
}
