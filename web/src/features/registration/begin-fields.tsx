import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import type { OrgItems } from '@/api/types'
import type { Values } from '@/components/act-def'
import { MoneyInput, moneyRule } from '@/components/money-input'
import { useNeed } from '@/components/need'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { queries } from '@/lib/queries'
import { founderKinds, nameBars, options, partyKinds, orgForms, regKinds, orgModes, title } from '@/lib/titles'
import { fullName } from './items'

// What is asked of an application, at the window and online. It needs nobody to be signed in.

export interface BeginProps {
  values: Values
  townships: string[]
  /** How the organization is found whose change or end is asked for. */
  chooser: ReactNode
  /** What is registered of it. */
  was?: OrgItems
  Day: ComponentType<{ value?: string; onChange?: (v: string) => void; max?: string }>
  today: string
  /** At the window more is asked: on whose application an end is asked for. */
  staff?: boolean
}

type DayProps = { value?: string; onChange?: (v: string) => void; max?: string; min?: string; id?: string }
/** A date without the calendar of the bureau, for who is not signed in. */
export function PlainDay({ value, onChange, ...rest }: DayProps) {
  return <Input {...rest} type="date" className="plain-day" value={value ?? ''} onChange={(e) => onChange?.(e.target.value)} />
}

export function BeginFields({ values, townships, chooser, was, Day, today, staff }: BeginProps) {
  const { t, lang } = useT()
  const need = useNeed()
  const opt = (label: Key) => <>{t(label)}<span className="optional">（{t('common.optional')}）</span></>
  const establish = values.kind === 'establish'
  const mode = values.kind === 'change' ? values.items?.mode : was?.mode // the thirty days run from the consent (T06): its day is asked for
  const items = establish || (values.kind === 'change' && !!was)
  return (
    <>
      <fieldset>
        <legend>{t('reg.matter')}</legend>
        <Form.Item name="kind" label={t('reg.matter')} rules={need('reg.matter')}><Radio.Group className="choices" optionType="button" options={options(regKinds, lang)} /></Form.Item>
        {establish ? (
          <>
            <Form.Item name="subject" label={t('reg.subject')} rules={need('reg.subject')} extra={t('reg.noFoundation')}><Radio.Group className="choices" optionType="button" options={options(partyKinds, lang, ['association', 'service_org'])} /></Form.Item>
            {values.subject === 'service_org' && <Form.Item name="form" label={t('reg.form')} rules={need('reg.form')}><Radio.Group className="choices" optionType="button" options={options(orgForms, lang)} /></Form.Item>}
          </>
        ) : chooser}
        {(values.kind === 'deregister' || values.kind === 'replace') && <Form.Item name="ground" label={t('reg.ground')} rules={need('reg.ground')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>}
        {values.kind === 'deregister' && <Form.Item name="event_on" label={opt('reg.eventOn')} extra={t('reg.eventHint')}><Day max={today} /></Form.Item>}
        {values.kind === 'deregister' && staff && <Form.Item name="forced" label={opt('reg.forced')}><Input maxLength={100} /></Form.Item>}
      </fieldset>
      <fieldset>
        <legend>{t('reg.applicant')}</legend>
        <div className="pair">
          <Form.Item name={['applicant', 'name']} label={t('reg.applicantName')} rules={need('reg.applicantName')}><Input maxLength={60} autoComplete="off" /></Form.Item>
          <Form.Item name={['applicant', 'phone']} label={t('reg.phone')} rules={need('reg.phone')} extra={t('reg.phoneHint')}><Input type="tel" maxLength={30} autoComplete="off" /></Form.Item>
          <Form.Item name={['applicant', 'agent']} label={opt('reg.agent')}><Input maxLength={60} /></Form.Item>
          <Form.Item name={['applicant', 'post']} label={opt('reg.post')}><Input maxLength={60} /></Form.Item>
        </div>
        <Form.Item name="e_service" valuePropName="checked" extra={t('reg.eServiceHint')}><Checkbox>{t('reg.eService')}</Checkbox></Form.Item>
      </fieldset>
      {items && <NameFields path={['items', 'name']} subject={values.subject} was={was} />}
      {items && <ItemFields values={values} townships={townships} />}
      {values.kind !== 'deregister' && values.kind !== 'replace' && (values.items?.mode === 'dual' || !establish) && (
        <Form.Item name="consent_on" label={!establish && mode === 'dual' ? t('reg.consentOn') : opt('reg.consentOn')} rules={!establish && mode === 'dual' ? need('reg.consentOn') : undefined}><Day max={today} /></Form.Item>
      )}
      {establish && values.subject === 'service_org' && <FounderFields />}
      {establish && <PeopleFields subject={values.subject} />}
    </>
  )
}

/** The parts of a name and whether the register holds it already. */
export function NameFields({ path, subject, was }: { path: (string | number)[]; subject?: string; was?: OrgItems }) {
  const { t } = useT()
  const need = useNeed()
  const form = Form.useFormInstance()
  const name = Form.useWatch(path, { form, preserve: true }) as Partial<OrgItems['name']> | undefined
  return (
    <fieldset>
      <legend>{t('reg.name')}</legend>
      <div className="pair">
        <Form.Item name={[...path, 'district']} label={t('reg.district')} rules={need('reg.district')}><Input maxLength={20} /></Form.Item>
        {subject !== 'association' && <Form.Item name={[...path, 'brand']} label={t('reg.brand')} rules={need('reg.brand')} extra={t('reg.brandHint')}><Input maxLength={20} /></Form.Item>}
        <Form.Item name={[...path, 'field']} label={t('reg.field')} rules={need('reg.field')}><Input maxLength={40} /></Form.Item>
        <Form.Item name={[...path, 'form']} label={t('reg.orgForm')} rules={need('reg.orgForm')} extra={t('reg.orgFormHint')}><Input maxLength={20} /></Form.Item>
      </div>
      <NameState name={subject === 'association' ? { ...name, brand: undefined } : name} same={was && fullName(was.name)} />
    </fieldset>
  )
}

/** Asks the register while one types, once the typing rests. */
export function NameState({ name, same }: { name?: Partial<OrgItems['name']>; same?: string }) {
  const { t, lang } = useT()
  const [asked, setAsked] = useState<{ district: string; brand?: string; field: string; form: string }>()
  const { district = '', brand = '', field = '', form = '' } = name ?? {}
  useEffect(() => {
    const timer = setTimeout(() => setAsked(district.trim().length > 1 && field.trim() && form.trim().length > 1 ? { district: district.trim(), brand: brand.trim() || undefined, field: field.trim(), form: form.trim() } : undefined), 400)
    return () => clearTimeout(timer)
  }, [district, brand, field, form])
  const full = fullName({ district, brand, field, form })
  const mine = !!same && same === full
  const found = useQuery({ ...queries.nameFree(asked ?? { district: '', field: '', form: '' }), enabled: !!asked && !mine })
  const held = found.data?.name === full ? found.data : undefined
  return (
    <div className={held && !mine ? (held.free ? 'notice notice-good' : 'notice notice-warn') : 'name-state'} role="status">
      {asked && <strong>{full}</strong>}
      {held && !mine && <span>{held.free ? t('reg.nameFree') : held.held.map((h) => `${t('reg.nameTaken', { name: h.name })}（${title(nameBars, h.why, lang)}${h.until ? ` ${t('act.until', { day: h.until })}` : ''}）`).join('；')}</span>}
    </div>
  )
}

function ItemFields({ values, townships }: { values: Values; townships: string[] }) {
  const { t, lang } = useT()
  const need = useNeed()
  const opt = (label: Key) => <>{t(label)}<span className="optional">（{t('common.optional')}）</span></>
  return (
    <fieldset>
      <legend>{t('reg.item')}</legend>
      <div className="pair">
        <Form.Item name={['items', 'address']} label={t('reg.address')} rules={need('reg.address')}><Input maxLength={200} /></Form.Item>
        {townships.length > 0 && <Form.Item name={['items', 'township']} label={opt('case.township')}><Select allowClear showSearch options={townships.map((s) => ({ value: s, label: s }))} /></Form.Item>}
      </div>
      <Form.Item name={['items', 'purpose']} label={t('reg.purpose')} rules={need('reg.purpose')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} /></Form.Item>
      <Form.Item name={['items', 'scope']} label={t('reg.scope')} rules={need('reg.scope')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
      <div className="pair">
        {values.subject !== 'service_org' && <Form.Item name={['items', 'area']} label={opt('reg.area')}><Input maxLength={100} /></Form.Item>}
        <Form.Item name={['items', 'legal_rep']} label={t('reg.legalRepOr')} rules={need('reg.legalRepOr')}><Input maxLength={60} /></Form.Item>
        <Form.Item name={['items', 'capital_fen']} label={t('reg.capital')} rules={[...need('reg.capital', false), moneyRule(`${t('reg.capital')}：${t('money.bad')}`)]}><MoneyInput /></Form.Item>
      </div>
      <Form.Item name={['items', 'mode']} label={t('reg.mode')} rules={need('reg.mode')} extra={t('reg.modeHint')}><Radio.Group className="choices" optionType="button" options={options(orgModes, lang)} /></Form.Item>
      {values.items?.mode === 'dual' && <Form.Item name={['items', 'supervisor']} label={t('reg.supervisor')} rules={need('reg.supervisor')}><Input maxLength={100} /></Form.Item>}
    </fieldset>
  )
}

/** The founders of a private non-enterprise unit: its form follows from them, and what they put in is counted. */
function FounderFields() {
  const { t, lang } = useT()
  return (
    <Form.List name="founders" rules={[{ validator: (_, v?: unknown[]) => (v?.length ? Promise.resolve() : Promise.reject(new Error(t('reg.needFounder')))) }]}>
      {(rows, { add, remove }, { errors }) => (
        <fieldset>
          <legend>{t('reg.founders')}</legend>
          <p className="quiet fieldset-hint">{t('reg.foundersHint')}</p>
          {rows.map((r, n) => {
            const name = t('reg.founderN', { n: n + 1 })
            const must = (label: Key) => [{ required: true, message: `${name} ${t(label)}：${t('common.required')}` }]
            return (
              <div key={r.key} className="finding" role="group" aria-label={name}>
                <div className="finding-head"><strong>{name}</strong><Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => remove(r.name)} /></div>
                <Form.Item name={[r.name, 'kind']} label={t('reg.founderKind')} rules={must('reg.founderKind')}><Radio.Group className="choices" optionType="button" options={options(founderKinds, lang)} /></Form.Item>
                <div className="pair">
                  <Form.Item name={[r.name, 'name']} label={t('reg.founderName')} rules={must('reg.founderName')}><Input maxLength={100} autoComplete="off" /></Form.Item>
                  <Form.Item name={[r.name, 'fen']} label={t('reg.founderFen')} rules={[...must('reg.founderFen'), moneyRule(`${t('reg.founderFen')}：${t('money.bad')}`)]}><MoneyInput /></Form.Item>
                  <Form.Item noStyle shouldUpdate>
                    {({ getFieldValue }) => getFieldValue(['founders', r.name, 'kind']) === 'organization' && (
                      <Form.Item name={[r.name, 'state_fen']} label={<>{t('reg.founderState')}<span className="optional">（{t('common.optional')}）</span></>} rules={[moneyRule(`${t('reg.founderState')}：${t('money.bad')}`)]}><MoneyInput /></Form.Item>
                    )}
                  </Form.Item>
                </div>
              </div>
            )
          })}
          <Form.ErrorList errors={errors} />
          <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({ kind: 'person' })}>{t('reg.addFounder')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}

function PeopleFields({ subject }: { subject?: string }) {
  const { t } = useT()
  const need = useNeed()
  const opt = (label: Key) => <>{t(label)}<span className="optional">（{t('common.optional')}）</span></>
  return (
    <fieldset>
      <legend>{t(subject === 'association' ? 'reg.membersOfficers' : 'reg.officers')}</legend>
      {subject === 'association' && (
        <div className="pair">
          <Form.Item name={['members', 'persons']} label={opt('reg.persons')}><InputNumber min={0} max={1_000_000} precision={0} className="input-number" /></Form.Item>
          <Form.Item name={['members', 'units']} label={opt('reg.units')}><InputNumber min={0} max={1_000_000} precision={0} className="input-number" /></Form.Item>
        </div>
      )}
      <Form.List name="officers">
        {(rows, { add, remove }) => (
          <>
            {rows.map((r, n) => {
              const name = t('reg.officerN', { n: n + 1 })
              return (
                <div key={r.key} className="row-line" role="group" aria-label={name}>
                  <Form.Item name={[r.name, 'name']} label={t('people.name')} rules={need('people.name')} className="grow"><Input maxLength={60} /></Form.Item>
                  <Form.Item name={[r.name, 'post']} label={t('reg.post')} rules={need('reg.post')} className="grow"><Input maxLength={60} /></Form.Item>
                  <Form.Item name={[r.name, 'serving']} label=" " colon={false} valuePropName="checked"><Checkbox>{t('reg.serving')}</Checkbox></Form.Item>
                  <Button className="row-drop" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${name}`} onClick={() => remove(r.name)} />
                </div>
              )
            })}
            <Button block icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>{t('reg.addOfficer')}</Button>
          </>
        )}
      </Form.List>
      <Form.Item name="charity" valuePropName="checked" className="charity"><Checkbox>{t('reg.asCharity')}</Checkbox></Form.Item>
    </fieldset>
  )
}
