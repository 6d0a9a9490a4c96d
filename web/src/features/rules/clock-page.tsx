import { useQuery } from '@tanstack/react-query'
import { Button, Form, InputNumber, Select } from 'antd'
import { useSearchParams } from 'react-router'
import type { ClockStatus } from '@/api/types'
import { ClockMark, Provisional, Unconfirmed } from '@/components/clock-badge'
import { DayText } from '@/components/day-text'
import { DateInput } from '@/components/inputs'
import { Page, Section } from '@/components/page'
import { Empty, Loading, Wrong } from '@/components/states'
import { Trace } from '@/components/trace'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { termText } from './rules-page'

/** Counts any limit from any day, with the reckoning. */
export function ClockPage() {
  const w = useT()
  const { t, pick } = w
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const [form] = Form.useForm<{ rule: string; from: string; n?: number }>()
  const rules = useQuery(queries.rules())
  const rule = query.get('rule') ?? undefined
  const from = query.get('from') ?? undefined
  const n = query.get('n') ?? undefined
  const chosen = Form.useWatch('rule', form) ?? rule
  const settable = rules.data?.find((r) => r.id === chosen)?.max_n
  const asked = useQuery({ ...queries.calculation({ rule, from: from ?? '', n: n ? Number(n) : undefined }), enabled: !!rule && !!from })
  const x = asked.data
  return (
    <Page title={t('calc.title')} hint={t('calc.hint')}>
      <div className="calc">
        <Form form={form} layout="vertical" className="card" requiredMark={false} initialValues={{ rule, from: from ?? me.today, n: n ? Number(n) : undefined }}
          onFinish={(v) => setQuery({ rule: v.rule, from: v.from, ...(v.n && settable ? { n: String(v.n) } : {}) })}>
          <Form.Item name="rule" label={t('calc.rule')} rules={[{ required: true }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} loading={rules.isPending} options={(rules.data ?? []).map((r) => ({ value: r.id, label: `${r.id} ${pick(r.title_zh, r.title_en)}` })).filter((o, i, all) => all.findIndex((y) => y.value === o.value) === i)} />
          </Form.Item>
          <Form.Item name="from" label={t('calc.from')} rules={[{ required: true }]}><DateInput /></Form.Item>
          {settable ? <Form.Item name="n" label={t('calc.n')} extra={t('calc.nHint')}><InputNumber min={1} max={settable} precision={0} className="input-number" /></Form.Item> : null}
          <Button type="primary" htmlType="submit">{t('calc.run')}</Button>
        </Form>
        <Section id="answer" title={x?.clock.title || t('calc.title')}>
          {!rule || !from ? <Empty>{t('calc.empty')}</Empty> : asked.error ? <Wrong error={asked.error} /> : !x ? <Loading /> : (
            <>
              <dl className="facts facts-wide">
                <div><dt>{t('clock.due')}</dt><dd className="big"><DayText date={x.answer.due} /> {x.answer.provisional && <Provisional />}</dd></div>
                <div><dt>{t('clock.state')}</dt><dd><ClockMark status={x.status as ClockStatus} /></dd></div>
                <div><dt>{t('clock.from')}</dt><dd><DayText date={x.clock.from} /></dd></div>
                {x.rule && <div><dt>{t('clock.term')}</dt><dd>{termText(x.rule, w)}</dd></div>}
                <div><dt>{t('clock.basis')}</dt><dd>{x.basis || x.clock.article} {x.clock.rule_status !== 'confirmed' && <Unconfirmed />}</dd></div>
              </dl>
              <Trace steps={x.answer.trace ?? []} caption={t('clock.trace')} />
            </>
          )}
        </Section>
      </div>
    </Page>
  )
}
