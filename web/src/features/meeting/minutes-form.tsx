import { ArrowDownOutlined, ArrowUpOutlined, CheckCircleOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DraftBack, DraftState } from '@/components/draft-note'
import { TimeInput } from '@/components/inputs'
import { Loading } from '@/components/states'
import { dayOf, nowLocal } from '@/lib/dates'
import { useDraft } from '@/lib/draft'
import { useT, type Words } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { regResolutions, resolutions, title } from '@/lib/titles'
import { lacks, minutesOf, minutesValues, resolutionsOf, type ItemValues, type MinutesValues } from './minutes'
import { useMembers } from './people'

/** What a resolution is called on an item: where officers and reviewer disagree it says whose view is taken. */
export function resultText(a: { subject: string; disputed?: boolean }, r: string | undefined, w: Pick<Words, 't' | 'lang'>): string {
  if (a.disputed && r === 'agree') return w.t('meet.agreeOfficers')
  if (a.disputed && r === 'reject') return w.t('meet.agreeReviewer')
  if (a.subject === 'registration' && r && r in regResolutions) return title(regResolutions, r, w.lang)
  return title(resolutions, r, w.lang)
}

/** The minutes, item by item: who was there, who said what in which order, how each voted, what was resolved. */
export function MeetingMinutesForm(props: ActFormProps) {
  const { t } = useT()
  const m = props.file.case.meeting!
  const members = useMembers(props.file, dayOf(m.at))
  if (members.people.size === 0) return <Loading rows={8} />
  return (
    <>
      <p className="quiet">{t('meet.takenBy', { name: members.name(m.recorder) })}</p>
      <Editor {...props} heads={members.heads} name={members.name} />
    </>
  )
}

