import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { OfficersSelect, PartySelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'

/** Targets of a campaign with the officers who go there. */
export function TargetsInput() {
  const { t } = useT()
  const form = Form.useFormInstance()
  return (
    <Form.List name="targets">
      {(fields, { add, remove }) => (
        <fieldset>
          <legend>{t('camp.targets')} <span className="num quiet">{fields.length}</span></legend>
          {fields.map((f, n) => (
            <div key={f.key} className="finding" role="group" aria-label={t('camp.targetN', { n: n + 1 })}>
              <div className="finding-head">
                <strong>{t('camp.targetN', { n: n + 1 })}</strong>
                <span>
                  {n > 0 && <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => form.setFieldValue(['targets', f.name, 'officers'], form.getFieldValue(['targets', fields[n - 1]!.name, 'officers']))}>{t('camp.sameOfficers')}</Button>}{' '}
                  <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('camp.targetN', { n: n + 1 })}`} onClick={() => remove(f.name)} />
                </span>
              </div>
              <Form.Item name={[f.name, 'party']} label={t('f.party')} rules={[{ required: true, message: `${t('f.party')}：${t('common.required')}` }]}><PartySelect /></Form.Item>
              <Form.Item name={[f.name, 'officers']} label={t('f.officers')} rules={[{ required: true, type: 'array', min: 2, message: t('f.officersHint') }]}><OfficersSelect /></Form.Item>
              <Form.Item name={[f.name, 'place']} label={t('f.place')}><Input maxLength={200} /></Form.Item>
            </div>
          ))}
          <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('camp.addTarget')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}
