import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useEffect } from 'react'
import type { components } from '@/api/schema'
import type { Values } from '@/components/act-def'
import { Unconfirmed } from '@/components/clock-badge'
import { DateInput } from '@/components/inputs'
import { OfficersSelect } from '@/components/pickers'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries, type CaseQuery } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { cleanupKinds, options, partyKinds, title } from '@/lib/titles'
import { parameters, saidAs, settable, type Criterion } from './criteria'

type Chosen = components['schemas']['CriterionChoice'] & { use?: boolean }

/** The kinds of organizations a campaign of a kind may look at. */
const kindsOf = (kind: string) => (kind === 'illegal' ? ['unregistered', 'association', 'service_org'] : kind === 'nonprofit' ? ['service_org'] : kind === 'fees' ? ['association'] : ['association', 'service_org', 'foundation'])

/** The scheme of a campaign: what is looked for, where, by whom, until when. */
export function SchemeFields({ values }: { values: Values }) {
  const { t, lang } = useT()
  const me = useMe()
  const form = Form.useFormInstance()
  const kind = String(values.kind ?? '')
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  const opt = (label: string) => <>{label}<span className="optional">（{t('common.optional')}）</span></>
  const earlier = useQuery({ ...queries.caseList({ procedure: 'cleanup', sort: 'opened', limit: 100 } as CaseQuery) })
  const towns = (me.agency.townships ?? []).map((s) => ({ value: s, label: s }))
  return (
    <>
      <Form.Item name="title" label={t('f.title')} rules={need(t('f.title'))}><Input maxLength={120} /></Form.Item>
      <Form.Item name="kind" label={t('cln.kind')} rules={need(t('cln.kind'))}>
        <Select options={options(cleanupKinds, lang)} onChange={(k: string) => form.setFieldsValue({ kinds: kindsOf(k).filter((x) => x !== 'foundation' && x !== (k === 'illegal' ? '' : 'unregistered')) })} />
      </Form.Item>
      <Basis kind={kind} />
      <div className="pair">
        <Form.Item name="from" label={t('f.from')} rules={need(t('f.from'))}><DateInput /></Form.Item>
        <Form.Item name="until" label={t('f.until')} rules={need(t('f.until'))}><DateInput /></Form.Item>
      </div>
      <Form.Item name="cut_off" label={t('cln.cutOff')} extra={t('cln.cutOffHint')} rules={need(t('cln.cutOff'))}><DateInput max={me.today} /></Form.Item>
      <Form.Item name="kinds" label={t('cln.kinds')} rules={[{ required: true, type: 'array', min: 1, message: `${t('cln.kinds')}：${t('common.required')}` }]}>
        <Select mode="multiple" options={kindsOf(kind).map((k) => ({ value: k, label: title(partyKinds, k, lang) }))} />
      </Form.Item>
      <Form.Item name="townships" label={opt(t('cln.townships'))} extra={t('cln.townshipsHint')}><Select mode="multiple" options={towns} /></Form.Item>
      {kind && <Criteria key={kind} kind={kind} />}
      <Teams towns={towns} />
      <div className="pair">
        <Form.Item name="window" label={opt(t('cln.window'))} extra={t('cln.windowHint')}><InputNumber min={1} max={20000} precision={0} className="input-number" /></Form.Item>
        <Form.Item name="reply_days" label={opt(t('cln.replyDays'))} extra={t('cln.replyHint')}><InputNumber min={5} max={90} precision={0} className="input-number" /></Form.Item>
      </div>
      <Form.Item name="section" label={opt(t('f.lead'))}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
      <Form.Item name="earlier" label={opt(t('cln.earlier'))} extra={t('cln.earlierHint')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} loading={earlier.isPending} options={(earlier.data?.items ?? []).map((c) => ({ value: c.id, label: `${c.reference} ${c.title}` }))} />
      </Form.Item>
    </>
  )
}

/** What the campaign rests on: the norm of its kind stands there until somebody writes something else. */
function Basis({ kind }: { kind: string }) {
  const { t } = useT()
  const me = useMe()
  const form = Form.useFormInstance()
  const bases = useQuery(queries.normRows({ on: me.today })).data?.cleanup_bases
  const norm = bases?.find((x) => x.id === kind)?.article
  useEffect(() => {
    const now = String(form.getFieldValue('basis') ?? '')
    if (norm && (now === '' || bases?.some((x) => x.article === now))) form.setFieldValue('basis', norm)
  }, [form, norm, bases])
  return (
    <Form.Item name="basis" label={t('cln.basis')} extra={norm && t('cln.basisHint', { norm })} rules={[{ required: true, whitespace: true, message: `${t('cln.basis')}：${t('common.required')}` }]}>
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
    </Form.Item>
  )
}

