import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import type { Person } from '@/api/types'
import { ActDrawer } from '@/components/act-drawer'
import { DataTable } from '@/components/data-table'
import { DateInput } from '@/components/inputs'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { options, roles, title } from '@/lib/titles'

interface Of { person: Person; onClose: () => void }

/** For whom a person stands in, and who stands in for the person: today and later. */
export function StandIns({ person }: { person: Person }) {
  const { t, lang } = useT()
  const rows = [
    ...(person.stands_for ?? []).map((x) => ({ ...x, a: person.name, b: x.name })),
    ...(person.stood_in_by ?? []).map((x) => ({ ...x, a: x.name, b: person.name })),
  ]
  if (rows.length === 0) return null
  return (
    <>
      <h2 className="drawer-head">{t('sub.title')}</h2>
      <DataTable caption={t('sub.title')} rows={rows} rowKey={(x, i) => `${x.person}${x.role}${i}`} columns={[
        { key: 'who', title: t('sub.title'), head: true, render: (x) => t('sub.line', { a: x.a, b: x.b, role: title(roles, x.role, lang) }) },
        { key: 'from', title: t('common.from'), render: (x) => <span className="num">{x.from}</span> },
        { key: 'until', title: t('common.until'), render: (x) => <span className="num">{x.until} <span className={x.now ? 'mark mark-warn' : 'mark'}>{t(x.now ? 'sub.now' : 'sub.later')}</span></span> },
      ]} />
    </>
  )
}

/** A stand-in is entered in the file of who stands in. */
export function StandInDrawer({ person, onClose }: Of) {
  const { t, lang } = useT()
  const me = useMe()
  const people = useQuery(queries.people())
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  // whoever holds an office, now or later, that is not itself held for another
  const held = (id: string | undefined) => [...new Set((people.data?.find((p) => p.id === id)?.grants ?? []).filter((g) => !g.for && (!g.until || g.until >= me.today)).map((g) => g.role))]
  const others = (people.data ?? []).filter((p) => p.id !== person.id && !p.left_on && held(p.id).length > 0)
  return (
    <ActDrawer act={{ name: 'person.stand_in', title: '指定代理人', english: 'Name a stand-in', starts: '所办事项同时记载代理人和被代理人；两人在案中的职责都计入回避' }} caseId={person.id} initial={{ from: me.today }} onClose={onClose}>
      {(v, form) => (
        <>
          <p className="quiet">{t('sub.nameHint', { name: person.name })}</p>
          <Form.Item name="for" label={t('sub.for')} rules={need(t('sub.for'))}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={others.map((p) => ({ value: p.id, label: `${p.name}${p.section ? ` · ${p.section}` : ''}` }))} onChange={(id: string) => form.setFieldValue('role', held(id).length === 1 ? held(id)[0] : undefined)} />
          </Form.Item>
          <Form.Item name="role" label={t('people.role')} rules={need(t('people.role'))}><Select disabled={!v.for} options={options(roles, lang, held(v.for as string | undefined))} /></Form.Item>
          <Form.Item name="from" label={t('common.from')} rules={need(t('common.from'))}><DateInput /></Form.Item>
          <Form.Item name="until" label={t('sub.lastDay')} rules={need(t('sub.lastDay'))}><DateInput min={v.from as string | undefined} /></Form.Item>
          <Form.Item name="reason" label={t('f.reason')} rules={need(t('f.reason'))}><Input.TextArea autoSize maxLength={500} /></Form.Item>
        </>
      )}
    </ActDrawer>
  )
}

export function EndStandInDrawer({ person, onClose }: Of) {
  const { t, lang } = useT()
  const me = useMe()
  const list = person.stands_for ?? []
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <ActDrawer act={{ name: 'person.end_stand_in', title: '终止代理', english: 'End a stand-in' }} caseId={person.id} initial={{ which: list.length === 1 ? 0 : undefined, until: me.today }} onClose={onClose}
      toData={(v) => ({ for: list[v.which as number]?.person, role: list[v.which as number]?.role, until: v.until })}>
      {() => (
        <>
          <Form.Item name="which" label={t('sub.for')} rules={need(t('sub.for'))}>
            <Select options={list.map((x, i) => ({ value: i, label: `${t('sub.line', { a: person.name, b: x.name, role: title(roles, x.role, lang) })} ${x.from} – ${x.until}` }))} />
          </Form.Item>
          <Form.Item name="until" label={t('sub.lastDay')} rules={need(t('sub.lastDay'))}><DateInput /></Form.Item>
        </>
      )}
    </ActDrawer>
  )
}

export function QualifyDrawer({ person, onClose }: Of) {
  const { t } = useT()
  const me = useMe()
  return (
    <ActDrawer act={{ name: 'person.qualify', title: '登记法律职业资格', english: 'Enter a legal qualification' }} caseId={person.id} initial={{ ...person.legal_qualification }} onClose={onClose}>
      {(v) => (
        <>
          <p className="quiet">{t('qual.hint')}</p>
          <Form.Item name="number" label={t('qual.number')} rules={v.reviewing ? [] : [{ required: true, whitespace: true, message: `${t('qual.number')}：${t('common.required')}` }]}><Input maxLength={60} /></Form.Item>
          <Form.Item name="on" label={t('qual.on')} rules={v.number ? [{ required: true, message: `${t('qual.on')}：${t('common.required')}` }] : []}><DateInput max={me.today} /></Form.Item>
          <Form.Item name="reviewing" label={<>{t('qual.reviewing')}<span className="optional">（{t('common.optional')}）</span></>}><DateInput max={me.today} /></Form.Item>
        </>
      )}
    </ActDrawer>
  )
}
