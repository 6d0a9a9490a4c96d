import { ArrowDownOutlined, ArrowUpOutlined, CheckCircleOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd'
import { memo, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import type { CaseFile, Hearing } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DraftBack, DraftState } from '@/components/draft-note'
import { EvidenceUpload } from '@/components/evidence-upload'
import { TimeInput } from '@/components/inputs'
import { Section } from '@/components/page'
import { SanctionText } from '@/components/sanction-text'
import { nowLocal, timeText } from '@/lib/dates'
import { useDraft } from '@/lib/draft'
import { useT } from '@/lib/i18n'
import { api } from '@/lib/paths'
import { can, useMe } from '@/lib/session'
import { attendeeRoles, closedReasons, evidenceClasses, options, speechParts, speechRoles, title, verdicts } from '@/lib/titles'
import { penaltyOf } from './types'
import { lacks, minutesData, nextPart, partsOf, type SpeechRole, type SpeechValues } from './hearing-minutes'

const nameOf = (file: CaseFile, id: string | undefined) => (id ? file.people?.[id]?.name ?? id : '')
/** The hearing that is under way. */
export const hearingOf = (file: CaseFile): Hearing | undefined => penaltyOf(file)?.hearings?.findLast((h) => !h.ended)

/** Who of a role speaks, as far as it is known. */
function speaker(file: CaseFile, h: Hearing | undefined, v: Values, role: SpeechRole): string {
  const present = (v.present ?? []) as { name?: string; role?: string }[]
  switch (role) {
    case 'host': return nameOf(file, h?.host)
    case 'officer': return nameOf(file, (v.officers as string[] | undefined)?.[0] ?? file.case.officers?.[0])
    default: return present.find((p) => p?.role === role)?.name ?? ''
  }
}

// The order is that of the keys Alt+1 to Alt+5.
const quick: SpeechRole[] = ['host', 'officer', 'party', 'agent', 'third']

/** The day of the hearing on one page: what the case is about beside the running minutes. */
export function MinutesForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const me = useMe()
  const [form] = Form.useForm()
  const h = hearingOf(file)
  const kept = useDraft(`draft.${file.case.id}.${act.name}.${h?.no ?? 0}`)
  const at = h?.at ? timeText(h.at).replace(' ', 'T') : nowLocal()
  const fresh: Values = {
    started_at: at, ended_at: '', officers: file.case.officers ?? [], evidence: [], examined: [], sign: 'signed', speeches: [{ role: 'host', part: 'opening', who: nameOf(file, h?.host), text: '' }],
    present: [...(file.case.party ? [{ name: file.case.party.kind === 'person' ? file.case.party.name : '', role: 'party' }] : []), ...(h?.agents ?? []).map((a) => ({ name: a.name, role: 'agent', paper: a.paper }))],
  }
  const drop = () => { kept.drop(); form.setFieldsValue({ ...fresh, read_over: false, signed_by: '', refusal: '', fresh: undefined }) }
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  return (
    <div className="desk">
      <CaseBeside file={file} h={h} />
      <div className="desk-main">
        <DraftBack of={kept} onDrop={drop} />
        <ActForm act={act} file={file} form={form} initial={kept.draft?.values ?? fresh} occurred={false} onValues={kept.keep} toData={minutesData} onCancel={onCancel} onDone={(r) => { kept.drop(); onDone(r) }}>
          {(v) => (
            <>
              <fieldset>
                <legend><span className="num">1</span>{t('min.people')}</legend>
                <div className="pair">
                  <Form.Item name="started_at" label={t('inq.started')} rules={need(t('inq.started'))}><TimeInput /></Form.Item>
                  <Form.Item name="officers" label={t('min.officers')} rules={[{ required: true, type: 'array', min: 1, message: `${t('min.officers')}：${t('common.required')}` }]}><Select mode="multiple" options={(file.case.officers ?? []).map((id) => ({ value: id, label: nameOf(file, id) }))} /></Form.Item>
                </div>
                <People />
              </fieldset>
              <Speeches file={file} h={h} values={v} form={form} onChanged={() => kept.keep(form.getFieldsValue(true) as Values)} />
              <fieldset>
                <legend><span className="num">3</span>{t('case.evidence')}</legend>
                {(file.case.evidence?.length ?? 0) > 0 && (
                  <Form.Item name="examined" label={t('min.examined')} extra={t('min.examinedHint')}>
                    <Checkbox.Group className="lines-picker" options={file.case.evidence!.flatMap((e, i) => (e.excluded ? [] : [{ value: i + 1, label: `${i + 1}. ${e.title || e.name}${e.class ? `（${title(evidenceClasses, e.class, lang)}）` : ''}` }]))} />
                  </Form.Item>
                )}
                {can(me, 'file.upload') && <Form.Item name="evidence" label={t('min.newEvidence')}><EvidenceUpload camera /></Form.Item>}
                {((v.evidence as unknown[] | undefined)?.length ?? 0) > 0 && <Form.Item name="fresh" label={<>{t('min.fresh')}<span className="optional">（{t('common.optional')}）</span></>}><InputNumber min={0} max={(v.evidence as unknown[]).length} precision={0} className="input-number" /></Form.Item>}
              </fieldset>
              <fieldset>
                <legend><span className="num">4</span>{t('min.end')}</legend>
                <Form.Item label={t('inq.ended')} required>
                  <div className="with-button">
                    <Form.Item name="ended_at" noStyle rules={need(t('inq.ended'))}><TimeInput aria-label={t('inq.ended')} /></Form.Item>
                    <Button onClick={() => { form.setFieldValue('ended_at', nowLocal()); kept.keep(form.getFieldsValue(true) as Values) }}>{t('min.endNow')}</Button>
                  </div>
                </Form.Item>
                <Form.Item name="read_over" valuePropName="checked"><Checkbox>{t('min.readOver')}</Checkbox></Form.Item>
                <Form.Item name="sign" label={t('min.sign')}><Radio.Group className="choices" optionType="button" options={[{ value: 'signed', label: t('min.signed') }, { value: 'refused', label: t('min.refused') }]} /></Form.Item>
                {v.sign === 'refused'
                  ? <Form.Item name="refusal" label={t('min.refusal')} rules={need(t('min.refusal'))}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
                  : <Form.Item name="signed_by" label={t('min.signedBy')} rules={need(t('min.signedBy'))}><Input maxLength={200} /></Form.Item>}
              </fieldset>
              <Lacks values={v} />
              <DraftState of={kept} />
            </>
          )}
        </ActForm>
      </div>
    </div>
  )
}