/** The criteria in force for the kind: each a row to tick, with what may be set of it. */
function Criteria({ kind }: { kind: string }) {
  const { t } = useT()
  const me = useMe()
  const asked = useQuery(queries.normRows({ on: me.today }))
  return (
    <fieldset>
      <legend>{t('cln.criteria')}</legend>
      <p className="quiet fieldset-hint">{t('cln.criteriaHint')}</p>
      <Answered query={asked} rows={4}>{(n) => <CriterionRows rows={(n.cleanup_criteria ?? []).filter((x) => x.for.includes(kind))} />}</Answered>
    </fieldset>
  )
}

function CriterionRows({ rows }: { rows: Criterion[] }) {
  const w = useT()
  const { t, lang } = w
  const form = Form.useFormInstance()
  const ids = rows.map((r) => r.id).join()
  // The rows of the form are those of the law of the day; what was ticked of them before stays.
  useEffect(() => {
    const was = (form.getFieldValue('criteria') ?? []) as Chosen[]
    form.setFieldValue('criteria', ids.split(',').filter(Boolean).map((id) => was.find((x) => x.id === id) ?? { id, use: was.length === 0 && ids.indexOf(',') < 0 }))
  }, [form, ids])
  const chosen = (Form.useWatch('criteria', { form, preserve: true }) ?? []) as Chosen[]
  const cutOff = Form.useWatch('cut_off', form) as string | undefined
  if (rows.length === 0) return <p className="notice notice-warn">{t('cln.criteriaNone')}</p>
  return (
    <Form.List name="criteria" rules={[{ validator: (_, v?: Chosen[]) => (v?.some((x) => x?.use) ? Promise.resolve() : Promise.reject(new Error(`${t('cln.criteria')}：${t('common.required')}`))) }]}>
      {(fields, _op, { errors }) => (
        <>
          {fields.map((f) => {
            const x = rows.find((r) => r.id === chosen[f.name]?.id)
            if (!x) return null
            const open = settable[x.test] ?? []
            const as = parameters(x, w)
            return (
              <div key={x.id} className="criterion" role="group" aria-label={x.title}>
                <Form.Item name={[f.name, 'id']} hidden><Input /></Form.Item>
                <Form.Item name={[f.name, 'use']} valuePropName="checked" noStyle><Checkbox><span className="num">{x.id}</span> {saidAs(x, chosen[f.name], cutOff)}</Checkbox></Form.Item>{' '}
                {x.status !== 'confirmed' && <Unconfirmed />}
                <span className="block quiet">{[as && t('cln.asRow', { v: as }), x.subjects?.length ? t('cln.only', { list: x.subjects.map((s) => title(partyKinds, s, lang)).join('、') }) : '', x.article].filter(Boolean).join(' · ')}</span>
                {chosen[f.name]?.use && open.length > 0 && (
                  <div className="criterion-set">
                    {open.includes('years') && <Form.Item name={[f.name, 'years']} label={t('cln.years')}><InputNumber min={1} max={20} precision={0} placeholder={x.years ? String(x.years) : undefined} className="input-number" /></Form.Item>}
                    {open.includes('check_years') && <Form.Item name={[f.name, 'check_years']} label={t('cln.checkYears')}><Select mode="tags" tokenSeparators={[' ', '、', ',']} open={false} suffixIcon={null} /></Form.Item>}
                    {open.includes('months') && <Form.Item name={[f.name, 'months']} label={t('cln.months')}><InputNumber min={1} max={240} precision={0} placeholder={x.months ? String(x.months) : undefined} className="input-number" /></Form.Item>}
                    {open.includes('since') && <Form.Item name={[f.name, 'since']} label={t('cln.since')}><DateInput /></Form.Item>}
                  </div>
                )}
              </div>
            )
          })}
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  )
}

function Teams({ towns }: { towns: { value: string; label: string }[] }) {
  const { t } = useT()
  return (
    <Form.List name="teams">
      {(fields, { add, remove }) => (
        <fieldset>
          <legend>{t('cln.teams')} <span className="num quiet">{fields.length}</span></legend>
          <p className="quiet fieldset-hint">{t('cln.teamsHint')}</p>
          {fields.map((f, n) => (
            <div key={f.key} className="finding" role="group" aria-label={t('cln.teamN', { n: n + 1 })}>
              <div className="finding-head"><strong>{t('cln.teamN', { n: n + 1 })}</strong><Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('cln.teamN', { n: n + 1 })}`} onClick={() => remove(f.name)} /></div>
              <Form.Item name={[f.name, 'officers']} label={t('cln.officers')} rules={[{ required: true, type: 'array', min: 2, message: t('clr.twoHint') }]}><OfficersSelect /></Form.Item>
              <Form.Item name={[f.name, 'townships']} label={<>{t('cln.townships')}<span className="optional">（{t('common.optional')}）</span></>} extra={t('cln.teamRest')}><Select mode="multiple" options={towns} /></Form.Item>
            </div>
          ))}
          <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('cln.teamAdd')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}
