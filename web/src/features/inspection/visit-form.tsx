import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, Values } from '@/components/act-def'
import { DraftBack, DraftState } from '@/components/draft-note'
import { EvidenceUpload, evidenceData, type EvidenceEntry } from '@/components/evidence-upload'
import { TimeInput } from '@/components/inputs'
import { OfficersSelect } from '@/components/pickers'
import { localToInstant, nowLocal, timeText } from '@/lib/dates'
import { useDraft } from '@/lib/draft'
import { useT } from '@/lib/i18n'
import { yuanToFen } from '@/lib/money'
import { queries } from '@/lib/queries'
import { categories, categoryUnits, options } from '@/lib/titles'

/** What the sheet says, as the command wants it. */
export function visitData(v: Values) {
  const { started_at, ended_at, findings, evidence, sign, signed_by, refusal, witness, ...rest } = v
  return {
    ...rest,
    started_at: localToInstant(started_at),
    ended_at: localToInstant(ended_at),
    findings: ((findings ?? []) as Values[]).map(({ amount, ...f }) => ({ ...f, amount_fen: yuanToFen(amount) ?? undefined })),
    evidence: evidenceData(evidence as EvidenceEntry[]),
    ...(sign === 'refused' ? { refusal, witness } : { signed_by }),
  }
}

