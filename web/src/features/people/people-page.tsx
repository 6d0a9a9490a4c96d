import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Person } from '@/api/types'
import { ActDrawer } from '@/components/act-drawer'
import { DataTable } from '@/components/data-table'
import { DateInput, LinesInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { certificateOn } from '@/components/pickers'
import { Answered, Empty, Wrong } from '@/components/states'
import { answer, client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { options, roles, title } from '@/lib/titles'
import { HandOverDrawer } from './hand-over-drawer'
import { EndStandInDrawer, QualifyDrawer, StandInDrawer, StandIns } from './stand-in-drawers'

/** People of the bureau with their offices and certificates. */
export function PeoplePage() {
  const { t, lang } = useT()
  const me = useMe()
  const asked = useQuery(queries.people())
  const [query, setQuery] = useSearchParams()
  const [left, setLeft] = useState(false)
  const [adding, setAdding] = useState(false)
  const [amending, setAmending] = useState(false)
  const chosen = asked.data?.find((p) => p.id === query.get('person'))
  return (
    <Page title={t('people.title')} extra={<>
      {can(me, 'agency.amend') && <Button onClick={() => setAmending(true)}>{t('agency.title')}</Button>}
      {can(me, 'person.add') && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('people.new')}</Button>}
    </>}>
      <div className="filters"><Checkbox checked={left} onChange={(e) => setLeft(e.target.checked)}>{t('people.showLeft')}</Checkbox></div>
      <Answered query={asked} rows={10}>
        {(all) => {
          const list = all.filter((p) => left || !p.left_on || p.left_on >= me.today)
          return list.length === 0 ? <Empty>{t('people.empty')}</Empty> : (
            <DataTable caption={t('people.title')} rows={list} rowKey={(p) => p.id} columns={[
              { key: 'name', title: t('people.name'), head: true, wrap: false, render: (p) => <button type="button" className="link" onClick={() => setQuery({ person: p.id }, { replace: true })}>{p.name}</button> },
              { key: 'login', title: t('people.login'), wrap: false, render: (p) => <span className="num">{p.login}</span> },
              { key: 'section', title: t('case.section'), wrap: false, render: (p) => p.section || '—' },
              { key: 'post', title: t('people.post'), wrap: false, render: (p) => p.title || '—' },
              { key: 'roles', title: t('people.roles'), render: (p) => <>{(p.roles ?? []).map((r) => title(roles, r, lang)).join('、') || '—'}{(p.stands_for ?? []).filter((x) => x.now).map((x) => <span key={x.person + x.role}> <span className="mark mark-warn">{t('sub.as', { names: x.name })}</span></span>)}</> },
              { key: 'cert', title: t('people.certificates'), render: (p) => <CertificateState person={p} /> },
            ]} />
          )
        }}
      </Answered>
      {adding && (
        <ActDrawer act={{ name: 'person.add', title: '登记人员', english: 'Add a person' }} initial={{}} onClose={() => setAdding(false)} onDone={(r) => setQuery({ person: r.case })}>
          {() => (
            <>
              <Form.Item name="name" label={t('people.name')} rules={[{ required: true, message: `${t('people.name')}：${t('common.required')}` }]}><Input maxLength={60} /></Form.Item>
              <Form.Item name="login" label={t('people.login')} extra={t('people.loginHint')} rules={[{ required: true, pattern: /^[a-z0-9.-]{2,40}$/, message: t('people.loginHint') }]}><Input maxLength={40} autoCapitalize="none" /></Form.Item>
              <Form.Item name="section" label={t('case.section')}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
              <Form.Item name="title" label={t('people.post')}><Input maxLength={60} /></Form.Item>
            </>
          )}
        </ActDrawer>
      )}
      {amending && <AgencyDrawer onClose={() => setAmending(false)} />}
      {chosen && <PersonDrawer person={chosen} onClose={() => setQuery({}, { replace: true })} />}
    </Page>
  )
}

/** What instruments print of the authority, its sections and townships, and the words in its numbers. */
function AgencyDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const asked = useQuery(queries.agency())
  const a = asked.data
  if (!a) return null
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <ActDrawer act={{ name: 'agency.amend', title: '变更机关信息', english: 'Amend the authority' }} caseId={a.id}
      initial={{ name: a.name, short: a.short, region: a.region, superior: a.superior, address: a.address, phone: a.phone, sections: a.sections, townships: a.townships, prefixes: a.prefixes, uscc: a.uscc, payee: a.payee, bank: a.bank, account: a.account }} onClose={onClose}
      // The act states the whole authority: what this form has no field for stays as it is.
      toData={({ prefixes, ...v }) => { const { id: _id, ...whole } = a; return { ...whole, ...v, prefixes: { ...whole.prefixes, ...(prefixes as Record<string, string> | undefined) } } }}>
      {() => (
        <>
          <Form.Item name="name" label={t('agency.name')} rules={need(t('agency.name'))}><Input maxLength={60} /></Form.Item>
          <Form.Item name="short" label={t('agency.short')} extra={t('agency.shortHint')} rules={need(t('agency.short'))}><Input maxLength={8} /></Form.Item>
          <Form.Item name="region" label={t('agency.region')} rules={need(t('agency.region'))}><Input maxLength={40} /></Form.Item>
          <Form.Item name="superior" label={t('agency.superior')}><Input maxLength={60} /></Form.Item>
          <Form.Item name="address" label={t('agency.address')}><Input maxLength={120} /></Form.Item>
          <Form.Item name="phone" label={t('agency.phone')} extra={t('agency.phoneHint')}><Input maxLength={30} /></Form.Item>
          <Form.Item name="uscc" label={t('agency.uscc')}><Input maxLength={18} /></Form.Item>
          <Form.Item name="payee" label={t('agency.payee')} extra={t('agency.accountHint')}><Input maxLength={60} /></Form.Item>
          <Form.Item name="bank" label={t('agency.bank')}><Input maxLength={60} /></Form.Item>
          <Form.Item name="account" label={t('agency.account')} rules={[{ pattern: /^[0-9 -]*$/, message: t('agency.account') }]}><Input maxLength={40} /></Form.Item>
          <Form.Item name="sections" label={t('agency.sections')}><LinesInput rows={4} /></Form.Item>
          <Form.Item name="townships" label={t('agency.townships')}><LinesInput rows={4} /></Form.Item>
          {['I-1', 'I-4', 'I-8', 'I-10', 'I-11'].map((type) => (
            <Form.Item key={type} name={['prefixes', type]} label={t('agency.prefix', { type })}><Input maxLength={12} /></Form.Item>
          ))}
          <Form.Item name="reason" label={t('f.reason')} rules={need(t('f.reason'))}><Input.TextArea autoSize maxLength={200} /></Form.Item>
        </>
      )}
    </ActDrawer>
  )
}

