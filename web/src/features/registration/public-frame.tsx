import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTitle } from '@/components/page'
import { setLang, useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The frame of the pages that need no sign-in. */
export function PublicFrame({ title, organ, hint, other, phone, children }: { title: string; organ?: string; hint?: string; other: { to: string; label: string }; phone?: string; children: ReactNode }) {
  const { t, lang } = useT()
  useTitle(title)
  const next = lang === 'zh' ? 'en' : 'zh'
  return (
    <div className="public public-reg">
      <header className="public-head">
        <div>
          <p className="quiet">{organ || t('app.name')}</p>
          <h1>{title}</h1>
          {hint && <p className="quiet">{hint}</p>}
        </div>
        <p className="case-tools no-print">
          <Link className="button-link" to={other.to}>{other.label}</Link>
          <Button lang={next === 'en' ? 'en' : 'zh-CN'} onClick={() => setLang(next)}>{t('top.switchLang')}</Button>
        </p>
      </header>
      <main>{children}</main>
      <footer className="quiet no-print">
        {phone && <p>{t('app.phone', { phone })}</p>}
        <p className="public-links"><Link to={paths.apply()}>{t('app.apply')}</Link> <Link to={paths.filing}>{t('fil.title')}</Link> <Link to={paths.publicPenalties}>{t('pub.title')}</Link></p>
      </footer>
    </div>
  )
}
