import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useT } from '@/lib/i18n'

export interface Crumb { label: string; to?: string }

export function useTitle(title: string) {
  const { t } = useT()
  const name = t('app.name')
  useEffect(() => { document.title = title ? `${title} · ${name}` : name }, [title, name])
}

export function Crumbs({ items }: { items: Crumb[] }) {
  const { t } = useT()
  return (
    <nav aria-label={t('nav.breadcrumb')} className="crumbs">
      <ol>
        {items.map((c, i) => (
          <li key={i}>{c.to ? <Link to={c.to}>{c.label}</Link> : <span aria-current="page">{c.label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

/** The frame of every page: one h1, what may be done at the right, a quiet sentence under it. */
export function Page({ title, hint, crumbs, extra, narrow, children }: { title: string; hint?: ReactNode; crumbs?: Crumb[]; extra?: ReactNode; narrow?: boolean; children: ReactNode }) {
  useTitle(title)
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      {crumbs && <Crumbs items={crumbs} />}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {hint && <p className="quiet">{hint}</p>}
        </div>
        {extra && <div className="page-extra">{extra}</div>}
      </header>
      {children}
    </div>
  )
}

export function Section({ id, title, extra, children, flush }: { id: string; title: ReactNode; extra?: ReactNode; children: ReactNode; flush?: boolean }) {
  return (
    <section className={flush ? 'card card-flush' : 'card'} aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  )
}
