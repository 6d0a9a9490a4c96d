import { Checkbox, Form, Input, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { ActForm } from '@/components/act-form'
import { LinesInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { OfficersSelect, PartySelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useMe } from '@/lib/session'
import { options, sources } from '@/lib/titles'

/** Opens an inspection of one target. */
export function AssignPage() {
  const { t, lang } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const act = { name: 'inspection.assign', title: '登记检查任务', english: 'Open an inspection', article: '行政处罚法第四十二条', starts: '登记后送负责人审批', enforcement: true }
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <Page title={t('insp.new')} crumbs={[{ label: t('nav.inspections'), to: paths.inspections }, { label: t('insp.new') }]} narrow>
      <ActForm act={act} initial={{ party: query.get('party') ?? undefined, source: 'routine', officers: [me.person.id].filter(() => me.powers.includes('inspection.arrive')), section: me.person.section }}
        says={(v) => (v.urgent ? ['情况紧急的，可先到场检查，其后补办审批。'].map((zh) => (lang === 'en' ? 'Urgent: the visit may come first; the approval is made up afterwards.' : zh)) : [])}
        onCancel={() => void navigate(paths.inspections)} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('insp.new') } })}>
        {() => (
          <>
            <Form.Item name="party" label={t('f.party')} rules={need(t('f.party'))}><PartySelect /></Form.Item>
            <Form.Item name="officers" label={t('f.officers')} extra={t('f.officersHint')} required rules={[{ type: 'array', min: 2, required: true, message: t('f.officersHint') }]}><OfficersSelect /></Form.Item>
            <Form.Item name="source" label={t('f.source')} rules={need(t('f.source'))}><Select options={options(sources, lang, Object.keys(sources).filter((s) => s !== 'campaign'))} /></Form.Item>
            <Form.Item name="basis" label={t('f.basis')} rules={need(t('f.basis'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
            <Form.Item name="items" label={t('f.items')} extra={t('f.itemsHint')} rules={[{ required: true, type: 'array', min: 1, message: `${t('f.items')}：${t('common.required')}` }]}><LinesInput rows={3} /></Form.Item>
            <Form.Item name="place" label={t('f.place')}><Input maxLength={200} /></Form.Item>
            <Form.Item name="section" label={t('f.section')}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
            <Form.Item name="urgent" valuePropName="checked"><Checkbox>{t('f.urgent')}</Checkbox></Form.Item>
          </>
        )}
      </ActForm>
    </Page>
  )
}
