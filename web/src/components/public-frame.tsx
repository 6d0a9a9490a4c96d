import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { setLang, useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useTitle } from './page'

/** The frame of every page that needs no sign-in: what it is, the other language, and where else one may go. */
export function PublicPage({ heading, over, hint, tools, foot, className = 'public', children }: { heading: string; over?: string; hint?: string; tools?: ReactNode; foot: ReactNode; className?: string; children: ReactNode }) {
  const { t, lang } = useT()
  useTitle(heading)
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <div className={className}>
      <header className="public-head">
        <div>
          {over && <p className="quiet">{over}</p>}
          <h1>{heading}</h1>
          {hint && <p className="quiet">{hint}</p>}
        </div>
        <p className="case-tools no-print">
          {tools}
          <Button lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => setLang(other)}>{t('top.switchLang')}</Button>
        </p>
      </header>
      <main>{children}</main>
      <footer className="quiet">{foot}</footer>
    </div>
  )
}

/** Where else one may go without an account. */
export function PublicLinks() {
  const { t } = useT()
  const to: [string, string][] = [[paths.apply(), t('app.apply')], [paths.myApplication, t('app.find')], [paths.filing, t('fil.title')], [paths.publicOrganizations(), t('pubreg.title')], [paths.publicListings(), t('publ.title')], [paths.publicPenalties, t('pub.title')], [paths.signIn(), t('pub.signIn')]]
  return <nav className="public-links no-print" aria-label={t('pub.elsewhere')}>{to.map(([path, label]) => <Link key={path} to={path}>{label}</Link>)}</nav>
}

/** The frame of the public pages of the register. */
export function Frame({ heading, hint, children }: { heading: string; hint?: string; children: ReactNode }) {
  return <PublicPage heading={heading} hint={hint} foot={<PublicLinks />}>{children}</PublicPage>
}

/** The frame of the pages of applicants. */
export function ApplicantPage({ title, organ, hint, other, phone, children }: { title: string; organ?: string; hint?: string; other: { to: string; label: string }; phone?: string; children: ReactNode }) {
  const { t } = useT()
  return (
    <PublicPage className="public public-reg" heading={title} over={organ || t('app.name')} hint={hint} tools={<Link className="button-link" to={other.to}>{other.label}</Link>} foot={(
      <div className="no-print">
        {phone && <p>{t('app.phone', { phone })}</p>}
        <PublicLinks />
      </div>
    )}>
      {children}
    </PublicPage>
  )
}
