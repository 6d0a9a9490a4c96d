import {
  AuditOutlined, BankOutlined, BarChartOutlined, BookOutlined, CalculatorOutlined, CalendarOutlined, CheckSquareOutlined, ClusterOutlined, CloseOutlined, CommentOutlined, FieldTimeOutlined, FileProtectOutlined, FileSearchOutlined, FileTextOutlined, FolderOpenOutlined, HourglassOutlined, MenuOutlined, RetweetOutlined, SafetyOutlined, SearchOutlined, SendOutlined, ScheduleOutlined, SolutionOutlined, SoundOutlined, TeamOutlined, UserOutlined, WarningOutlined, ClearOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Input, type InputRef } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType } from 'react'
import { Link, Navigate, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate, useSearchParams } from 'react-router'
import type { Me } from '@/api/types'
import { Loading, Wrong } from '@/components/states'
import { WorklistPage } from '@/features/worklist/worklist-page'
import { client } from '@/lib/http'
import { setLang, useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { can, MeProvider, useMaybeMe, useMe } from '@/lib/session'
import { useLiveRefresh, useOnline } from '@/lib/stream'
import { useContrast } from './contrast'

const LeaderPage = lazy(async () => ({ default: (await import('@/features/leader/leader-page')).LeaderPage }))
/** Leaders and the head begin with what waits for their decision. */
const leads = (me: Me) => me.roles.some((r) => r.role === 'leader' || r.role === 'head')

interface Item { to: string; key: Key; icon: ComponentType<{ 'aria-hidden'?: boolean }>; powers: string[]; count?: (me: Me) => number }

// What a person may see; the rest is not shown, and the API refuses it anyway.
const items: Item[] = [
  { to: paths.home, key: 'nav.todo', icon: CheckSquareOutlined, powers: ['view.cases'], count: (me) => me.counters.mine },
  { to: '/cases', key: 'nav.cases', icon: FolderOpenOutlined, powers: ['view.cases'] },
  { to: paths.inspections, key: 'nav.inspections', icon: AuditOutlined, powers: ['view.cases'] },
  { to: paths.board, key: 'nav.rectification', icon: HourglassOutlined, powers: ['view.board', 'view.cases'] },
  { to: paths.penalties(), key: 'nav.penalties', icon: FileProtectOutlined, powers: ['view.cases'] },
  { to: paths.hearings(), key: 'nav.hearings', icon: SoundOutlined, powers: ['penalty.request_hearing', 'penalty.appoint_host', 'penalty.set_hearing', 'view.tasks_all'] },
  { to: paths.reviews({ state: 'open' }), key: 'nav.reviews', icon: FileSearchOutlined, powers: ['legality.accept', 'legality.submit', 'legality.sign', 'view.tasks_all'] },
  { to: paths.meetings({ state: 'open' }), key: 'nav.meetings', icon: CommentOutlined, powers: ['meeting.convene', 'meeting.hold', 'view.tasks_all'] },
  { to: paths.referrals({ state: 'open' }), key: 'nav.referrals', icon: SendOutlined, powers: ['referral.open', 'referral.approve', 'referral.receive', 'view.tasks_all'] },
  { to: paths.registrations({ state: 'open' }), key: 'nav.registrations', icon: SolutionOutlined, powers: ['registration.begin', 'registration.review_legality', 'registration.decide', 'view.tasks_all'] },
  { to: paths.annualChecks(), key: 'nav.checks', icon: ScheduleOutlined, powers: ['annual_check.open', 'annual_check.conclude', 'view.tasks_all'] },
  { to: paths.elections(), key: 'nav.elections', icon: RetweetOutlined, powers: ['annual_check.open', 'annual_check.conclude', 'view.tasks_all'] },
  { to: paths.listings(), key: 'nav.listings', icon: WarningOutlined, powers: ['listing.open', 'listing.decide', 'view.tasks_all'] },
  { to: paths.cleanups({ state: 'open' }), key: 'nav.cleanups', icon: ClearOutlined, powers: ['cleanup.draft', 'cleanup.approve', 'cleanup.review_legality', 'clearance.verify', 'view.tasks_all'] },
  { to: paths.payments, key: 'nav.payments', icon: BankOutlined, powers: ['penalty.record_payment'] },
  { to: '/report', key: 'nav.report', icon: BarChartOutlined, powers: ['view.report'] },
]
const admin: Item[] = [
  { to: paths.organizations(), key: 'nav.register', icon: BookOutlined, powers: ['view.cases'] },
  { to: paths.parties, key: 'nav.parties', icon: ClusterOutlined, powers: ['view.cases'] },
  { to: paths.people, key: 'nav.people', icon: TeamOutlined, powers: ['view.people'] },
  { to: '/calendar', key: 'nav.calendar', icon: CalendarOutlined, powers: ['view.calendar'] },
  { to: paths.rules, key: 'nav.rules', icon: FieldTimeOutlined, powers: ['view.rules'] },
  { to: paths.templates, key: 'tpl.title', icon: FileTextOutlined, powers: ['templates.set'] },
  { to: paths.range(), key: 'nav.range', icon: CalculatorOutlined, powers: ['view.rules'] },
  { to: '/clock', key: 'nav.clock', icon: HourglassOutlined, powers: ['view.rules', 'view.calendar'] },
  { to: paths.policy, key: 'nav.policy', icon: SafetyOutlined, powers: ['view.policy'] },
]

/** What stands at hand on a phone: the tasks and the files, and what somebody of these roles mostly does; the rest is in the menu. */
const near: [role: string, to: string[]][] = [
  ['clerk', [paths.registrations({ state: 'open' }), paths.annualChecks(), paths.organizations()]],
  ['reviewer', [paths.reviews({ state: 'open' }), paths.penalties(), paths.registrations({ state: 'open' })]],
  ['', [paths.inspections, paths.board, paths.penalties()]],
]
function atHand(me: Me) {
  const to = near.find(([role]) => !role || me.roles.some((r) => r.role === role))![1]
  return [...items, ...admin].filter((i) => [paths.home, '/cases', ...to].includes(i.to) && can(me, ...i.powers))
}

/** The first page: tasks, or for who sees no files the first page that is theirs. */
export function Home() {
  const me = useMe()
  const [query] = useSearchParams()
  if (leads(me) && !query.get('scope') && !query.get('due')) return <LeaderPage />
  if (can(me, 'view.cases')) return <WorklistPage />
  const first = [...items, ...admin].find((i) => i.to !== paths.home && can(me, ...i.powers))
  return <Navigate to={first?.to ?? paths.account} replace />
}

/** Everything behind the sign-in page. */
export function SignedIn() {
  const me = useMaybeMe()
  const { t } = useT()
  const at = useLocation()
  if (me.isPending) return <div className="boot"><Loading rows={4} /></div>
  if (me.error && !me.data) return <main className="boot"><h1 className="visually-hidden">{t('app.name')}</h1><Wrong error={me.error} retry={() => void me.refetch()} /></main>
  if (!me.data) return <Navigate to={paths.signIn(at.pathname + at.search)} replace />
  if (me.data.must_change_password && at.pathname !== paths.password) return <Navigate to={paths.password} replace />
  return <MeProvider value={me.data}><Shell me={me.data} /></MeProvider>
}

function Shell({ me }: { me: Me }) {
  const { t } = useT()
  const [open, setOpen] = useState(false)
  const at = useLocation()
  const live = useLiveRefresh(can(me, 'view.cases'))
  const online = useOnline()
  const main = useRef<HTMLElement>(null)
  const [path, setPath] = useState(at.pathname)
  if (path !== at.pathname) { setPath(at.pathname); setOpen(false) }

  useEffect(() => {
    if (!open) return
    const esc = (e: KeyboardEvent) => { if (e.key === 'Escape') setOpen(false) }
    window.addEventListener('keydown', esc)
    return () => window.removeEventListener('keydown', esc)
  }, [open])

  const bare = me.must_change_password
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current?.focus() }}>{t('app.skip')}</a>
      <header className="top">
        {!bare && <Button className="burger" type="text" aria-label={open ? t('nav.close') : t('nav.open')} aria-expanded={open} aria-controls="nav" icon={open ? <CloseOutlined aria-hidden /> : <MenuOutlined aria-hidden />} onClick={() => setOpen((o) => !o)} />}
        <Link to={paths.home} className="brand">
          <img src="/seal.svg" alt="" width={26} height={26} />
          <span className="brand-name">{t('app.name')}</span>
          <span className="brand-agency">{me.agency.name}</span>
        </Link>
        {!bare && can(me, 'view.cases') && <SearchBox />}
        <UserMenu me={me} />
      </header>
      {!bare && (
        <nav id="nav" aria-label={t('nav.label')} className={open ? 'nav nav-open' : 'nav'}>
          <ul>{items.filter((i) => can(me, ...i.powers)).map((i) => <NavItem key={i.to} item={i} me={me} />)}</ul>
          {admin.some((i) => can(me, ...i.powers)) && <p className="nav-head" id="nav-admin">{t('nav.admin')}</p>}
          <ul aria-labelledby="nav-admin">{admin.filter((i) => can(me, ...i.powers)).map((i) => <NavItem key={i.to} item={i} me={me} />)}</ul>
          <p className="nav-foot">{me.demo && <span className="mark">{t('app.demo')}</span>} <span className="num">{me.version}</span></p>
        </nav>
      )}
      {open && <div className="nav-veil" onClick={() => setOpen(false)} />}
      <main id="main" ref={main} tabIndex={-1} className={bare ? 'main main-bare' : 'main'}>
        {!online && <p className="notice notice-warn" role="status">{t('app.offline')}</p>}
        {online && !live && <p className="notice notice-warn" role="status">{t('app.liveLost')}</p>}
        <Suspense fallback={<div className="page"><Loading /></div>}><Outlet /></Suspense>
      </main>
      {!bare && can(me, 'view.cases') && (
        <div className="bottom-bar" role="navigation" aria-label={t('nav.more')}>
          {atHand(me).map((i) => <NavItem key={i.to} item={i} me={me} bare />)}
        </div>
      )}
      <ScrollRestoration />
    </div>
  )
}

