import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import type { ClockExplanation } from '@/api/types'
import { unitText } from '@/lib/clock-text'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { effects, title as named } from '@/lib/titles'
import { ClockMark, Provisional, Unconfirmed } from './clock-badge'
import { DayText } from './day-text'
import { Answered, Empty } from './states'
import { Trace } from './trace'

/** How one clock of one file is counted. A list knows only the rule; the file tells which clock it is. */
export default function ClockDrawer({ caseId, clock, rule, title, onClose }: { caseId: string; clock?: string; rule?: string; title: string; onClose: () => void }) {
  const { t } = useT()
  const file = useQuery({ ...queries.case(caseId), enabled: !clock })
  const found = clock ?? file.data?.clocks?.findLast((k) => k.rule === rule && !k.met_on && !k.lapsed_on && !k.stopped_on)?.id
  const asked = useQuery({ ...queries.clock(caseId, found ?? ''), enabled: !!found })
  return (
    <Drawer open onClose={onClose} size={560} title={title || t('clock.title')} aria-label={title || t('clock.title')} closable={{ 'aria-label': t('common.close') }}>
      {!found && file.data ? <Empty>{t('clock.none')}</Empty> : <Answered query={found ? asked : { ...asked, error: file.error }}>{(x) => <Explanation x={x} />}</Answered>}
    </Drawer>
  )
}

function Explanation({ x }: { x: ClockExplanation }) {
  const { t, lang } = useT()
  const k = x.clock
  const rows: [string, React.ReactNode][] = [
    [t('clock.state'), <><ClockMark status={x.status} />{(x.answer.provisional ?? k.provisional) && <Provisional />}{k.rule_status !== 'confirmed' && <Unconfirmed />}</>],
    [t('clock.from'), <DayText date={k.from} />],
    [t('clock.term'), `${unitText(k.term.n, k.term.unit, lang)}${k.term.back ? `（${t('clock.back')}）` : ''}`],
    [t('clock.due'), <strong><DayText date={x.answer.due ?? k.due} /></strong>],
    [t('clock.basis'), x.basis || k.article],
    [t('clock.rule'), k.rule],
    [t('clock.effect'), named(effects, k.effect, lang)],
  ]
  for (const s of k.suspensions ?? []) rows.push([t('clock.suspensions'), `${s.from} – ${s.until ?? ''} ${s.reason ?? ''}`])
  for (const e of k.extensions ?? []) rows.push([t('clock.extensions'), `${unitText(e.n, e.unit, lang)} · ${e.on} · ${e.reason}`])
  return (
    <div role="region" aria-label={t('clock.title')} tabIndex={0}>
      <dl className="facts">{rows.map(([a, b], i) => <div key={i}><dt>{a}</dt><dd>{b}</dd></div>)}</dl>
      <p className="quiet">
        {k.rule_status !== 'confirmed' && <span>{t('clock.unconfirmedHint')} </span>}
        {x.answer.provisional && <span>{t('clock.provisionalHint')}</span>}
      </p>
      <Trace steps={x.answer.trace ?? []} caption={t('clock.trace')} />
    </div>
  )
}
