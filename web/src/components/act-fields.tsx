import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { CaseFile } from '@/api/types'
import { useT } from '@/lib/i18n'
import { can, useMe } from '@/lib/session'
import type { FieldSpec, Values } from './act-def'
import { EvidenceUpload } from './evidence-upload'
import { DateInput, LinesInput, TimeInput } from './inputs'
import { MoneyInput, moneyRule } from './money-input'
import { FileUpload } from './file-upload'
import { CaseSelect, OfficersSelect, PartySelect, PeopleSelect, PersonSelect, ViolationSelect } from './pickers'

export function ActFields({ fields, file, values }: { fields: FieldSpec[]; file?: CaseFile; values: Values }) {
  return <>{fields.filter((f) => !f.show || f.show(values, file)).map((f) => (f.kind === 'rows' ? <Rows key={f.name} f={f} file={file} /> : <Field key={f.name} f={f} file={file} name={f.name} />))}</>
}

function Field({ f, file, name }: { f: FieldSpec; file?: CaseFile; name: string | (string | number)[] }) {
  const w = useT()
  const me = useMe()
  const { t } = w
  const label = t(f.label)
  const needed = `${label}：${t('common.required')}`
  const required = f.required ? [{ required: true, message: needed, ...(f.kind === 'text' || f.kind === 'area' ? { whitespace: true } : {}) }] : []
  const common = { name, extra: f.hint && t(f.hint) }
  // Who may not put files in is not asked for them.
  if ((f.kind === 'evidence' || f.kind === 'files') && !f.required && !can(me, 'file.upload')) return null
  if (f.kind === 'check') {
    return <Form.Item {...common} valuePropName="checked"><Checkbox>{label}</Checkbox></Form.Item>
  }
  const only = f.ofFile ? file?.case.officers ?? [] : undefined
  const choices = f.options?.(w, me, file)
  const control = {
    text: <Input maxLength={f.max} />,
    area: <Input.TextArea maxLength={f.max} autoSize={{ minRows: f.rows ?? 3, maxRows: 14 }} />,
    int: <InputNumber min={f.min ?? 1} max={f.max} precision={0} className="input-number" />,
    date: <DateInput max={f.future ? undefined : me.today} min={f.earliest?.(me, file)} />,
    time: <TimeInput />,
    money: <MoneyInput />,
    select: <Select options={choices} allowClear={!f.required} />,
    multi: <Select mode="multiple" options={choices} showSearch={{ optionFilterProp: 'label' }} />,
    choice: (
      <Radio.Group className="stack">
        {choices?.map((o) => <Radio key={o.value} value={o.value}>{o.label}{o.hint && <span className="choice-hint">{o.hint}</span>}</Radio>)}
      </Radio.Group>
    ),
    lines: <LinesInput rows={f.rows} />,
    rows: null,
    officers: <OfficersSelect only={only} />,
    person: <PersonSelect only={only} role={f.role} known={file?.people} />,
    people: <PeopleSelect only={only} role={f.role} max={f.max} known={file?.people} />,
    case: <CaseSelect procedure={f.procedure ?? file?.case.procedure} stages={f.stages} except={file?.case.id} parent={f.ofFile ? file?.case.id : undefined} />,
    files: <FileUpload max={f.max} to={f.to} />,
    party: <PartySelect />,
    violation: <ViolationSelect />,
    evidence: <EvidenceUpload camera={f.camera} statutory={f.statutory && file?.case.procedure === 'penalty'} />,
  }[f.kind]
  const rules = f.kind === 'officers' && f.required
    ? [{ validator: (_: unknown, v: string[] | undefined) => ((v?.length ?? 0) >= 2 ? Promise.resolve() : Promise.reject(new Error(t('f.officersHint')))) }]
    : f.kind === 'money' ? [...required, moneyRule(`${label}：${t('money.bad')}`)] : required
  return <Form.Item {...common} label={f.required ? label : <>{label}<span className="optional">（{t('common.optional')}）</span></>} required={f.required} rules={rules}>{control}</Form.Item>
}

/** As many groups of the same fields as are needed. */
function Rows({ f, file }: { f: FieldSpec; file?: CaseFile }) {
  const { t } = useT()
  const form = Form.useFormInstance()
  const fields = f.fields ?? []
  const least = f.required ? Math.max(1, f.min ?? 1) : 0
  return (
    <Form.List name={f.name} rules={least ? [{ validator: (_, v?: unknown[]) => ((v?.length ?? 0) >= least ? Promise.resolve() : Promise.reject(new Error(`${t(f.label)}：${t('common.required')}`))) }] : undefined}>
      {(rows, { add, remove }, { errors }) => (
        <fieldset>
          <legend>{t(f.label)} <span className="num quiet">{rows.length}</span></legend>
          {f.hint && <p className="quiet fieldset-hint">{t(f.hint)}</p>}
          {rows.map((r, n) => {
            const name = t(f.row ?? 'row.n', { n: n + 1 })
            return (
              <div key={r.key} className="finding" role="group" aria-label={name}>
                <div className="finding-head"><strong>{name}</strong>{rows.length > least && <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => remove(r.name)} />}</div>
                <Form.Item noStyle shouldUpdate>
                  {() => {
                    const row = (form.getFieldValue([f.name, r.name]) ?? {}) as Values
                    return <>{fields.filter((x) => !x.show || x.show(row, file)).map((x) => <Field key={x.name} f={x} file={file} name={[r.name, x.name] as (string | number)[]} />)}</>
                  }}
                </Form.Item>
              </div>
            )
          })}
          <Form.ErrorList errors={errors} />
          {(f.max === undefined || rows.length < f.max) && <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t(f.add ?? 'common.add')}</Button>}
        </fieldset>
      )}
    </Form.List>
  )
}
