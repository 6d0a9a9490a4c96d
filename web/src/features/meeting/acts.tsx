import { Form, Input } from 'antd'
import type { ActFormProps, ActRegistry } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { PersonSelect } from '@/components/pickers'
import { dayOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { useMe } from '@/lib/session'
import { AmendAgendaForm } from './convene-page'
import { Missing } from './facts'
import { MeetingMinutesForm } from './minutes-form'
import { useMembers } from './people'

/** A member signs; the recorder notes who refuses, and why. */
function SignForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const m = file.case.meeting!
  const recorder = m.recorder === me.person.id
  const open = (m.minutes?.present ?? []).filter((p) => !m.signed?.some((s) => s.person === p))
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  return (
    <ActForm act={act} file={file} occurred={false} onCancel={onCancel} onDone={onDone}>
      {() => (
        <>
          <Missing file={file} unsigned={false} />
          <p>{t(recorder ? 'meet.signRefused' : 'meet.signOwn')}</p>
          {recorder && (
            <>
              <Form.Item name="person" label={t('meet.refuser')} rules={need(t('meet.refuser'))}><PersonSelect only={open} known={file.people} /></Form.Item>
              <Form.Item name="refused" label={t('meet.refusal')} rules={need(t('meet.refusal'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
            </>
          )}
        </>
      )}
    </ActForm>
  )
}

function CloseForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const m = file.case.meeting!
  const { name } = useMembers(file, dayOf(m.at))
  const drafted = m.minutes?.items.map((it) => `${it.item}. ${m.agenda.find((a) => a.no === it.item)?.title ?? ''}：${it.text}`).join('\n')
  return (
    <ActForm act={act} file={file} occurred={false} initial={{ summary: drafted }} onCancel={onCancel} onDone={onDone} says={() => [t('meet.closeSays')]}>
      {() => (
        <>
          <Missing file={file} />
          <p className="quiet">{t('meet.takenBy', { name: name(m.recorder) })}</p>
          <Form.Item name="summary" label={t('meet.summary')} rules={[{ required: true, whitespace: true, message: `${t('meet.summary')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 4, maxRows: 18 }} maxLength={8000} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

/** How the acts of a meeting are asked for (domain/meeting.go). Convening has a page of its own. */
export const meetingActs: ActRegistry = {
  'meeting.amend_agenda': { Form: AmendAgendaForm },
  'meeting.hold': { Form: MeetingMinutesForm },
  'meeting.sign': { Form: SignForm },
  'meeting.close': { Form: CloseForm },
  'meeting.cancel': { danger: true, fields: [{ name: 'reason', label: 'f.reason', kind: 'area', required: true, hint: 'act.reasonRequired', max: 500 }] },
}
