import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { CaseFile } from '@/api/types'
import { useT } from '@/lib/i18n'
import { useMe } from '@/lib/session'
import type { FieldSpec, Values } from './act-def'
import { EvidenceUpload } from './evidence-upload'
import { DateInput, LinesInput } from './inputs'
import { OfficersSelect, PartySelect, PersonSelect } from './pickers'

export function ActFields({ fields, file, values }: { fields: FieldSpec[]; file?: CaseFile; values: Values }) {
  return <>{fields.filter((f) => !f.show || f.show(values)).map((f) => <Field key={f.name} f={f} file={file} />)}</>
}

function Field({ f, file }: { f: FieldSpec; file?: CaseFile }) {
  const w = useT()
  const me = useMe()
  const { t } = w
  const label = t(f.label)
  const required = f.required ? [{ required: true, message: `${label}：${t('common.required')}`, ...(f.kind === 'text' || f.kind === 'area' ? { whitespace: true } : {}) }] : []
  const common = { name: f.name, extra: f.hint && t(f.hint) }
  if (f.kind === 'check') {
    return <Form.Item {...common} valuePropName="checked"><Checkbox>{label}</Checkbox></Form.Item>
  }
  const only = f.ofFile ? file?.case.officers ?? [] : undefined
  const control = {
    text: <Input maxLength={f.max} />,
    area: <Input.TextArea maxLength={f.max} autoSize={{ minRows: f.rows ?? 3, maxRows: 14 }} />,
    int: <InputNumber min={f.min ?? 1} max={f.max} precision={0} className="input-number" />,
    date: <DateInput max={me.today} />,
    select: <Select options={f.options?.(w, me, file)} />,
    lines: <LinesInput rows={f.rows} />,
    officers: <OfficersSelect only={only} />,
    person: <PersonSelect only={only} role={f.role} />,
    party: <PartySelect />,
    evidence: <EvidenceUpload camera={f.camera} />,
  }[f.kind]
  const rules = f.kind === 'officers' && f.required
    ? [{ validator: (_: unknown, v: string[] | undefined) => ((v?.length ?? 0) >= 2 ? Promise.resolve() : Promise.reject(new Error(t('f.officersHint')))) }]
    : required
  return <Form.Item {...common} label={f.required ? label : <>{label}<span className="optional">（{t('common.optional')}）</span></>} required={f.required} rules={rules}>{control}</Form.Item>
}