function NavItem({ item, me, bare }: { item: Item; me: Me; bare?: boolean }) {
  const { t } = useT()
  const n = item.count?.(me) ?? 0
  const Icon = item.icon
  const link = (
    <NavLink to={item.to} end={item.to === '/'} className="nav-link">
      <Icon aria-hidden />
      <span>{t(item.key)}</span>
      {n > 0 && <span className="nav-count num">{n}</span>}
    </NavLink>
  )
  return bare ? link : <li>{link}</li>
}

function SearchBox() {
  const { t } = useT()
  const navigate = useNavigate()
  const input = useRef<InputRef>(null)
  const at = useLocation()
  const [word, setWord] = useState('')
  useEffect(() => {
    const slash = (e: KeyboardEvent) => {
      const el = e.target as HTMLElement
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) || el.isContentEditable) return
      e.preventDefault()
      input.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('keydown', slash)
    return () => window.removeEventListener('keydown', slash)
  }, [])
  return (
    <form role="search" className="top-search" onSubmit={(e) => { e.preventDefault(); void navigate(paths.cases({ q: word.trim() })); if (at.pathname === '/cases') setWord('') }}>
      <Input ref={input} type="search" value={word} onChange={(e) => setWord(e.target.value)} prefix={<SearchOutlined aria-hidden />} placeholder={t('top.searchHint')} aria-label={t('top.search')} enterKeyHint="search" />
    </form>
  )
}

