import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { RegistrationDesk } from '@/api/types'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Unconfirmed } from '@/components/clock-badge'
import { DateInput } from '@/components/inputs'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { useNeed } from '@/components/need'
import { NameFields } from './begin-fields'
import { givenData, MaterialsInput } from './materials'

/** The name as asked for, checked against the register while one looks; a person passes it. */
export function NameForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const r = file.case.registration!
  const opt = (label: Parameters<typeof t>[0]) => <>{t(label)}<span className="optional">（{t('common.optional')}）</span></>
  return (
    <ActForm act={act} file={file} initial={{ name: r.items.name }} onCancel={onCancel} onDone={onDone} toData={(v) => ({ ...v, consent: v.living ? !!v.consent : undefined })}>
      {(v) => (
        <>
          <NameFields path={['name']} subject={r.subject} />
          {r.subject !== 'association' && <Form.Item name="living" label={opt('reg.living')}><Input maxLength={60} /></Form.Item>}
          {v.living && <Form.Item name="consent" valuePropName="checked"><Checkbox>{t('reg.livingConsent')}</Checkbox></Form.Item>}
          <Form.Item name="comment" label={opt('f.comment')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

/** What the law of the day asks of the application, once it is known. */
function OnDesk({ of, rows = 12, children }: { of: string; rows?: number; children: (desk: RegistrationDesk) => ReactNode }) {
  const asked = useQuery({ ...queries.registrationDesk(of), refetchOnWindowFocus: false })
  return <Answered query={asked} rows={rows}>{children}</Answered>
}

/** What came over the counter, ticked off the list of the law; the rest is what the one notice must tell. */
export function ReceiveForm(p: ActFormProps) {
  return <OnDesk of={p.file.case.id}>{(desk) => <Receive {...p} desk={desk} />}</OnDesk>
}

function Receive({ act, file, onCancel, onDone, desk }: ActFormProps & { desk: RegistrationDesk }) {
  const { t } = useT()
  const me = useMe()
  const need = useNeed()
  const r = file.case.registration!
  const establish = r.kind === 'establish'
  return (
    <ActForm act={act} file={file} initial={{}} onCancel={onCancel} onDone={onDone} clocks={() => [{ rule: 'T01', from: me.today }]}
      toData={({ given, term_from: from, term_until: until, ...rest }) => ({ ...rest, materials: givenData(given), term: from && until ? { no: 1, from, until } : undefined })}
      says={(v) => { const out = desk.materials.filter((m) => !m.optional && !givenData(v.given).some((g) => g.key === m.key)); return out.length ? [t('reg.willMiss', { list: out.map((m) => m.title).join('、') })] : [t('reg.allThere')] }}>
      {() => (
        <>
          {establish && (
            <div className="pair">
              <Form.Item name="assembly_on" label={t('reg.assembly')} rules={need('reg.assembly')}><DateInput min={r.reserved?.from} max={me.today} /></Form.Item>
              <Form.Item name="term_from" label={<>{t('reg.termStart')}<span className="optional">（{t('common.optional')}）</span></>}><DateInput /></Form.Item>
              <Form.Item name="term_until" label={<>{t('reg.termEnd')}<span className="optional">（{t('common.optional')}）</span></>}><DateInput /></Form.Item>
            </div>
          )}
          <MaterialsInput list={desk.materials} upload={can(me, 'file.upload')} />
        </>
      )}
    </ActForm>
  )
}

/** What was asked for and is still owed. */
export function SupplementForm({ act, file, onCancel, onDone }: ActFormProps) {
  const me = useMe()
  const r = file.case.registration!
  const owed = (r.materials ?? []).filter((m) => m.state !== 'given' && (file.case.stage !== 'reg_deficient' || m.state === 'promised' || r.gaps?.gaps.some((g) => g.key === m.key)))
  return (
    <ActForm act={act} file={file} initial={{}} onCancel={onCancel} onDone={onDone} toData={(v) => ({ materials: givenData(v.given) })}>
      {() => <MaterialsInput list={owed} upload={can(me, 'file.upload')} />}
    </ActForm>
  )
}

/** Every condition of the law with what the machine found beside it, confirmed by a person, and the proposal. */
export function ProposeForm(p: ActFormProps) {
  return <OnDesk of={p.file.case.id}>{(desk) => <Propose {...p} desk={desk} />}</OnDesk>
}

function Propose({ act, file, onCancel, onDone, desk }: ActFormProps & { desk: RegistrationDesk }) {
  const { t } = useT()
  const need = useNeed()
  const [form] = Form.useForm()
  const conds = desk.conditions
  return (
    <ActForm act={act} file={file} form={form} initial={{ conditions: conds.map(() => ({})) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ ...v, grounds: v.grant ? undefined : v.grounds, conditions: ((v.conditions ?? []) as Values[]).map((k, i) => ({ id: conds[i]!.id, met: !!k.met, note: k.note })) })}>
      {(v: Values) => {
        const said = (v.conditions ?? []) as Values[]
        const waits = conds.some((k, i) => k.machine === 'met' && typeof said[i]?.met !== 'boolean')
        return (
          <>
            <fieldset>
              <legend>{t('reg.conditions')}</legend>
              <p className="quiet fieldset-hint">{t('reg.conditionsHint')}</p>
              {conds.map((k, i) => {
                const met = said[i]?.met as boolean | undefined
                const differs = typeof met === 'boolean' && k.machine !== 'unknown' && (k.machine === 'met') !== met
                return (
                  <div key={k.id} className="point" role="group" aria-label={k.title}>
                    <div className="condition">
                      <Form.Item name={['conditions', i, 'met']} label={<>{i + 1}. {k.title} <span className="optional">{k.article}</span> {k.status !== 'confirmed' && <Unconfirmed />}</>} rules={[{ validator: (_, x) => (typeof x === 'boolean' ? Promise.resolve() : Promise.reject(new Error(`${k.title}：${t('common.required')}`))) }]}>
                        <Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('reg.met') }, { value: false, label: t('reg.notMet') }]} />
                      </Form.Item>
                      <p className="condition-machine"><span className="quiet">{t('reg.machine')}</span> <MachineMark machine={k.machine} /> {k.why}</p>
                    </div>
                    {(differs || met === false) && <Form.Item name={['conditions', i, 'note']} label={t('reg.note')} rules={differs ? need('reg.note') : undefined}><Input.TextArea autoSize={{ minRows: 1 }} maxLength={1000} aria-label={`${k.title}：${t('reg.note')}`} /></Form.Item>}
                  </div>
                )
              })}
              {waits && <Button onClick={() => form.setFieldValue('conditions', conds.map((k, i) => ({ ...said[i], met: said[i]?.met ?? (k.machine === 'met' ? true : undefined) })))}>{t('reg.takeMachine')}</Button>}
            </fieldset>
            <Form.Item name="grant" label={t('reg.proposal')} rules={need('reg.proposal', false)}>
              <Radio.Group className="stack" options={[{ value: true, label: t('reg.grant'), disabled: said.some((k) => k?.met === false) }, { value: false, label: t('reg.refuse') }]} />
            </Form.Item>
            {v.grant === false && <Grounds desk={desk} />}
            <Reasons />
          </>
        )
      }}
    </ActForm>
  )
}

