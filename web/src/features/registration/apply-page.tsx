import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Application, RegisteredOrg } from '@/api/types'
import type { Values } from '@/components/act-def'
import { Section } from '@/components/page'
import { Loading, Wrong } from '@/components/states'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { toProblem } from '@/lib/problem'
import { remember } from '@/lib/storage'
import { ApplicantForm } from './applicant-form'
import { BeginFields, PlainDay } from './begin-fields'
import { Guide } from './guide'
import { beginData, guideQuery } from './items'
import { ApplicantPage } from '@/components/public-frame'

const kinds = ['establish', 'change', 'deregister', 'charter', 'replace']

/** An application without a sign-in: what is needed, and the form that opens it. */
export function ApplyPage() {
  const { t } = useT()
  const asked = useQuery(queries.registrationGuide({ kind: 'establish' }))
  const bureau = asked.data?.bureau
  return (
    <ApplicantPage title={t('app.apply')} organ={bureau?.name} hint={t('app.applyHint')} phone={bureau?.phone} other={{ to: paths.myApplication, label: t('app.find') }}>
      {asked.data ? <ApplyForm region={asked.data.bureau.region} townships={asked.data.bureau.townships} today={asked.data.today} /> : asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={12} />}
    </ApplicantPage>
  )
}

function ApplyForm({ region, townships, today }: { region: string; townships: string[]; today: string }) {
  const { t } = useT()
  const navigate = useNavigate()
  const qc = useQueryClient()
  const [query] = useSearchParams()
  const [form] = Form.useForm()
  const values = (Form.useWatch([], { form, preserve: true }) ?? {}) as Values
  const [org, setOrg] = useState<RegisteredOrg>()
  const asks = kinds.includes(query.get('kind') ?? '') ? query.get('kind')! : 'establish'
  const [wide] = useState(() => window.matchMedia('(min-width: 1100px)').matches) // on a phone the form comes first
  const was = values.kind === 'establish' ? undefined : org?.items
  const found = (x: RegisteredOrg | undefined) => {
    setOrg(x)
    form.setFieldsValue(x ? { org: x.id, subject: x.kind, items: x.items } : { org: undefined })
  }
  return (
    <div className="desk reg-desk">
      <details className="card guide-fold desk-side" open={wide}>
        <summary><h2>{t('app.guide')}</h2></summary>
        <Guide query={guideQuery({ kind: asks, subject: 'association', ...values }, was)} />
      </details>
      <div className="desk-main">
        <Section id="apply" title={t('app.begin')}>
          <ApplicantForm<Application> path="/public/applications" form={form} submit={t('app.begin')} body={(v) => ({ ...beginData({ ...v, org: org?.id }), channel: window.matchMedia('(pointer: coarse)').matches ? 'mobile' : 'online' })}
            initial={{ kind: asks, subject: 'association', founders: [{ kind: 'person' }], items: { name: { district: region }, area: region, mode: 'dual' } }}
            onDone={(a) => { remember('applicant', '1'); qc.setQueryData(queries.application().queryKey, a); void navigate(paths.myApplication, { state: { begun: true } }) }}>
            {(v) => <BeginFields values={v} townships={townships} was={was} Day={PlainDay} today={today} chooser={<ByCode onFound={found} org={org} />} />}
          </ApplicantForm>
        </Section>
      </div>
    </div>
  )
}

/** Finds the organization by its code; only what is registered, and open to everybody, is shown. */
function ByCode({ onFound, org }: { onFound: (x: RegisteredOrg | undefined) => void; org?: RegisteredOrg }) {
  const { t, pick } = useT()
  const [code, setCode] = useState('')
  const full = code.trim().toUpperCase()
  const asked = useQuery({ ...queries.registeredOrg(full), enabled: full.length === 18 })
  const data = full.length === 18 ? asked.data : undefined
  const { id } = data ?? {}
  useEffect(() => { if (id !== org?.id) onFound(data) }, [id]) // eslint-disable-line react-hooks/exhaustive-deps -- told once for each organization found
  const p = full.length === 18 && asked.error ? toProblem(asked.error) : undefined
  return (
    <Form.Item label={t('reg.uscc')} required htmlFor="org-code" extra={t('app.codeHint')} validateStatus={p ? 'error' : undefined} help={p && pick(p.detail, p.detailEn)}>
      <Input id="org-code" value={code} maxLength={18} className="num" onChange={(e) => setCode(e.target.value)} />
      {data && <p className="notice notice-good" role="status"><strong>{data.name}</strong></p>}
    </Form.Item>
  )
}

