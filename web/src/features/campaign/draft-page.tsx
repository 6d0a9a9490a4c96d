import { Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import { ActForm } from '@/components/act-form'
import { DateInput, LinesInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useMe } from '@/lib/session'
import { campaignKinds, options } from '@/lib/titles'
import { TargetsInput } from './targets-input'

/** Drafts the scheme of a campaign with its targets. */
export function DraftPage() {
  const { t, lang } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const act = { name: 'campaign.draft', title: '起草检查方案', english: 'Draft a campaign', starts: '送负责人审批；批准、备案公布后启动，逐户开立检查案卷' }
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <Page title={t('insp.newCampaign')} crumbs={[{ label: t('nav.inspections'), to: paths.inspections }, { label: t('insp.newCampaign') }]} narrow>
      <ActForm act={act} initial={{ kind: 'special', section: me.person.section, targets: [] }} onCancel={() => void navigate(paths.inspections)}
        onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('insp.newCampaign') } })}>
        {() => (
          <>
            <Form.Item name="title" label={t('f.title')} rules={need(t('f.title'))}><Input maxLength={120} /></Form.Item>
            <Form.Item name="kind" label={t('f.kind')} rules={need(t('f.kind'))}><Select options={options(campaignKinds, lang)} /></Form.Item>
            <Form.Item name="basis" label={t('f.basis')} rules={need(t('f.basis'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} /></Form.Item>
            <Form.Item name="items" label={t('f.items')} extra={t('f.itemsHint')} rules={[{ required: true, type: 'array', min: 1, message: `${t('f.items')}：${t('common.required')}` }]}><LinesInput rows={3} /></Form.Item>
            <Form.Item name="method" label={t('f.campaignMethod')}><Input maxLength={500} /></Form.Item>
            <div className="pair">
              <Form.Item name="from" label={t('f.from')} rules={need(t('f.from'))}><DateInput /></Form.Item>
              <Form.Item name="until" label={t('f.until')} rules={need(t('f.until'))}><DateInput /></Form.Item>
            </div>
            <Form.Item name="section" label={t('f.lead')}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
            <TargetsInput />
          </>
        )}
      </ActForm>
    </Page>
  )
}
