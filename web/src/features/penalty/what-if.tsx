import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import type { CaseFile } from '@/api/types'
import { DayText } from '@/components/day-text'
import { DateInput } from '@/components/inputs'
import { Section } from '@/components/page'
import { Answered } from '@/components/states'
import { Trace } from '@/components/trace'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'

const kinds = ['hearing_request', 'suspend', 'extend', 'serve_decision'] as const
type Kind = (typeof kinds)[number]
const served = ['decided', 'served', 'instalment', 'pay_overdue', 'demanded', 'in_court']

/** Whether anything is left to suppose about a case. */
export const supposable = (file: CaseFile) => !file.case.closed_on && file.case.procedure === 'penalty' && !['clue', 'performed', 'concluded', 'archived'].includes(file.case.stage)

/** "If a hearing is asked for today, when is the last day to decide?" Asks nothing until it is opened. */
export function WhatIf({ file }: { file: CaseFile }) {
  const { t, pick } = useT()
  const me = useMe()
  const decided = served.includes(file.case.stage)
  const [open, setOpen] = useState(false)
  const [act, setAct] = useState<Kind>(decided ? 'serve_decision' : 'hearing_request')
  const [on, setOn] = useState(me.today)
  const asked = useQuery({ ...queries.whatIf(file.case.id, { act, on }), enabled: open && /^\d{4}-\d{2}-\d{2}$/.test(on) })
  if (!supposable(file)) return null
  return (
    <Section id="whatif" title={t('whatif.title')}>
      <details onToggle={(e) => setOpen((e.target as HTMLDetailsElement).open)}>
        <summary>{t('whatif.hint')}</summary>
        <Form layout="vertical" component="div" className="whatif-ask">
          <Form.Item label={t('whatif.act')} htmlFor="whatif-act"><Select id="whatif-act" aria-label={t('whatif.act')} value={act} onChange={setAct} options={kinds.map((k) => ({ value: k, label: t(`whatif.${k}`) }))} /></Form.Item>
          <Form.Item label={t('whatif.on')} htmlFor="whatif-on"><DateInput id="whatif-on" aria-label={t('whatif.on')} value={on} onChange={setOn} /></Form.Item>
        </Form>
        {open && (
          <Answered query={asked} rows={3}>
            {(x) => (
              <>
                {!x.possible && x.why && <p className="notice notice-warn"><strong>{t('whatif.not')}</strong> {pick(x.why.message, x.why.english)} <span className="quiet">{x.why.article}</span></p>}
                <dl className="facts facts-wide">
                  {act !== 'serve_decision' && <div><dt>{t('whatif.before')}</dt><dd>{x.before ? <DayText date={x.before} /> : <span className="quiet">{t('whatif.none')}</span>}</dd></div>}
                  {act !== 'serve_decision' && x.before && <div><dt>{t('whatif.after')}</dt><dd className="big">{x.after ? <DayText date={x.after} /> : <span className="quiet">{t('whatif.standstill')}</span>}</dd></div>}
                  {x.hearing && <div><dt>{t('whatif.hearing')}</dt><dd><DayText date={x.hearing} /></dd></div>}
                  {x.slow && x.slow !== x.hearing && <div><dt>{t('whatif.slow')}</dt><dd><DayText date={x.slow} /></dd></div>}
                  {x.slow_last && x.slow !== x.hearing && <div><dt>{t('whatif.slowLast')}</dt><dd><DayText date={x.slow_last} /></dd></div>}
                </dl>
                {(x.remarks?.length ?? 0) > 0 && <ul className="reasons">{x.remarks!.map((r, i) => <li key={i}>{pick(r.text, r.english)}</li>)}</ul>}
                {x.clocks.length > 0 && (
                  <>
                    <h3>{t('whatif.clocks')}</h3>
                    {x.clocks.map((c, i) => (
                      <details key={i} className="whatif-clock">
                        <summary>{pick(c.title, c.english)} <DayText date={c.answer.due ?? c.clock.due} /></summary>
                        <Trace steps={c.answer.trace ?? []} caption={pick(c.title, c.english)} />
                      </details>
                    ))}
                  </>
                )}
              </>
            )}
          </Answered>
        )}
      </details>
    </Section>
  )
}