function Grounds({ desk }: { desk: RegistrationDesk }) {
  const { t } = useT()
  return (
    <Form.Item name="grounds" label={t('reg.grounds')} rules={[{ validator: (_, v?: string[]) => (v?.length ? Promise.resolve() : Promise.reject(new Error(`${t('reg.grounds')}：${t('common.required')}`))) }]}>
      <Checkbox.Group className="lines-picker" options={desk.refusals.map((g) => ({ value: g.id, label: <span>{g.text} <span className="quiet">{g.article}</span> {g.status !== 'confirmed' && <Unconfirmed />}</span> }))} />
    </Form.Item>
  )
}

function Reasons() {
  const { t } = useT()
  const need = useNeed()
  return <Form.Item name="reasons" label={t('reg.reasons')} rules={need('reg.reasons')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={4000} /></Form.Item>
}

export function MachineMark({ machine }: { machine: string }) {
  const { t } = useT()
  return machine === 'met' ? <span className="badge badge-kept">{t('reg.met')}</span> : machine === 'not_met' ? <span className="badge badge-soon">{t('reg.notMet')}</span> : <span className="badge badge-ended">{t('reg.unknown')}</span>
}

/** The decision, with what review, legal reviewer and discussion said before it. */
export function DecideForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const need = useNeed()
  const r = file.case.registration!
  const asked4 = r.discussed ? r.discussed.grant : r.review?.grant
  const word = (grant: boolean | undefined) => t(grant ? 'reg.grant' : 'reg.refuse')
  return (
    <ActForm act={act} file={file} initial={{ grant: asked4, grounds: r.review?.grounds, reasons: r.review?.grant ? undefined : r.review?.reasons }} onCancel={onCancel} onDone={onDone}
      toData={(v) => (v.grant ? { grant: true } : v)}>
      {(v: Values) => (
        <>
          <dl className="facts before-decision">
            {r.review && <div><dt>{t('reg.proposal')}</dt><dd><strong>{word(r.review.grant)}</strong> {r.review.reasons}</dd></div>}
            {r.legal && <div><dt>{t('reg.legal')}</dt><dd><strong>{t(r.legal.pass ? 'reg.pass' : 'reg.noPass')}</strong> {r.legal.text}</dd></div>}
            {r.discussed && <div><dt>{t('reg.discussed')}</dt><dd><strong>{word(r.discussed.grant)}</strong> {r.discussed.text}</dd></div>}
          </dl>
          <Form.Item name="grant" label={t('reg.decision')} rules={need('reg.decision', false)}>
            <Radio.Group className="stack" options={[{ value: true, label: t('reg.grant') }, { value: false, label: t('reg.refuse') }]} />
          </Form.Item>
          {v.grant === false && (
            <>
              <OnDesk of={file.case.id} rows={4}>{(desk) => <Grounds desk={desk} />}</OnDesk>
              <Reasons />
            </>
          )}
        </>
      )}
    </ActForm>
  )
}
