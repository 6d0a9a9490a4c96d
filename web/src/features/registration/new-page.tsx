import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useEffect } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DateInput } from '@/components/inputs'
import { Page, Section } from '@/components/page'
import { PartySelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { options, regChannels } from '@/lib/titles'
import { useNeed } from '@/components/need'
import { BeginFields } from './begin-fields'
import { Guide } from './guide'
import { beginData, guideQuery } from './items'

const act = { name: 'registration.begin', title: '登记申请', english: 'Begin an application', article: '行政许可法第二十九条', starts: '开立案卷，编案卷号' }

/** An application of somebody who stands at the window, or wrote. */
export function NewRegistrationPage() {
  const { t, lang } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const [form] = Form.useForm()
  const need = useNeed()
  const values = (Form.useWatch([], { form, preserve: true }) ?? {}) as Values
  const party = useQuery({ ...queries.party(values.org ?? ''), enabled: !!values.org && values.kind !== 'establish' })
  const org = values.kind !== 'establish' && party.data?.id === values.org ? party.data : undefined
  const was = org?.org
  // What is registered is where a change begins.
  useEffect(() => {
    if (!org?.org) return
    const { name, address, township, purpose, scope, area, legal_rep, capital_fen, mode, supervisor } = org.org
    form.setFieldsValue({ subject: org.kind, items: { name, address, township, purpose, scope, area, legal_rep, capital_fen, mode, supervisor } })
  }, [org, form])
  const list = paths.registrations({ state: 'open' })
  return (
    <Page title={t('reg.new')} crumbs={[{ label: t('reg.list'), to: list }, { label: t('reg.new') }]}>
      <div className="desk reg-desk">
        <div className="desk-main">
          <ActForm act={act} form={form} toData={beginData} occurred={false} onCancel={() => void navigate(list)} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('reg.new') } })}
            initial={{ kind: query.get('org') ? 'change' : 'establish', subject: 'association', founders: [{ kind: 'person' }], org: query.get('org') ?? undefined, channel: 'window', items: { name: { district: me.agency.region }, area: me.agency.region, mode: 'dual' } }}>
            {(v) => (
              <>
                <Form.Item name="channel" label={t('reg.channel')} rules={need('reg.channel')}><Select className="form-short" options={options(regChannels, lang)} /></Form.Item>
                <BeginFields values={v} townships={me.agency.townships ?? []} was={was} Day={DateInput} today={me.today} staff
                  chooser={<Form.Item name="org" label={t('reg.org')} rules={need('reg.org')} extra={org && !was ? t('reg.notRegistered') : undefined}><PartySelect kinds={['association', 'service_org', 'foundation']} /></Form.Item>} />
              </>
            )}
          </ActForm>
        </div>
        <div className="desk-side"><Section id="guide" title={t('app.guide')}><Guide query={guideQuery(values, was)} /></Section></div>
      </div>
    </Page>
  )
}
