import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Finding } from '@/api/types'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, Values } from '@/components/act-def'
import { EvidenceUpload, evidenceData } from '@/components/evidence-upload'
import { LinesInput } from '@/components/inputs'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { categories, competents, exits, title } from '@/lib/titles'

// A finding that left as "no issue" cannot leave another way, and one way is taken once.
export function mayLeave(f: Finding, exit: string | undefined): boolean {
  const gone = (f.exits ?? []).map((x) => x.exit)
  if (gone.includes('no_issue')) return false
  if (exit === 'no_issue') return gone.length === 0
  return !exit || !gone.includes(exit)
}

function LinesPicker({ findings, exit, value, onChange, id }: { findings: Finding[]; exit?: string; value?: number[]; onChange?: (v: number[]) => void; id?: string }) {
  const { t, lang } = useT()
  return (
    <Checkbox.Group value={value} onChange={(v) => onChange?.((v as number[]).toSorted((a, b) => a - b))} className="lines-picker">
      <span id={id} tabIndex={-1} />
      {findings.map((f) => (
        <Checkbox key={f.line} value={f.line} disabled={!mayLeave(f, exit)}>
          <strong>{t('insp.line', { n: f.line })}</strong> {title(categories, f.category, lang)} · <span className="num">{f.quantity} {f.unit}</span>
          <span className="lines-fact">{f.fact}</span>
          {(f.exits?.length ?? 0) > 0 && <span className="quiet">{f.exits!.map((x) => title(exits, x.exit, lang)).join('、')}</span>}
        </Checkbox>
      ))}
    </Checkbox.Group>
  )
}

const dispositions = ['no_issue', 'corrected', 'case', 'referral', 'price_matter']

/** Lets findings leave the inspection by any way but an order. */
export function DisposeForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const findings = file.case.inspection?.findings ?? []
  const violations = useQuery(queries.violations())
  const required = [{ required: true, message: `${t('f.note')}：${t('common.required')}` }]
  const open = findings.filter((f) => !f.exits?.length).map((f) => f.line)
  const barred = (v: Values): string[] => (v.exit !== 'case' ? [] : (v.lines ?? []).flatMap((n: number) => {
    const row = violations.data?.find((x) => x.id === findings[n - 1]?.violation)
    return row && row.competent !== 'bureau' ? [`${t('insp.line', { n })}：${row.title} → ${title(competents, row.competent, lang)}`] : []
  }))
  return (
    <ActForm act={act} file={file} initial={{ lines: open.length === 1 ? open : [] }} onCancel={onCancel} onDone={onDone} toData={(v) => ({ ...v, evidence: evidenceData(v.evidence) })}>
      {(v) => (
        <>
          <p className="quiet">{t('insp.perDispose')}</p>
          <Form.Item name="exit" label={t('f.exit')} rules={[{ required: true, message: `${t('f.exit')}：${t('common.required')}` }]}>
            <Radio.Group className="stack" options={dispositions.map((x) => ({ value: x, label: title(exits, x, lang) }))} />
          </Form.Item>
          <Form.Item name="lines" label={t('insp.chooseLines')} rules={[{ required: true, type: 'array', min: 1, message: t('insp.chooseLines') }]}>
            <LinesPicker findings={findings} exit={v.exit} />
          </Form.Item>
          {barred(v).map((x) => <p key={x} className="notice notice-warn">{x}</p>)}
          {v.exit === 'referral' && <Form.Item name="to" label={t('f.toBody')} rules={required}><Input maxLength={60} /></Form.Item>}
          <Form.Item name="note" label={v.exit === 'corrected' ? t('f.noteCorrected') : t('f.note')} rules={v.exit === 'no_issue' || v.exit === 'corrected' ? required : []}>
            <Input.TextArea maxLength={1000} autoSize={{ minRows: 3 }} />
          </Form.Item>
          <Form.Item name="evidence" label={t('f.evidence')}><EvidenceUpload camera lines={findings.length} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

/** Drafts an order to correct; it opens a rectification file that somebody else approves. */
export function OrderForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const findings = file.case.inspection?.findings ?? []
  const open = findings.filter((f) => !f.exits?.length).map((f) => f.line)
  return (
    <ActForm act={act} file={file} initial={{ lines: open, days: 15, basis: '《中华人民共和国行政处罚法》第二十八条第一款' }} onCancel={onCancel} onDone={onDone}>
      {() => (
        <>
          <Form.Item name="lines" label={t('insp.chooseLines')} rules={[{ required: true, type: 'array', min: 1, message: t('insp.chooseLines') }]}>
            <LinesPicker findings={findings} exit="order" />
          </Form.Item>
          <Form.Item name="measures" label={t('f.measures')} extra={t('f.measuresHint')} rules={[{ required: true, type: 'array', min: 1, message: `${t('f.measures')}：${t('common.required')}` }]}><LinesInput /></Form.Item>
          <Form.Item name="days" label={t('f.days')} extra={t('f.daysHint')} rules={[{ required: true }]}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>
          <Form.Item name="provision" label={t('f.orderProvision')} extra={t('f.orderProvisionHint')}><Input maxLength={300} /></Form.Item>
          <Form.Item name="basis" label={t('f.orderBasis')} rules={[{ required: true, message: `${t('f.orderBasis')}：${t('common.required')}` }]}><Input.TextArea autoSize maxLength={500} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}