/** The on-site record: one column, large targets, a draft kept on the device after every change. */
export function VisitForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const [form] = Form.useForm()
  const i = file.case.inspection
  const key = `draft.${file.case.id}.${act.name}`
  const kept = useDraft(key)
  const violations = useQuery(queries.violations())
  const fresh: Values = {
    started_at: i?.arrived_at ? timeText(i.arrived_at).replace(' ', 'T') : nowLocal(), ended_at: '', place: i?.place ?? '', officers: file.case.officers ?? [], findings: [], evidence: [], sign: 'signed',
  }
  const initial = kept.draft?.values ?? fresh

  const drop = () => { kept.drop(); form.setFieldsValue({ ...fresh, summary: '', statement: '', signed_by: '', refusal: '', witness: '' }) }

  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  return (
    <div className="visit">
      <DraftBack of={kept} onDrop={drop} />
      <ActForm act={act} file={file} form={form} initial={initial} large occurred={false} onValues={kept.keep} toData={visitData} onCancel={onCancel}
        onDone={(r) => { kept.drop(); onDone(r) }}>
        {(v) => (
          <>
            <fieldset>
              <legend><span className="num">1</span>{t('visit.s1')}</legend>
              <div className="pair">
                <Form.Item name="started_at" label={t('visit.start')} rules={need(t('visit.start'))}><TimeInput /></Form.Item>
                <Form.Item label={t('visit.end')} required>
                  <div className="with-button">
                    <Form.Item name="ended_at" noStyle rules={need(t('visit.end'))}><TimeInput aria-label={t('visit.end')} /></Form.Item>
                    {/* rounded up: a visit that ends in the minute it began has lasted */}
                    <Button onClick={() => { form.setFieldValue('ended_at', nowLocal(Date.now() + 59_999)); kept.keep(form.getFieldsValue(true)) }}>{t('visit.endNow')}</Button>
                  </div>
                </Form.Item>
              </div>
              <Form.Item name="place" label={t('f.place')} rules={need(t('f.place'))}><Input maxLength={200} /></Form.Item>
              <Form.Item name="officers" label={t('f.officers')} rules={[{ required: true, type: 'array', min: 2, message: t('f.officersHint') }]}><OfficersSelect only={file.case.officers} /></Form.Item>
            </fieldset>
            <fieldset>
              <legend><span className="num">2</span>{t('visit.s2')}</legend>
              {i && <ul className="quiet visit-items">{i.items.map((x) => <li key={x}>{x}</li>)}</ul>}
              <Form.Item name="summary" label={t('visit.s2')} extra={t('visit.summaryHint')} rules={need(t('visit.s2'))}><Input.TextArea autoSize={{ minRows: 6 }} maxLength={8000} /></Form.Item>
            </fieldset>
            <fieldset>
              <legend><span className="num">3</span>{t('visit.s3')}</legend>
              <Form.List name="findings">
                {(fields, { add, remove }) => (
                  <>
                    {fields.length === 0 && <p className="quiet">{t('visit.noFindings')}</p>}
                    {fields.map((f, n) => (
                      <div key={f.key} className="finding" role="group" aria-label={t('visit.finding', { n: n + 1 })}>
                        <div className="finding-head"><strong>{t('visit.finding', { n: n + 1 })}</strong><Button icon={<DeleteOutlined aria-hidden />} onClick={() => remove(f.name)} aria-label={`${t('common.remove')} ${t('visit.finding', { n: n + 1 })}`} /></div>
                        <Form.Item name={[f.name, 'category']} label={t('f.category')} rules={[{ required: true, message: `${t('f.category')}：${t('common.required')}` }]}>
                          <Radio.Group className="choices" optionType="button" options={options(categories, lang)} onChange={(e) => { form.setFieldValue(['findings', f.name, 'unit'], categoryUnits[e.target.value as string]) }} />
                        </Form.Item>
                        <Form.Item name={[f.name, 'fact']} label={t('f.fact')} rules={need(t('f.fact'))}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
                        <div className="pair">
                          <Form.Item name={[f.name, 'quantity']} label={t('f.quantity')} rules={[{ required: true, message: `${t('f.quantity')}：${t('common.required')}` }]}><InputNumber min={1} max={1_000_000} precision={0} inputMode="numeric" className="wide" /></Form.Item>
                          <Form.Item name={[f.name, 'unit']} label={t('f.unit')} rules={need(t('f.unit'))}><Input maxLength={10} /></Form.Item>
                        </div>
                        <Form.Item name={[f.name, 'amount']} label={<>{t('f.amount')}<span className="optional">（{t('common.optional')}）</span></>} rules={[{ validator: (_, x) => (x === undefined || x === null || x === '' || yuanToFen(x) !== null ? Promise.resolve() : Promise.reject(new Error(t('f.amount')))) }]}><Input inputMode="decimal" className="amount" /></Form.Item>
                        <Form.Item name={[f.name, 'provision']} label={t('f.provision')} extra={t('f.provisionHint')}><Input maxLength={300} /></Form.Item>
                        <Form.Item name={[f.name, 'violation']} label={<>{t('f.violation')}<span className="optional">（{t('common.optional')}）</span></>}>
                          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={(violations.data ?? []).map((x) => ({ value: x.id, label: `${x.id} ${x.title}` }))} />
                        </Form.Item>
                      </div>
                    ))}
                    <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({ quantity: 1 })}>{t('visit.addFinding')}</Button>
                  </>
                )}
              </Form.List>
            </fieldset>
            <fieldset>
              <legend><span className="num">4</span>{t('visit.s4')}</legend>
              <Form.Item name="evidence" noStyle><EvidenceUpload camera lines={(v.findings as unknown[] | undefined)?.length ?? 0} /></Form.Item>
            </fieldset>
            <fieldset>
              <legend><span className="num">5</span>{t('visit.s5')}</legend>
              <Form.Item name="statement" label={<>{t('visit.statement')}<span className="optional">（{t('common.optional')}）</span></>}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
              <Form.Item name="sign" label={t('visit.signState')}>
                <Radio.Group className="choices" optionType="button" options={[{ value: 'signed', label: t('visit.signed') }, { value: 'refused', label: t('visit.refused') }]} />
              </Form.Item>
              {v.sign === 'refused' ? (
                <>
                  <Form.Item name="refusal" label={t('visit.refusal')} rules={need(t('visit.refusal'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
                  <Form.Item name="witness" label={t('f.witness')} extra={t('visit.witnessHint')}><Input maxLength={60} /></Form.Item>
                </>
              ) : <Form.Item name="signed_by" label={t('f.signedBy')} rules={need(t('f.signedBy'))}><Input maxLength={60} /></Form.Item>}
            </fieldset>
            <DraftState of={kept} />
          </>
        )}
      </ActForm>
    </div>
  )
}