function UserMenu({ me }: { me: Me }) {
  const { t, lang, pick } = useT()
  const qc = useQueryClient()
  const navigate = useNavigate()
  const contrast = useContrast()
  const other = lang === 'zh' ? 'en' : 'zh'
  const stands = [...new Set(me.roles.flatMap((r) => (r.for ? [r.for_name ?? r.for] : [])))].join('、')
  const signOut = async () => {
    try { await client.DELETE('/session') } finally {
      qc.clear()
      qc.setQueryData(['me'], null)
      void navigate(paths.signIn())
    }
  }
  return (
    <div className="top-user">
      <Button type="text" className="lang" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => setLang(other)}>{t('top.switchLang')}</Button>
      <Dropdown trigger={['click']} menu={{
        items: [
          { key: 'who', type: 'group', label: me.roles.map((r) => (r.for ? t('sub.asRole', { role: pick(r.title, r.english), name: r.for_name ?? r.for, day: r.until ?? '' }) : pick(r.title, r.english))).join('、') },
          ...(me.must_change_password ? [] : [{ key: 'account', label: <Link to={paths.account}>{t('top.account')}</Link> }]),
          { key: 'contrast', label: contrast.high ? t('top.contrastOff') : t('top.contrast'), onClick: contrast.toggle },
          { type: 'divider' },
          { key: 'out', label: t('top.signOut'), onClick: () => void signOut() },
        ],
      }}>
        <Button type="text" className="who" aria-label={`${t('top.user')}：${me.person.name}${stands && ` ${t('sub.as', { names: stands })}`}`} icon={<UserOutlined aria-hidden />}><span className="who-name">{me.person.name}</span>{stands && <span className="mark mark-warn">{t('sub.as', { names: stands })}</span>}</Button>
      </Dropdown>
    </div>
  )
}
