import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ActFormProps } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Unconfirmed } from '@/components/clock-badge'
import { DateInput } from '@/components/inputs'
import { PartySelect } from '@/components/pickers'
import { Loading } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { dispositions, endBecause, options, rectifyKinds, title } from '@/lib/titles'
import { groundsOf } from './points'

/** One organization, one way, one reason. Offered is what the rows of the day allow for such a body in such a campaign. */
export function ProposeForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const me = useMe()
  const c = file.case
  const k = c.clearance!
  const campaign = useQuery({ ...queries.case(k.campaign), refetchOnWindowFocus: false })
  const norms = useQuery(queries.normRows({ on: me.today }))
  const violations = useQuery(queries.violations())
  if (norms.isPending || campaign.isPending) return <Loading />
  const ways = (norms.data?.cleanup_dispositions ?? []).filter((x) => x.for.includes(k.campaign_kind) && (!x.subjects?.length || x.subjects.includes(c.party!.kind as never)))
  const grounds = groundsOf(c, campaign.data?.case.cleanup)
  const known = violations.data ?? []
  const of = grounds.flatMap((id) => { const v = known.filter((x) => x.id === id && (!x.parties?.length || x.parties.includes(c.party!.kind as never))).at(-1); return v ? [{ value: id, label: `${id} ${v.title}` }] : [] })
  const need = (label: string, min = 0) => [{ required: true, min: min || undefined, message: `${label}：${min ? t('clr.ten') : t('common.required')}` }]
  const opt = (label: string) => <>{label}<span className="optional">（{t('common.optional')}）</span></>
  return (
    <ActForm act={act} file={file} initial={{ violations: [] }} onCancel={onCancel} onDone={onDone}>
      {(v) => (
        <>
          <Form.Item name="way" label={t('clr.way')} rules={need(t('clr.way'))}>
            <Radio.Group className="stack">{ways.map((x) => <Radio key={x.id} value={x.id}>{title(dispositions, x.id, lang)} {x.status !== 'confirmed' && <Unconfirmed />}<span className="choice-hint">{x.article}</span></Radio>)}</Radio.Group>
          </Form.Item>
          {v.way === 'rectify' && (
            <>
              <Form.Item name="kind" label={t('clr.rectKind')} rules={need(t('clr.rectKind'))}><Radio.Group options={options(rectifyKinds, lang)} /></Form.Item>
              <Form.Item name="plan" label={t('clr.plan')} rules={need(t('clr.plan'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
              <div className="pair">
                <Form.Item name="responsible" label={t('clr.responsible')} rules={need(t('clr.responsible'))}><Input maxLength={60} /></Form.Item>
                <Form.Item name="days" label={opt(t('clr.days'))} extra={t('clr.daysHint')}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>
              </div>
            </>
          )}
          {['merge', 'terminate'].includes(v.way) && (
            <>
              <Form.Item name="because" label={t('clr.because')} rules={need(t('clr.because'))}><Radio.Group className="stack" options={options(endBecause[v.way]!, lang)} /></Form.Item>
              <Form.Item name="by" label={t('clr.byOrgan')} rules={need(t('clr.byOrgan'))}><Input maxLength={100} /></Form.Item>
              <Form.Item name="plan" label={t('clr.planOf')} rules={need(t('clr.planOf'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
              {v.way === 'merge' && <Form.Item name="into" label={t('clr.into')} rules={need(t('clr.into'))}><PartySelect kinds={['association']} /></Form.Item>}
            </>
          )}
          {v.way === 'transfer' && <Form.Item name="by" label={t('clr.receiver')} rules={need(t('clr.receiver'))}><Input maxLength={100} /></Form.Item>}
          {['revoke', 'penalize', 'ban'].includes(v.way) && (
            <>
              {of.length === 0 && violations.data ? <p className="notice notice-warn">{t('clr.violationsNone')}</p>
                : <Form.Item name="violations" label={t('clr.violations')} extra={t('clr.violationsHint')} rules={[{ required: true, type: 'array', min: 1, message: `${t('clr.violations')}：${t('common.required')}` }]}><Select mode="multiple" options={of} loading={violations.isPending} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>}
              <Form.Item name="since" label={t('clr.since')} rules={need(t('clr.since'))}><DateInput max={me.today} /></Form.Item>
            </>
          )}
          <Form.Item name="reason" label={t('clr.whyWay')} extra={t('clr.ten')} rules={need(t('clr.whyWay'), 10)}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}
