import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import type { ActFormProps } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Answered } from '@/components/states'
import { CaseSelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'

/** A letter goes to the address that is registered: the form has it already. */
export function LetterForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const party = file.case.party!.id
  const asked = useQuery({ ...queries.organization(party), retry: false, refetchOnWindowFocus: false })
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  if (asked.isPending) return <Answered query={asked}>{() => null}</Answered>
  const first = !(file.case.clearance?.letters ?? []).some((l) => l.result !== 'void' && l.result !== 'signed')
  return (
    <ActForm act={act} file={file} initial={{ address: asked.data?.party.org?.address ?? asked.data?.party.address }} onCancel={onCancel} onDone={onDone} clocks={() => (first ? [{ rule: 'T19', from: me.today }, { rule: 'T19b', from: me.today }] : [])}>
      {() => (
        <>
          <Form.Item name="address" label={t('clr.address')} rules={need(t('clr.address'))}><Input maxLength={200} /></Form.Item>
          <Form.Item name="tracking" label={t('clr.tracking')} rules={need(t('clr.tracking'))}><Input maxLength={60} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

/** Opens the deregistration of the organization, or links the one that is open. */
export function OpenDeregistrationForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  const opt = (label: string) => <>{label}<span className="optional">（{t('common.optional')}）</span></>
  return (
    <ActForm act={act} file={file} onCancel={onCancel} onDone={onDone} toData={(v) => (v.registration ? { registration: v.registration } : { applicant: v.applicant, ground: v.ground, forced: v.forced })}>
      {(v) => (
        <>
          <Form.Item name="registration" label={opt(t('clr.linkReg'))} extra={t('clr.linkRegHint')}><CaseSelect procedure="registration" /></Form.Item>
          {!v.registration && (
            <>
              <div className="pair">
                <Form.Item name={['applicant', 'name']} label={t('clr.applicant')} rules={need(t('clr.applicant'))}><Input maxLength={60} /></Form.Item>
                <Form.Item name={['applicant', 'phone']} label={t('clr.phone')} rules={need(t('clr.phone'))}><Input maxLength={30} type="tel" /></Form.Item>
              </div>
              <Form.Item name="ground" label={t('clr.ground')} rules={need(t('clr.ground'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
              <Form.Item name="forced" label={opt(t('clr.forced'))}><Input maxLength={100} /></Form.Item>
            </>
          )}
        </>
      )}
    </ActForm>
  )
}
