import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { CaseRow, Meeting } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { TimeInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { CaseSelect, PersonSelect } from '@/components/pickers'
import { Empty, Loading } from '@/components/states'
import { StageTag } from '@/components/links'
import { localToInstant, timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries, type CaseQuery } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { leadersOn, useMembers } from './people'

interface OtherItem { subject?: string; file?: string; title?: string; recusal?: number }

/** What the form says, as the command wants it: picked files first, then the other items. */
export function conveneData(v: Values) {
  const { at, picked, others, ...rest } = v
  return {
    ...rest, at: localToInstant(String(at ?? '')),
    agenda: [
      ...((picked ?? []) as string[]).map((x) => ({ subject: x.slice(0, x.indexOf(':')), file: x.slice(x.indexOf(':') + 1) })),
      ...((others ?? []) as OtherItem[]).map((o) => (o.subject === 'other' ? { subject: o.subject, title: o.title?.trim() } : { subject: o.subject, file: o.file, ...(o.subject === 'recusal' ? { recusal: o.recusal } : {}) })),
    ],
  }
}

/** What is picked from those that wait, by the file alone. */
const picks = ['case', 'paper', 'registration']

/** Cases, papers and applications that wait for a meeting. */
function useWaiting() {
  const cases = useQuery(queries.caseList({ procedure: 'penalty', stage: 'to_discuss,disputed', state: 'open', sort: 'due', limit: 200 } as CaseQuery))
  const papers = useQuery(queries.caseList({ procedure: 'legality', stage: 'review_passed', state: 'open', sort: 'due', limit: 200 } as CaseQuery))
  const registrations = useQuery(queries.caseList({ procedure: 'registration', stage: 'reg_discuss', state: 'open', sort: 'due', limit: 200 } as CaseQuery))
  if (!cases.data || !papers.data || !registrations.data) return undefined
  return [['case', cases.data], ['paper', papers.data], ['registration', registrations.data]].flatMap(([kind, list]) => (list as typeof cases.data).items.map((r) => ({ key: `${kind as string}:${r.id}`, r })))
}

function MeetingFields({ values, waiting }: { values: Values; waiting: { key: string; r: CaseRow }[] }) {
  const { t } = useT()
  const { people } = useMembers(undefined, '')
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  const day = String(values.at ?? '').slice(0, 10)
  const due = /^\d{4}-\d{2}-\d{2}$/.test(day) ? leadersOn(people.values(), day) : []
  return (
    <>
      <Form.Item name="at" label={t('meet.at')} rules={need(t('meet.at'))} extra={due.length > 0 && t('meet.dueHint', { names: due.map((p) => p.name).join('、') })}><TimeInput /></Form.Item>
      <Form.Item name="place" label={t('meet.place')} rules={need(t('meet.place'))}><Input maxLength={120} /></Form.Item>
      <div className="pair">
        <Form.Item name="chair" label={t('meet.chair')} rules={need(t('meet.chair'))}><PersonSelect only={due.length ? due.map((p) => p.id) : undefined} /></Form.Item>
        <Form.Item name="recorder" label={t('meet.recorder')} extra={t('meet.recorderHint')} rules={need(t('meet.recorder'))}><PersonSelect only={[...people.values()].filter((p) => !due.includes(p) && (p.grants ?? []).some((g) => g.role === 'section_head' || g.role === 'officer')).map((p) => p.id)} /></Form.Item>
      </div>
      <fieldset>
        <legend>{t('meet.waiting')}</legend>
        <p className="quiet fieldset-hint">{t('meet.boundTo')}</p>
        {waiting.length === 0 ? <Empty>{t('meet.noneWaiting')}</Empty> : (
          <Form.Item name="picked" rules={[{ validator: (_, x?: unknown[]) => ((x?.length ?? 0) + ((values.others as unknown[] | undefined)?.length ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error(t('meet.needItem')))) }]}>
            <Checkbox.Group className="lines-picker">
              {waiting.map(({ key, r }) => <Checkbox key={key} value={key}><span className="lines-fact"><span className="ref">{r.reference}</span> {r.title} <StageTag stage={r.stage} text={r.stage_title} />{r.stage === 'disputed' && <span className="mark mark-warn">{t('meet.disputed')}</span>}</span></Checkbox>)}
            </Checkbox.Group>
          </Form.Item>
        )}
      </fieldset>
      <Form.List name="others" rules={waiting.length ? undefined : [{ validator: (_, x?: unknown[]) => (x?.length ? Promise.resolve() : Promise.reject(new Error(t('meet.needItem')))) }]}>
        {(rows, { add, remove }, { errors }) => (
          <fieldset>
            <legend>{t('meet.others')}</legend>
            {rows.map((r, n) => {
              const o = ((values.others ?? []) as OtherItem[])[n]
              return (
                <div key={r.key} className="finding" role="group" aria-label={t('meet.itemN', { n: n + 1 })}>
                  <div className="finding-head"><strong>{t('meet.itemN', { n: n + 1 })}</strong><Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('meet.itemN', { n: n + 1 })}`} onClick={() => remove(r.name)} /></div>
                  <Form.Item name={[r.name, 'subject']} label={t('meet.subject')} rules={need(t('meet.subject'))}><Select options={(['extension', 'recusal', 'other'] as const).map((s) => ({ value: s, label: t(`meet.subject.${s}`) }))} /></Form.Item>
                  {o?.subject === 'other' && <Form.Item name={[r.name, 'title']} label={t('meet.itemTitle')} rules={need(t('meet.itemTitle'))}><Input maxLength={200} /></Form.Item>}
                  {(o?.subject === 'extension' || o?.subject === 'recusal') && <Form.Item name={[r.name, 'file']} label={t('meet.file')} rules={need(t('meet.file'))}><CaseSelect procedure="penalty" /></Form.Item>}
                  {o?.subject === 'recusal' && <Form.Item name={[r.name, 'recusal']} label={t('meet.recusalNo')} rules={[{ required: true, message: `${t('meet.recusalNo')}：${t('common.required')}` }]}><InputNumber min={1} precision={0} className="input-number" /></Form.Item>}
                </div>
              )
            })}
            <Form.ErrorList errors={errors} />
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ subject: 'other' })}>{t('meet.addItem')}</Button>
          </fieldset>
        )}
      </Form.List>
    </>
  )
}

/** Calls the leaders together; what waits for a meeting is offered. */
export function ConvenePage() {
  const { t } = useT()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const waiting = useWaiting()
  const me = useMe()
  const file = query.get('file')
  const act = { name: 'meeting.convene', title: '召集负责人集体讨论', english: 'Convene the leaders', article: '行政处罚法第五十七条第二款；三重一大集体决策制度', starts: '应到成员为当日全体负责人' }
  return (
    <Page title={t('meet.new')} crumbs={[{ label: t('meet.list'), to: paths.meetings({ state: 'open' }) }, { label: t('meet.new') }]} narrow>
      {!waiting ? <Loading rows={8} /> : (
        <ActForm act={act} occurred={false} initial={{ at: `${me.today}T09:00`, picked: waiting.filter((x) => x.r.id === file).map((x) => x.key), others: [], chair: me.roles.some((r) => r.role === 'head') ? me.person.id : undefined }} toData={conveneData}
          onCancel={() => void navigate(paths.meetings({ state: 'open' }))} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('meet.new') } })}>
          {(v) => <MeetingFields values={v} waiting={waiting} />}
        </ActForm>
      )}
    </Page>
  )
}

/** What stands on the agenda now, in the shape of the form. */
export function agendaValues(m: Meeting): Values {
  const picked = m.agenda.filter((a) => picks.includes(a.subject))
  return {
    at: timeText(m.at).replace(' ', 'T'), place: m.place, chair: m.chair, recorder: m.recorder, picked: picked.map((a) => `${a.subject}:${a.file}`),
    others: m.agenda.filter((a) => !picked.includes(a)).map((a) => ({ subject: a.subject, file: a.file, title: a.subject === 'other' ? a.title : undefined, recusal: a.recusal || undefined })),
  }
}

export function AmendAgendaForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const waiting = useWaiting()
  const m = file.case.meeting!
  if (!waiting) return <Loading rows={8} />
  // A file that no longer waits stays on the list while it stands on the agenda, so that it can be taken off.
  const gone = m.agenda.filter((a) => picks.includes(a.subject) && !waiting.some((w) => w.key === `${a.subject}:${a.file}`))
  const all = [...waiting, ...gone.map((a) => ({ key: `${a.subject}:${a.file}`, r: { id: a.file, reference: a.reference ?? '', title: a.title, stage: '', stage_title: '' } as CaseRow }))]
  return (
    <ActForm act={act} file={file} occurred={false} initial={agendaValues(m)} toData={conveneData} onCancel={onCancel} onDone={onDone} says={() => (m.minutes ? [t('meet.amendSays')] : [])}>
      {(v) => (
        <>
          <MeetingFields values={v} waiting={all} />
          <Form.Item name="reason" label={t('meet.why')} rules={[{ required: true, whitespace: true, message: `${t('meet.why')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}
