import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useEffect, useState } from 'react'
import { DateInput } from '@/components/inputs'
import { MoneyInput, moneyRule } from '@/components/money-input'
import { ViolationSelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { useMe } from '@/lib/session'
import { sanctionKinds, title } from '@/lib/titles'
import { assessmentsOf, filled, isMoney, judge, lawQueries, missing, type AllegationValues, type Assessment, type Circumstance, type Range, type Sanction, type Trial } from './law'
import { GroundsList, RangePanel, VerdictLine } from './range-panel'

/** What the editor edits: allegations and assessments go by pairs, in order. */
export interface LawValues { allegations?: AllegationValues[]; assessments?: Partial<Assessment>[]; sanctions?: Partial<Sanction>[] }

type Path = (string | number)[]

/** The value once it rests. */
function useRested<T>(value: T, ms = 350): T {
  const text = JSON.stringify(value)
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return (rested === undefined ? undefined : JSON.parse(rested)) as T
}

/**
 * Violations with the facts that a range rests on, the range beside each, and the sanctions held against it while they
 * are chosen. It stands in a form, at a path of it.
 */
export function LawEditor({ base, natural, decides, withFacts = true, only, about }: {
  base: Path; natural?: boolean; decides: boolean; withFacts?: boolean
  /** One violation and one sanction of these kinds: what may be decided on the spot. */
  only?: string[]
  /** What else the law asks for: the outcome intended, when it was discovered, whether a hearing was held. */
  about?: Pick<Trial, 'outcome' | 'discovered' | 'hearing' | 'public_interest' | 'complex'>
}) {
  const { t, lang } = useT()
  const w = useT()
  const me = useMe()
  const form = Form.useFormInstance()
  const all = (Form.useWatch(base, { form, preserve: true }) ?? {}) as LawValues
  const rows = all.allegations ?? []
  const sanctions = decides ? all.sanctions ?? [] : []
  const norms = useQuery(lawQueries.norms())
  const trial = useRested<Trial>({
    ...filled(about), outcome: about?.outcome && about.outcome !== 'penalty' && about.outcome !== 'ban' ? about.outcome : sanctions.some((s) => s?.kind) ? about?.outcome : undefined,
    ...(rows.some((r) => r?.harm) ? { harm: true } : {}),
    assessments: assessmentsOf(rows, all.assessments ?? [], natural),
    sanctions: sanctions.filter((s) => s?.kind && s.violation).map((s) => filled(s) as unknown as Sanction),
  })
  const some = trial.assessments.length > 0
  const joint = useQuery({ ...lawQueries.range(trial), enabled: some, placeholderData: keepPreviousData })
  // One that cannot be reckoned must not hide the others.
  const alone = useQueries({ queries: trial.assessments.map((a) => ({ ...lawQueries.range({ assessments: [a] }), enabled: joint.isError && trial.assessments.length > 1 })) })
  const asked = (violation: string | undefined) => {
    const i = trial.assessments.findIndex((a) => a.violation === violation)
    if (i < 0) return { pending: false }
    if (!joint.isError) return { range: joint.data?.ranges.find((r) => r.violation === violation), pending: joint.isFetching }
    return trial.assessments.length > 1 ? { range: alone[i]?.data?.ranges[0], error: alone[i]?.error, pending: !!alone[i]?.isFetching } : { error: joint.error, pending: joint.isFetching }
  }
  const rangeOf = (violation: string | undefined): Range | undefined => (violation ? asked(violation).range : undefined)
  const answer = some && !joint.isError ? joint.data : undefined
  const refusal = answer?.checked && (trial.sanctions?.length || trial.outcome) ? answer.refusal : undefined
  const over = answer?.limits?.filter((l) => l.expired) ?? []

  const set = (name: keyof LawValues, value: unknown[]) => form.setFieldValue([...base, name], value)
  const addRow = () => { set('allegations', [...rows, {}]); set('assessments', [...Array.from({ length: rows.length }, (_, i) => all.assessments?.[i] ?? {}), {}]) }
  const removeRow = (n: number) => { set('allegations', rows.filter((_, i) => i !== n)); set('assessments', rows.map((_, i) => all.assessments?.[i] ?? {}).filter((_, i) => i !== n)) }
  const addSanction = (s: Partial<Sanction>) => set('sanctions', [...(all.sanctions ?? []), s])
  const lacking = rows.flatMap((r, i) => (r?.violation && rows.findIndex((x) => x?.violation === r.violation) === i ? missing(rangeOf(r.violation), sanctions).map((a) => ({ a, violation: r.violation! })) : []))
  const need = (key: Key) => [{ required: true, message: `${t(key)}：${t('common.required')}` }]

  return (
    <>
      <fieldset>
        <legend>{t('pen.allegations')} <span className="num quiet">{rows.length}</span></legend>
        {rows.map((_, i) => {
          const at = (part: 'allegations' | 'assessments', name: string): Path => [...base, part, i, name]
          const name = t('pen.allegationN', { n: i + 1 })
          const first = rows.findIndex((x) => x?.violation === rows[i]?.violation)
          const one = !rows[i]?.violation || first === i
          const law = asked(rows[i]?.violation)
          return (
            <div key={i} className="finding" role="group" aria-label={name}>
              <div className="finding-head"><strong>{name}</strong>{rows.length > 1 && <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => removeRow(i)} />}</div>
              <div className="law-grid">
                <div>
                  <Form.Item name={at('allegations', 'violation')} label={t('f.violation')} rules={need('f.violation')}><ViolationSelect /></Form.Item>
                  <div className="pair">
                    <Form.Item name={at('allegations', 'from')} label={t('pen.conductFrom')} rules={need('pen.conductFrom')}><DateInput max={me.today} /></Form.Item>
                    <Form.Item name={at('allegations', 'to')} label={<Optional>{t('pen.conductTo')}</Optional>} extra={t('pen.conductToHint')}><DateInput max={me.today} /></Form.Item>
                  </div>
                  {withFacts && <Form.Item name={at('allegations', 'fact')} label={t('f.fact')} rules={need('f.fact')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} /></Form.Item>}
                  {one ? <AssessmentFields at={(n) => at('assessments', n)} values={all.assessments?.[i] ?? {}} range={law.range} circumstances={norms.data?.circumstances ?? undefined} violation={rows[i]?.violation} natural={natural} on={me.today} several={trial.assessments.length > 1} /> : <p className="quiet">{t('pen.assessedWith', { n: first + 1 })}</p>}
                </div>
                <div className="law-side">{one && <RangePanel n={i + 1} range={law.range} error={law.error} pending={law.pending} />}</div>
              </div>
            </div>
          )
        })}
        {!only && <Button block icon={<PlusOutlined aria-hidden />} onClick={addRow}>{t('pen.addAllegation')}</Button>}
      </fieldset>
      {decides && (
        <fieldset>
          <legend>{t('pen.sanctions')} <span className="num quiet">{sanctions.length}</span></legend>
          {sanctions.map((s, i) => {
            const at = (name: string): Path => [...base, 'sanctions', i, name]
            const label = t('pen.sanctionN', { n: i + 1 })
            const range = rangeOf(s.violation)
            const allowed = range?.allowances ?? []
            const kinds = only ?? [...new Set([...allowed.map((a) => a.kind), ...Object.keys(sanctionKinds)])]
            const here = allowed.filter((a) => a.kind === s.kind)
            return (
              <div key={i} className="finding" role="group" aria-label={label}>
                <div className="finding-head"><strong>{label}</strong>{!only && <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${label}`} onClick={() => set('sanctions', (all.sanctions ?? []).filter((_, n) => n !== i))} />}</div>
                <div className="pair">
                  <Form.Item name={at('violation')} label={t('f.violation')} rules={need('f.violation')}><Select options={[...new Set(rows.map((r) => r?.violation).filter(Boolean))].map((v) => ({ value: v!, label: `${v} ${rangeOf(v)?.title ?? ''}`.trim() }))} /></Form.Item>
                  <Form.Item name={at('kind')} label={t('pen.kind')} rules={need('pen.kind')}>
                    <Select options={kinds.map((k) => ({ value: k, label: range && !allowed.some((a) => a.kind === k) ? t('range.kindOut', { kind: title(sanctionKinds, k, lang) }) : title(sanctionKinds, k, lang) }))} />
                  </Form.Item>
                </div>
                {isMoney(s.kind) && <Form.Item name={at('amount_fen')} label={t('pen.amount')} rules={[...(s.kind === 'confiscate_goods' ? [] : need('pen.amount')), moneyRule(`${t('pen.amount')}：${t('money.bad')}`)]}><MoneyInput /></Form.Item>}
                {(here.some((a) => a.max_months) || s.kind === 'stop_activity' || s.kind === 'bar_person') && <Form.Item name={at('months')} label={t('pen.months')}><InputNumber min={1} max={60} precision={0} className="input-number" /></Form.Item>}
                {(here.some((a) => a.person) || s.kind === 'bar_person') && <Form.Item name={at('person')} label={<Optional>{t('pen.person')}</Optional>} extra={t('pen.personHint')}><Input maxLength={60} /></Form.Item>}
                <Form.Item name={at('text')} label={<Optional>{t('pen.sanctionText')}</Optional>}><Input maxLength={500} /></Form.Item>
                <VerdictLine verdict={judge(s ?? {}, range, w)} />
              </div>
            )
          })}
          {lacking.map(({ a, violation }) => (
            <p key={`${violation}${a.kind}${a.person}`} className="notice notice-warn" role="status">
              <span>{t('range.missing', { violation, kind: title(sanctionKinds, a.kind, lang) })} <span className="quiet">{a.article}</span></span>
              {!only && <Button size="small" onClick={() => addSanction({ violation, kind: a.kind, amount_fen: a.bands?.length === 1 && a.bands[0]!.low_fen === a.bands[0]!.high_fen ? a.bands[0]!.low_fen : undefined })}>{t('range.addMissing')}</Button>}
            </p>
          ))}
          {!only && <Button block icon={<PlusOutlined aria-hidden />} onClick={() => addSanction({ violation: rows.length === 1 ? rows[0]?.violation : undefined })}>{t('pen.addSanction')}</Button>}
          {refusal && (
            <div className="notice notice-bad notice-block checks" role="status">
              <strong>{t('range.checkRefuses')}</strong>
              <p>{w.pick(refusal.message, refusal.english)} <span className="quiet">{refusal.article}</span></p>
              {(refusal.fields?.length ?? 0) > 0 && <ul>{refusal.fields!.map((e) => <li key={e.path + e.message}>{e.message}</li>)}</ul>}
            </div>
          )}
        </fieldset>
      )}
      {over.map((l, i) => <p key={i} className="notice notice-bad">{w.pick(l.reason.text, l.reason.english)} <span className="quiet">{l.reason.article}</span></p>)}
      {answer && (
        <fieldset>
          <legend>{t('range.grounds')}</legend>
          <GroundsList grounds={answer} />
        </fieldset>
      )}
    </>
  )
}

function Optional({ children }: { children: React.ReactNode }) {
  const { t } = useT()
  return <>{children}<span className="optional">（{t('common.optional')}）</span></>
}

/** The facts of one violation on which its range rests. */
function AssessmentFields({ at, values, range, circumstances, violation, natural, on, several }: {
  at: (name: string) => Path; values: Partial<Assessment>; range?: Range; circumstances?: Circumstance[]; violation?: string; natural?: boolean; on: string; several: boolean
}) {
  const { t, pick } = useT()
  const person = natural || values.natural
  const weighs = (circumstances ?? []).filter((c) => (!c.natural || person) && (!c.only?.length || !!violation && c.only.includes(violation)) && (!c.valid_from || on >= c.valid_from) && (!c.valid_to || on <= c.valid_to))
  const money = (name: string, key: Key, hint?: Key, disabled?: boolean) => <Form.Item name={at(name)} label={<Optional>{t(key)}</Optional>} extra={hint && t(hint)} rules={[moneyRule(`${t(key)}：${t('money.bad')}`)]}><MoneyInput disabled={disabled} /></Form.Item>
  const check = (name: string, key: Key, hint?: Key) => <Form.Item name={at(name)} valuePropName="checked" className="tight" extra={hint && t(hint)}><Checkbox>{t(key)}</Checkbox></Form.Item>
  return (
    <>
      <div className="pair">
        {money('gains_fen', 'pen.gains', undefined, values.gains_unknown)}
        {money('turnover_fen', 'pen.turnover', 'pen.turnoverHint')}
      </div>
      {check('gains_unknown', 'pen.gainsUnknown')}
      {check('refund_settled', 'pen.refundSettled', 'pen.refundHint')}
      {values.refund_settled && money('refund_fen', 'pen.refund')}
      {natural === undefined && check('natural', 'pen.natural')}
      {check('business', 'pen.business')}
      {check('grave', 'pen.grave')}
      {check('uncorrected', 'pen.uncorrected')}
      <Form.Item name={at('circumstances')} label={<Optional>{t('pen.circumstances')}</Optional>} extra={circumstances ? undefined : t('pen.circumstancesNone')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={weighs.map((c) => ({ value: c.code, label: `${pick(c.text, c.english)}（${c.article}${c.status === 'unconfirmed' ? ` · ${t('clock.unconfirmed')}` : ''}）` }))} />
      </Form.Item>
      {(range?.tiers?.length ?? 0) > 0 && (
        <>
          <Form.Item name={at('tier')} label={t('pen.tier')}><Select allowClear options={range!.tiers!.map((x) => ({ value: x.tier, label: `${x.tier}：${x.text}` }))} /></Form.Item>
          {!values.tier && <Form.Item name={at('departure')} label={<Optional>{t('pen.departure')}</Optional>} extra={t('pen.departureHint')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} /></Form.Item>}
        </>
      )}
      {(range?.comparison === 'mixed' || values.new_law) && check('new_law', 'pen.newLaw')}
      {several && <Form.Item name={at('act')} label={<Optional>{t('pen.sameAct')}</Optional>} extra={t('pen.sameActHint')}><InputNumber min={1} max={20} precision={0} className="input-number" /></Form.Item>}
      {(range?.need_reasons || values.reasons) && <Form.Item name={at('reasons')} label={t('pen.reasons')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>}
    </>
  )
}