function CertificateState({ person }: { person: Person }) {
  const { t } = useT()
  const me = useMe()
  const now = certificateOn(person, me.today)
  if (now) return <span className="nowrap"><span className="num">{now.number}</span> <span className="quiet num">{t('people.certUntil', { day: now.until })}</span></span>
  if (person.certificates?.length) return <span className="mark mark-bad">{t('people.certExpired')}</span>
  return <span className="quiet">{t('people.certNone')}</span>
}

type Doing = 'grant' | 'end' | 'certify' | 'leave' | 'stand_in' | 'end_stand_in' | 'qualify' | 'hand_over' | null

function PersonDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t, lang } = useT()
  const me = useMe()
  const qc = useQueryClient()
  const [doing, setDoing] = useState<Doing>(null)
  const account = useMutation({
    mutationFn: () => answer(client.POST('/people/{id}/account', { params: { path: { id: person.id } }, body: {} })),
    onSuccess: () => qc.invalidateQueries({ queryKey: ['people'] }),
  })
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  const close = () => setDoing(null)
  const running = (person.grants ?? []).filter((g) => !g.for && (!g.until || g.until >= me.today))
  const standing = person.stands_for ?? []
  const qualification = person.legal_qualification
  const everybody = useQuery(queries.people())
  const nameOf = (id: string) => everybody.data?.find((p) => p.id === id)?.name ?? id
  return (
    <Drawer open onClose={onClose} size={640} title={person.name} aria-label={person.name} closable={{ 'aria-label': t('common.close') }}>
      <dl className="facts facts-wide">
        <div><dt>{t('people.login')}</dt><dd className="num">{person.login}</dd></div>
        <div><dt>{t('case.section')}</dt><dd>{person.section || '—'}</dd></div>
        <div><dt>{t('people.post')}</dt><dd>{person.title || '—'}</dd></div>
        {person.left_on && <div><dt>{t('people.left')}</dt><dd className="num">{person.left_on}</dd></div>}
      </dl>
      <p className="act-buttons wrap">
        {can(me, 'person.grant') && <Button onClick={() => setDoing('grant')}>{t('people.grant')}</Button>}
        {can(me, 'person.end_grant') && running.length > 0 && <Button onClick={() => setDoing('end')}>{t('people.end')}</Button>}
        {can(me, 'person.certify') && <Button onClick={() => setDoing('certify')}>{t('people.certify')}</Button>}
        {can(me, 'person.stand_in') && !person.left_on && <Button onClick={() => setDoing('stand_in')}>{t('sub.name')}</Button>}
        {can(me, 'person.end_stand_in') && standing.length > 0 && <Button onClick={() => setDoing('end_stand_in')}>{t('sub.end')}</Button>}
        {can(me, 'person.qualify') && <Button onClick={() => setDoing('qualify')}>{t('qual.enter')}</Button>}
        {can(me, 'case.hand_over') && <Button onClick={() => setDoing('hand_over')}>{t('ho.title')}</Button>}
        {can(me, 'person.leave') && !person.left_on && <Button danger onClick={() => setDoing('leave')}>{t('people.leave')}</Button>}
        {can(me, 'person.add') && !person.left_on && <Button onClick={() => account.mutate()} loading={account.isPending}>{t('people.account')}</Button>}
      </p>
      {can(me, 'person.add') && <p className="quiet">{t('people.accountHint')}</p>}
      {account.error && <Wrong error={account.error} />}
      {account.data?.password && <p className="notice notice-good notice-block" role="status"><strong>{t('people.accountDone')}</strong><code className="secret">{account.data.password}</code></p>}
      <h2 className="drawer-head">{t('people.roles')}</h2>
      {(person.grants ?? []).length === 0 ? <p className="quiet">{t('common.none')}</p> : (
        <DataTable caption={t('people.roles')} rows={person.grants!} rowKey={(g, i) => `${g.role}${i}`} columns={[
          { key: 'role', title: t('people.role'), head: true, render: (g) => g.for ? t('sub.line', { a: person.name, b: nameOf(g.for), role: title(roles, g.role, lang) }) : title(roles, g.role, lang) },
          { key: 'from', title: t('common.from'), render: (g) => <span className="num">{g.from}</span> },
          { key: 'until', title: t('common.until'), render: (g) => g.until ? <span className="num">{g.until} {g.until < me.today && <span className="mark">{t('people.ended')}</span>}</span> : t('people.longTerm') },
        ]} />
      )}
      <h2 className="drawer-head">{t('people.certificates')}</h2>
      {(person.certificates ?? []).length === 0 ? <p className="quiet">{t('people.certNone')}</p> : (
        <DataTable caption={t('people.certificates')} rows={person.certificates!} rowKey={(c) => c.number} columns={[
          { key: 'n', title: t('people.number'), head: true, render: (c) => <span className="num">{c.number}</span> },
          { key: 'issuer', title: t('people.issuer'), render: (c) => c.issuer },
          { key: 'from', title: t('common.from'), render: (c) => <span className="num">{c.from}</span> },
          { key: 'until', title: t('common.until'), render: (c) => <span className="num">{c.until} {c.until < me.today && <span className="mark mark-bad">{t('people.certExpired')}</span>}</span> },
        ]} />
      )}
      <StandIns person={person} />
      <h2 className="drawer-head">{t('qual.title')}</h2>
      <p>{qualification ? [qualification.number && `${t('qual.number')} ${qualification.number}`, qualification.on && `${t('qual.on')} ${qualification.on}`, qualification.reviewing && `${t('qual.reviewing')} ${qualification.reviewing}`].filter(Boolean).join(' · ') : <span className="quiet">{t('qual.none')}</span>}</p>
      {doing === 'stand_in' && <StandInDrawer person={person} onClose={close} />}
      {doing === 'end_stand_in' && <EndStandInDrawer person={person} onClose={close} />}
      {doing === 'qualify' && <QualifyDrawer person={person} onClose={close} />}
      {doing === 'hand_over' && <HandOverDrawer person={person} onClose={close} />}
      {doing === 'grant' && (
        <ActDrawer act={{ name: 'person.grant', title: '授予角色', english: 'Grant a role' }} caseId={person.id} initial={{ from: me.today }} onClose={close}>
          {() => (
            <>
              <Form.Item name="role" label={t('people.role')} rules={need(t('people.role'))}><Select options={options(roles, lang)} /></Form.Item>
              <Form.Item name="from" label={t('common.from')} rules={need(t('common.from'))}><DateInput /></Form.Item>
              <Form.Item name="until" label={t('people.grantUntil')}><DateInput /></Form.Item>
            </>
          )}
        </ActDrawer>
      )}
      {doing === 'end' && (
        <ActDrawer act={{ name: 'person.end_grant', title: '终止任职', english: 'End a role' }} caseId={person.id} initial={{ until: me.today }} onClose={close}>
          {() => (
            <>
              <Form.Item name="role" label={t('people.role')} rules={need(t('people.role'))}><Select options={options(roles, lang, running.map((g) => g.role))} /></Form.Item>
              <Form.Item name="until" label={t('people.lastDay')} rules={need(t('people.lastDay'))}><DateInput /></Form.Item>
            </>
          )}
        </ActDrawer>
      )}
      {doing === 'certify' && (
        <ActDrawer act={{ name: 'person.certify', title: '登记执法证', english: 'Enter a certificate' }} caseId={person.id} initial={{ from: me.today }} onClose={close}>
          {() => (
            <>
              <Form.Item name="number" label={t('people.number')} rules={need(t('people.number'))}><Input maxLength={40} /></Form.Item>
              <Form.Item name="issuer" label={t('people.issuer')} rules={need(t('people.issuer'))}><Input maxLength={60} /></Form.Item>
              <Form.Item name="from" label={t('common.from')} rules={need(t('common.from'))}><DateInput /></Form.Item>
              <Form.Item name="until" label={t('common.until')} rules={need(t('common.until'))}><DateInput /></Form.Item>
            </>
          )}
        </ActDrawer>
      )}
      {doing === 'leave' && (
        <ActDrawer act={{ name: 'person.leave', title: '登记离职', english: 'Record leaving', starts: '自该日起全部任职终止，不能再登录' }} caseId={person.id} initial={{ on: me.today }} onClose={close}>
          {() => <Form.Item name="on" label={t('common.date')} rules={need(t('common.date'))}><DateInput /></Form.Item>}
        </ActDrawer>
      )}
    </Drawer>
  )
}