function Editor({ act, file, onCancel, onDone, heads, name }: ActFormProps & { heads: string[]; name: (id: string | undefined) => string }) {
  const { t } = useT()
  const [form] = Form.useForm()
  const m = file.case.meeting!
  const kept = useDraft(`draft.${file.case.id}.${act.name}.${m.agenda.map((a) => a.file ?? a.title).join(' ')}`)
  const fresh = minutesValues(m, heads) as Values
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  return (
    <>
      <DraftBack of={kept} onDrop={() => { kept.drop(); form.setFieldsValue(fresh) }} />
      <ActForm act={act} file={file} form={form} initial={kept.draft?.values ?? fresh} occurred={false} onValues={kept.keep} toData={minutesOf} onCancel={onCancel} onDone={(r) => { kept.drop(); onDone(r) }}>
        {(v: Values) => {
          const x = v as unknown as MinutesValues
          const missing = lacks(m, minutesOf(x), heads, name)
          return (
            <>
              <fieldset>
                <legend><span className="num">1</span>{t('meet.attendance')}</legend>
                <div className="pair">
                  <Form.Item name="started_at" label={t('inq.started')} rules={need(t('inq.started'))}><TimeInput /></Form.Item>
                  <Form.Item label={t('inq.ended')} required>
                    <div className="with-button">
                      <Form.Item name="ended_at" noStyle rules={need(t('inq.ended'))}><TimeInput aria-label={t('inq.ended')} /></Form.Item>
                      <Button onClick={() => { form.setFieldValue('ended_at', nowLocal()); kept.keep(form.getFieldsValue(true) as Values) }}>{t('min.endNow')}</Button>
                    </div>
                  </Form.Item>
                </div>
                {m.due.map((p) => (
                  <div key={p} className="row-line" role="group" aria-label={name(p)}>
                    <strong className="row-name">{name(p)}{heads.includes(p) && <span className="mark">{t('meet.headLast')}</span>}</strong>
                    <Form.Item name={['attendance', p, 'present']}><Radio.Group optionType="button" aria-label={`${name(p)} ${t('meet.attendance')}`} options={[{ value: true, label: t('meet.present') }, { value: false, label: t('meet.absent') }]} /></Form.Item>
                    {x.attendance?.[p]?.present === false && <Form.Item name={['attendance', p, 'reason']} className="grow" rules={need(`${name(p)} ${t('meet.absentWhy')}`)}><Input aria-label={`${name(p)} ${t('meet.absentWhy')}`} placeholder={t('meet.absentWhy')} maxLength={200} /></Form.Item>}
                  </div>
                ))}
                <Form.List name="observers">
                  {(rows, { add, remove }) => (
                    <>
                      {rows.map((r, n) => (
                        <div key={r.key} className="row-line" role="group" aria-label={t('meet.observerN', { n: n + 1 })}>
                          <Form.Item name={[r.name, 'name']} rules={need(t('meet.observerN', { n: n + 1 }))}><Input aria-label={`${t('meet.observerN', { n: n + 1 })} ${t('min.name')}`} placeholder={t('min.name')} maxLength={60} /></Form.Item>
                          <Form.Item name={[r.name, 'as']} className="grow" rules={need(`${t('meet.observerN', { n: n + 1 })} ${t('meet.as')}`)}><Input aria-label={`${t('meet.observerN', { n: n + 1 })} ${t('meet.as')}`} placeholder={t('meet.as')} maxLength={100} /></Form.Item>
                          <Button icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('meet.observerN', { n: n + 1 })}`} onClick={() => remove(r.name)} />
                        </div>
                      ))}
                      <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('meet.addObserver')}</Button>
                    </>
                  )}
                </Form.List>
              </fieldset>
              {m.agenda.map((a, i) => <Item key={a.no} index={i} agenda={a} values={x} form={form} heads={heads} name={name} onChanged={() => kept.keep(form.getFieldsValue(true) as Values)} />)}
              <div className={missing.length ? 'notice notice-warn notice-block' : 'notice notice-good'} role="status">
                {missing.length ? <><strong>{t('meet.missing')}</strong><ul>{missing.map((l, i) => <li key={i}>{t(l.key, l.vars)}</li>)}</ul></> : <span><CheckCircleOutlined aria-hidden /> {t('meet.ready')}</span>}
              </div>
              <DraftState of={kept} />
            </>
          )
        }}
      </ActForm>
    </>
  )
}

type Agenda = NonNullable<CaseFile['case']['meeting']>['agenda'][number]

function Item({ index: i, agenda: a, values, form, heads, name, onChanged }: { index: number; agenda: Agenda; values: MinutesValues; form: FormInstance; heads: string[]; name: (id: string | undefined) => string; onChanged: () => void }) {
  const w = useT()
  const { t } = w
  const it: ItemValues | undefined = values.items?.[i]
  const there = (p: string) => values.attendance?.[p]?.present !== false
  const need = (label: string) => [{ required: true, whitespace: true, message: `${t('meet.itemN', { n: a.no })} ${label}：${t('common.required')}` }]
  const members = it?.members ?? []
  // The head stays last; the others change places among those who are there.
  const shift = (at: number, by: -1 | 1) => {
    const next = [...(form.getFieldValue(['items', i, 'members']) as ItemValues['members'])]
    let to = at + by
    while (next[to] && !there(next[to]!.person)) to += by
    if (!next[to] || heads.includes(next[to]!.person)) return
    ;[next[at], next[to]] = [next[to]!, next[at]!]
    form.setFieldValue(['items', i, 'members'], next)
    onChanged()
  }
  const cast = members.filter((m) => there(m.person) && !m.recused)
  const tally = (v: string) => cast.filter((m) => m.vote === v).length
  return (
    <fieldset>
      <legend><span className="num">{i + 2}</span>{t('meet.itemN', { n: a.no })}：{a.title}</legend>
      <p className="fieldset-hint"><span className="tag">{t(`meet.subject.${a.subject as 'case'}`)}</span>{a.disputed && <span className="mark mark-warn">{t('meet.disputed')}</span>} {a.file ? <Link to={paths.case(a.file)} target="_blank">{a.reference}</Link> : <span className="quiet">{t('meet.noFile')}</span>}</p>
      <Form.List name={['items', i, 'reports']}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((r, n) => (
              <div key={r.key} className="row-line" role="group" aria-label={t('meet.reportN', { n: n + 1 })}>
                <Form.Item name={[r.name, 'who']} rules={need(t('meet.reporter'))}><Input aria-label={`${t('meet.itemN', { n: a.no })} ${t('meet.reporter')} ${n + 1}`} placeholder={t('meet.reporter')} maxLength={60} /></Form.Item>
                <Form.Item name={[r.name, 'text']} className="grow" rules={need(t('meet.reportText'))}><Input.TextArea aria-label={`${t('meet.itemN', { n: a.no })} ${t('meet.reportText')} ${n + 1}`} placeholder={t('meet.reportText')} autoSize={{ minRows: 1, maxRows: 10 }} maxLength={8000} /></Form.Item>
                <Button icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('meet.reportN', { n: n + 1 })}`} onClick={() => remove(r.name)} />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('meet.addReport')}</Button>
          </>
        )}
      </Form.List>
      <h2 className="sub-head">{t('meet.members')} <span className="quiet num">{t('meet.votes', { a: tally('agree'), b: tally('oppose'), c: tally('abstain') })}</span></h2>
      <p className="quiet fieldset-hint">{t('meet.orderHint')}</p>
      <ol className="members">
        {members.map((x, n) => {
          // who is absent keeps the place, so that coming late loses nothing
          if (!there(x.person)) return <li key={x.person} hidden><Form.Item name={['items', i, 'members', n, 'person']} hidden><Input /></Form.Item></li>
          const who = name(x.person)
          const head = heads.includes(x.person)
          return (
            <li key={x.person}>
             <div className="finding" role="group" aria-label={`${t('meet.itemN', { n: a.no })} ${who}`}>
              <div className="finding-head">
                <strong>{who} {head && <span className="mark">{t('meet.headLast')}</span>}</strong>
                <span className="speech-tools">
                  <Form.Item name={['items', i, 'members', n, 'recused']} valuePropName="checked" noStyle><Checkbox>{t('meet.recused')}</Checkbox></Form.Item>
                  {!head && <>
                    <Button size="small" icon={<ArrowUpOutlined aria-hidden />} aria-label={`${t('meet.itemN', { n: a.no })} ${who} ${t('meet.moveUp')}`} disabled={n === 0} onClick={() => shift(n, -1)} />
                    <Button size="small" icon={<ArrowDownOutlined aria-hidden />} aria-label={`${t('meet.itemN', { n: a.no })} ${who} ${t('meet.moveDown')}`} disabled={!members[n + 1] || heads.includes(members[n + 1]!.person)} onClick={() => shift(n, 1)} />
                  </>}
                </span>
              </div>
              {x.recused ? <Form.Item name={['items', i, 'members', n, 'why']} label={t('meet.recusedWhy')} rules={need(`${who} ${t('meet.recusedWhy')}`)}><Input maxLength={200} /></Form.Item> : (
                <>
                  <Form.Item name={['items', i, 'members', n, 'text']}><Input.TextArea aria-label={`${t('meet.itemN', { n: a.no })} ${t('meet.opinionOf', { name: who })}`} placeholder={t('meet.opinionOf', { name: who })} autoSize={{ minRows: 1, maxRows: 8 }} maxLength={4000} /></Form.Item>
                  <Form.Item name={['items', i, 'members', n, 'vote']}><Radio.Group className="choices" optionType="button" aria-label={`${t('meet.itemN', { n: a.no })} ${t('meet.voteOf', { name: who })}`} options={(['agree', 'oppose', 'abstain'] as const).map((o) => ({ value: o, label: t(`meet.${o}`) }))} /></Form.Item>
                  {x.vote === 'oppose' && <Form.Item name={['items', i, 'members', n, 'dissent']} label={t('meet.dissent')}><Input.TextArea aria-label={`${t('meet.itemN', { n: a.no })} ${t('meet.dissentOf', { name: who })}`} autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>}
                </>
              )}
              <Form.Item name={['items', i, 'members', n, 'person']} hidden><Input /></Form.Item>
             </div>
            </li>
          )
        })}
      </ol>
      <Form.Item name={['items', i, 'result']} label={t('meet.result')} rules={[{ required: true, message: `${t('meet.itemN', { n: a.no })} ${t('meet.result')}：${t('common.required')}` }]}>
        <Select options={resolutionsOf(a).map((value) => ({ value, label: resultText(a, value, w) }))} />
      </Form.Item>
      {it?.result === 'extend' && <Form.Item name={['items', i, 'days']} label={t('meet.days')} rules={[{ required: true, message: `${t('meet.itemN', { n: a.no })} ${t('meet.days')}：${t('common.required')}` }]}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>}
      <Form.Item name={['items', i, 'text']} label={t('meet.text')} rules={need(t('meet.text'))}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} /></Form.Item>
      {a.subject === 'paper' && <Form.Item name={['items', i, 'head_why']} label={<>{t('meet.headWhy')}<span className="optional">（{t('common.optional')}）</span></>}><Input.TextArea autoSize={{ minRows: 1 }} maxLength={2000} /></Form.Item>}
    </fieldset>
  )
}
