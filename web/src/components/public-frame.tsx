import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { setLang, useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useTitle } from './page'

/** The frame of the public pages of the register. */
export function Frame({ heading, hint, children }: { heading: string; hint?: string; children: ReactNode }) {
  const { t, lang } = useT()
  useTitle(heading)
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <div className="public">
      <header className="public-head">
        <div><h1>{heading}</h1>{hint && <p className="quiet">{hint}</p>}</div>
        <p className="case-tools"><Button lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => setLang(other)}>{t('top.switchLang')}</Button></p>
      </header>
      <main>{children}</main>
      <footer className="quiet"><p className="no-print"><Link to={paths.publicOrganizations()}>{t('publ.toRegister')}</Link> · <Link to={paths.publicListings()}>{t('publ.title')}</Link> · <Link to={paths.publicPenalties}>{t('pubreg.penalties')}</Link> · <Link to={paths.signIn()}>{t('pub.signIn')}</Link></p></footer>
    </div>
  )
}