function People() {
  const { t, lang } = useT()
  return (
    <Form.List name="present">
      {(rows, { add, remove }) => (
        <>
          <h2 className="sub-head">{t('min.present')}</h2>
          {rows.map((r, n) => (
            <div key={r.key} className="row-line" role="group" aria-label={t('min.personN', { n: n + 1 })}>
              <Form.Item name={[r.name, 'role']} rules={[{ required: true, message: `${t('min.role')}：${t('common.required')}` }]}><Select aria-label={`${t('min.role')} ${n + 1}`} placeholder={t('min.role')} options={options(attendeeRoles, lang)} popupMatchSelectWidth={false} /></Form.Item>
              <Form.Item name={[r.name, 'name']} rules={[{ required: true, whitespace: true, message: `${t('min.personN', { n: n + 1 })} ${t('min.name')}：${t('common.required')}` }]}><Input aria-label={`${t('min.name')} ${n + 1}`} placeholder={t('min.name')} maxLength={60} /></Form.Item>
              <Form.Item name={[r.name, 'paper']} className="grow"><Input aria-label={`${t('min.paper')} ${n + 1}`} placeholder={t('min.paper')} maxLength={200} /></Form.Item>
              <Button icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${t('min.personN', { n: n + 1 })}`} onClick={() => remove(r.name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ role: 'witness' })}>{t('min.addPerson')}</Button>
        </>
      )}
    </Form.List>
  )
}

interface RowHandlers { shift: (from: number, by: number) => void; drop: (name: number) => void; role: (at: number, name: number, role: SpeechRole) => void }

/** One speech. It draws itself anew only when its role, its place or the number of speeches changes, not with every key. */
const SpeechRow = memo(function SpeechRow({ at: n, name: row, role, last, on }: { at: number; name: number; role: SpeechRole | undefined; last: boolean; on: RefObject<RowHandlers | null> }) {
  const { t, lang } = useT()
  const name = t('min.speechN', { n: n + 1 })
  return (
    <div className={`speech speech-${role ?? 'host'}`} data-index={n} role="group" aria-label={name}>
      <div className="speech-head">
        <span className="num quiet">{n + 1}</span>
        <Form.Item name={[row, 'role']}><Select aria-label={`${name} ${t('min.role')}`} options={options(speechRoles, lang)} popupMatchSelectWidth={false} onChange={(r: SpeechRole) => on.current?.role(n, row, r)} /></Form.Item>
        <Form.Item name={[row, 'who']} rules={[{ required: true, whitespace: true, message: `${name} ${t('min.who')}：${t('common.required')}` }]}><Input aria-label={`${name} ${t('min.who')}`} placeholder={t('min.who')} maxLength={60} /></Form.Item>
        <Form.Item name={[row, 'part']}><Select aria-label={`${name} ${t('min.part')}`} options={options(speechParts, lang, partsOf(role))} popupMatchSelectWidth={false} /></Form.Item>
        <span className="speech-tools">
          <Button size="small" icon={<ArrowUpOutlined aria-hidden />} aria-label={`${name} ${t('min.up')}`} disabled={n === 0} onClick={() => on.current?.shift(n, -1)} />
          <Button size="small" icon={<ArrowDownOutlined aria-hidden />} aria-label={`${name} ${t('min.down')}`} disabled={last} onClick={() => on.current?.shift(n, 1)} />
          <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => on.current?.drop(row)} />
        </span>
      </div>
      <Form.Item name={[row, 'text']} rules={[{ required: true, whitespace: true, message: `${name} ${t('min.text')}：${t('common.required')}` }]}><Input.TextArea aria-label={`${name} ${t('min.text')}`} placeholder={t('min.text')} autoSize={{ minRows: 2, maxRows: 14 }} maxLength={4000} /></Form.Item>
    </div>
  )
})

/** After a speech was added or moved its text has the focus: who types goes on typing. It stands among the rows, so that it runs once they are there. */
function Focus({ box, at }: { box: RefObject<HTMLElement | null>; at: RefObject<number | null> }) {
  useEffect(() => {
    if (at.current === null) return
    const text = box.current?.querySelector<HTMLTextAreaElement>(`.speech[data-index="${at.current}"] textarea:not([aria-hidden])`)
    if (text) { text.focus(); at.current = null }
  })
  return null
}

function Speeches({ file, h, values, form, onChanged }: { file: CaseFile; h: Hearing | undefined; values: Values; form: FormInstance; onChanged: () => void }) {
  const { t, lang } = useT()
  const box = useRef<HTMLFieldSetElement>(null)
  const focus = useRef<number | null>(null)
  const on = useRef<RowHandlers | null>(null)
  const list = (values.speeches ?? []) as SpeechValues[]
  const said = () => (form.getFieldValue('speeches') ?? []) as SpeechValues[]
  const all = () => form.getFieldsValue(true) as Values
  return (
    <Form.List name="speeches" rules={[{ validator: (_, x?: unknown[]) => ((x?.length ?? 0) >= 3 ? Promise.resolve() : Promise.reject(new Error(t('min.order')))) }]}>
      {(rows, { add, remove, move }, { errors }) => {
        const put = (role: SpeechRole) => { focus.current = said().length; add({ role, part: nextPart(said(), role), who: speaker(file, h, all(), role), text: '' }); onChanged() }
        const shift = (from: number, by: number) => { if (from + by < 0 || from + by >= said().length) return; focus.current = from + by; move(from, from + by); onChanged() }
        on.current = {
          shift,
          drop: (name) => { remove(name); onChanged() },
          role: (at, name, role) => {
            form.setFieldValue(['speeches', name, 'who'], speaker(file, h, all(), role))
            const part = said()[at]?.part
            if (!part || !partsOf(role).includes(part)) form.setFieldValue(['speeches', name, 'part'], nextPart(said().slice(0, at), role))
            onChanged()
          },
        }
        const keys = (e: KeyboardEvent) => {
          if (!e.altKey || e.ctrlKey || e.metaKey) return
          const role = quick[Number(/^Digit([1-5])$/.exec(e.code)?.[1] ?? 0) - 1]
          if (role) { e.preventDefault(); put(role); return }
          const at = (e.target as HTMLElement).closest<HTMLElement>('.speech')?.dataset.index
          if (at !== undefined && (e.key === 'ArrowUp' || e.key === 'ArrowDown')) { e.preventDefault(); shift(Number(at), e.key === 'ArrowUp' ? -1 : 1) }
        }
        return (
          <fieldset ref={box} onKeyDown={keys}>
            <legend><span className="num">2</span>{t('min.speeches')} <span className="num quiet">{rows.length}</span></legend>
            <p className="quiet fieldset-hint">{t('min.order')}</p>
            <ol className="speeches">
              {rows.map((r, n) => <li key={r.key}><SpeechRow at={n} name={r.name} role={list[n]?.role ?? said()[n]?.role} last={n === rows.length - 1} on={on} /></li>)}
            </ol>
            <Focus box={box} at={focus} />
            <Form.ErrorList errors={errors} />
            <div className="quick" role="group" aria-label={t('min.quick')}>
              {quick.map((role, i) => <Button key={role} icon={<PlusOutlined aria-hidden />} onClick={() => put(role)}>{title(speechRoles, role, lang)} <kbd aria-hidden>Alt+{i + 1}</kbd></Button>)}
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => put('witness')}>{title(speechRoles, 'witness', lang)}</Button>
            </div>
            <p className="quiet wide-only">{t('min.quickHint')}</p>
          </fieldset>
        )
      }}
    </Form.List>
  )
}

function Lacks({ values }: { values: Values }) {
  const { t } = useT()
  const list = lacks(values)
  return (
    <div className={list.length ? 'notice notice-warn notice-block' : 'notice notice-good'} role="status">
      {list.length ? <><strong>{t('min.missing')}</strong><ul>{list.map((l, i) => <li key={i}>{t(l.key, l.vars)}</li>)}</ul></> : <span><CheckCircleOutlined aria-hidden /> {t('min.complete')}</span>}
    </div>
  )
}

/** What host and recorder look up while people speak. */
function CaseBeside({ file, h }: { file: CaseFile; h: Hearing | undefined }) {
  const { t, lang } = useT()
  const p = penaltyOf(file)
  const notice = p?.notices?.at(-1)
  const defences = (p?.defences ?? []).filter((d) => d.round === notice?.round)
  return (
    <aside className="desk-side" aria-label={t('min.beside')}>
      {h && (
        <Section id="h-head" title={t('min.head')}>
          <dl className="facts">
            {h.at && <div><dt>{t('hear.when')}</dt><dd className="num">{timeText(h.at)}</dd></div>}
            <div><dt>{t('hear.room')}</dt><dd>{h.room || '—'} <span className="tag">{h.public ? t('pen.public') : t('pen.closed', { why: title(closedReasons, h.closed, lang) })}</span></dd></div>
            <div><dt>{t('hear.host')}</dt><dd>{nameOf(file, h.host)}</dd></div>
            <div><dt>{t('hear.recorder')}</dt><dd>{nameOf(file, h.recorder)}</dd></div>
            {(h.listeners?.length ?? 0) > 0 && <div><dt>{t('hear.listeners')}</dt><dd>{h.listeners!.map((x) => nameOf(file, x)).join('、')}</dd></div>}
            <div><dt>{t('case.party')}</dt><dd>{file.case.party?.name}</dd></div>
            {(h.agents?.length ?? 0) > 0 && <div><dt>{t('hear.agents')}</dt><dd>{h.agents!.map((a) => a.name).join('、')}</dd></div>}
          </dl>
        </Section>
      )}
      {p?.proposal && (
        <Section id="h-proposal" title={t('min.proposal')} extra={<span className="tag">{title(verdicts, p.proposal.outcome, lang)}</span>}>
          <ul className="sanctions">{(p.proposal.sanctions ?? []).map((s, i) => <li key={i}><SanctionText s={s} /></li>)}</ul>
          <h3>{t('pen.allegations')}</h3>
          <ol className="measures">{p.proposal.allegations.map((a, i) => <li key={i}><span>{a.fact} <span className="quiet">{a.violation}</span></span><span className="quiet num">{a.from} – {a.to || t('pen.goesOn')}</span></li>)}</ol>
          <details><summary>{t('pen.facts')}</summary><p className="prose">{p.proposal.facts}</p></details>
          <details><summary>{t('pen.reasons')}</summary><p className="prose">{p.proposal.reasons}</p></details>
        </Section>
      )}
      {defences.length > 0 && (
        <Section id="h-defence" title={t('pen.defence')}>
          <ol className="plain-list">{defences.flatMap((d) => d.points).map((x, i) => <li key={i}>{x.text}{x.answer && <span className="quiet"> — {x.answer}</span>}</li>)}</ol>
        </Section>
      )}
      {(file.case.evidence?.length ?? 0) > 0 && (
        <Section id="h-evidence" title={t('case.evidence')}>
          <ol className="exhibits">{file.case.evidence!.map((e, i) => <li key={e.seq + e.hash}><span className="num">{i + 1}. </span><a href={api.file(file.case.id, e.hash)} target="_blank" rel="noreferrer">{e.title || e.name}</a> <span className="quiet">{title(evidenceClasses, e.class, lang)} {e.source}</span>{e.excluded && <span className="mark mark-bad">{t('rev.excluded')}</span>}</li>)}</ol>
        </Section>
      )}
    </aside>
  )
}
