import { Form, Input, Radio } from 'antd'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, Values } from '@/components/act-def'
import { EvidenceUpload, evidenceData } from '@/components/evidence-upload'
import { OfficersSelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'

/** What the re-inspection comes to: the same reckoning as the domain's, to say beforehand what will follow. */
export function reinspectionResult(items: { passed?: boolean }[] | undefined): 'passed' | 'partial' | 'failed' | undefined {
  if (!items?.length || items.some((i) => i?.passed === undefined)) return undefined
  const n = items.filter((i) => i.passed).length
  return n === items.length ? 'passed' : n === 0 ? 'failed' : 'partial'
}

/** The re-inspection, measure by measure. */
export function ReinspectForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const measures = file.case.rectification?.measures ?? []
  const says = (v: Values) => {
    const r = reinspectionResult(v.items)
    return r ? [t(r === 'passed' ? 'rect.previewPassed' : r === 'partial' ? 'rect.previewPartial' : 'rect.previewFailed')] : []
  }
  return (
    <ActForm act={act} file={file} initial={{ officers: file.case.officers ?? [], items: measures.map(() => ({})) }} says={says} onCancel={onCancel} onDone={onDone} large
      toData={(v) => ({ ...v, items: (v.items as Values[]).map((i, n) => ({ ...i, item: n + 1 })), evidence: evidenceData(v.evidence) })}>
      {() => (
        <>
          <Form.Item name="officers" label={t('f.reinspectors')} extra={t('f.officersHint')} rules={[{ required: true, type: 'array', min: 2, message: t('f.officersHint') }]}><OfficersSelect /></Form.Item>
          <fieldset>
            <legend>{t('rect.items')}</legend>
            {measures.map((m, n) => (
              <div key={n} className="finding" role="group" aria-label={m}>
                <Form.Item name={['items', n, 'passed']} label={`${n + 1}. ${m}`} rules={[{ required: true, message: t('rect.needAll') }]}>
                  <Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('rect.itemPassed') }, { value: false, label: t('rect.itemFailed') }]} />
                </Form.Item>
                <Form.Item name={['items', n, 'note']} label={t('f.note')}><Input maxLength={1000} /></Form.Item>
              </div>
            ))}
          </fieldset>
          <Form.Item name="opinion" label={t('f.opinion')} rules={[{ required: true, whitespace: true, message: `${t('f.opinion')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
          <Form.Item name="signed_by" label={t('f.signedBy')}><Input maxLength={60} /></Form.Item>
          <Form.Item name="evidence" label={t('f.evidence')}><EvidenceUpload camera /></Form.Item>
        </>
      )}
    </ActForm>
  )
}
