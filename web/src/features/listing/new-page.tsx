import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { ListGround, OrgLead } from '@/api/types'
import type { components } from '@/api/schema'
import type { FieldSpec, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { Unconfirmed } from '@/components/clock-badge'
import { Page } from '@/components/page'
import { PartySelect } from '@/components/pickers'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { options, orgLists, orgPenalties, title } from '@/lib/titles'
import { useNeed } from '@/components/need'

type Lead = OrgLead
type Penalty = components['schemas']['OrgPenalty']

const act = { name: 'listing.open', title: '登记列入线索', english: 'Open a candidate', article: '社会组织信用信息管理办法（民政部令第60号）', starts: '登记簿能够核对的情形，据登记簿核对' }
const byPenalty = ['light', 'heavy', 'stop', 'repeat', 'revoked']
const penaltyFields: FieldSpec[] = [
  { name: 'on', label: 'common.date', kind: 'date', required: true }, { name: 'by', label: 'org.by', kind: 'text', required: true, max: 100 }, { name: 'kind', label: 'org.penaltyKind', kind: 'select', required: true, options: ({ lang }) => options(orgPenalties, lang) },
  { name: 'fine_fen', label: 'ent.fine', kind: 'money', show: (v) => v.kind === 'fine', required: true }, { name: 'number', label: 'org.number', kind: 'text', max: 100 },
]

/** A candidate for a list: by hand, or taken up from a lead of the register. */
export function NewListingPage() {
  const { t } = useT()
  const grounds = useQuery(queries.listingGrounds())
  const leads = useQuery(queries.listingLeads())
  const [query] = useSearchParams()
  const lead = leads.data?.find((x) => x.org === query.get('party') && x.key === query.get('lead'))
  const waits = !!query.get('lead') && leads.isPending
  return (
    <Page title={t('lst.new')} crumbs={[{ label: t('lst.title'), to: paths.listings() }, { label: t('lst.new') }]} narrow>
      <Answered query={{ ...grounds, data: waits ? undefined : grounds.data }} rows={8}>{(list) => <Open grounds={list} lead={lead} />}</Answered>
    </Page>
  )
}

function Open({ grounds, lead }: { grounds: ListGround[]; lead?: Lead }) {
  const { t, lang, pick } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const need = useNeed()
  const [query] = useSearchParams()
  const [form] = Form.useForm()
  const party = Form.useWatch('party', form) as string | undefined ?? query.get('party') ?? ''
  const org = useQuery({ ...queries.party(party), enabled: !!party })
  const known: Penalty[] = org.data?.id === party ? org.data.org?.penalties ?? [] : []
  const said = (p: Penalty) => `${p.on} ${p.by} ${title(orgPenalties, p.kind, lang)}${p.fine_fen ? ` ${formatFen(p.fine_fen)} ${t('money.yuan')}` : ''} ${p.number ?? ''}`
  const ground = (id?: string) => grounds.find((g) => g.id === id)
  const penalty = (v: Values): Penalty | undefined => (!byPenalty.includes(ground(v.ground)?.test ?? '') || v.which === 'none' ? undefined : v.which === 'new' ? v.penalty : known[Number(v.which)])
  return (
    <ActForm act={act} form={form} occurred={false} onCancel={() => void navigate(paths.listings())} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('lst.new') } })}
      initial={{ party: query.get('party') ?? undefined, ground: lead?.ground ?? query.get('ground') ?? undefined, facts: lead?.facts, section: me.person.section, which: lead?.penalty ? String(lead.penalty - 1) : 'none' }}
      toData={(v) => ({ party: v.party, ground: v.ground, facts: v.facts, section: v.section, lead: lead && v.party === lead.org && v.ground === lead.ground ? lead.key : undefined, penalty: penalty(v) })}>
      {(v: Values) => {
        const g = ground(v.ground)
        return (
          <>
            <Form.Item name="party" label={t('reg.org')} rules={need('reg.org')}><PartySelect kinds={['association', 'service_org', 'foundation']} /></Form.Item>
            <Form.Item name="ground" label={t('lst.ground')} rules={need('lst.ground')} extra={g && <>{title(orgLists, g.list, lang)} · {g.article} {g.status !== 'confirmed' && <Unconfirmed />} {t(g.test === 'time' ? 'lst.byTime' : g.auto ? 'lst.auto' : g.test ? 'lst.byRegister' : 'lst.byPerson')}</>}>
              <Select showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} classNames={{ popup: { root: 'select-long' } }}
                options={Object.keys(orgLists).map((list) => ({ label: title(orgLists, list, lang), options: grounds.filter((x) => x.list === list).map((x) => ({ value: x.id, label: `${x.id} ${pick(x.text, x.english)}${x.test === 'time' ? `（${t('lst.byTime')}）` : ''}`, disabled: x.test === 'time' })) }))} />
            </Form.Item>
            <Form.Item name="facts" label={t('lst.facts')} rules={need('lst.facts')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} /></Form.Item>
            {byPenalty.includes(g?.test ?? '') && (
              <>
                <Form.Item name="which" label={t('lst.penalty')}>
                  <Radio.Group className="stack" options={[{ value: 'none', label: t('lst.penaltyNone') }, ...known.map((p, i) => ({ value: String(i), label: said(p) })), { value: 'new', label: t('lst.penaltyNew') }]} />
                </Form.Item>
                {v.which === 'new' && <fieldset><legend>{t('lst.penalty')}</legend><p className="quiet fieldset-hint">{t('lst.penaltyHint')}</p><PenaltyFields values={v.penalty ?? {}} /></fieldset>}
              </>
            )}
            <Form.Item name="section" label={<>{t('case.section')}<span className="optional">（{t('common.optional')}）</span></>}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
          </>
        )
      }}
    </ActForm>
  )
}

function PenaltyFields({ values }: { values: Values }) {
  return <ActFields fields={penaltyFields.map((f) => ({ ...f, name: ['penalty', f.name] as unknown as string, show: f.show && (() => f.show!(values)) }))} values={values} />
}
