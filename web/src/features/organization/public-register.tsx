import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import { Frame } from '@/components/public-frame'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { orgChecks, orgLists, orgModes, partyKinds, title } from '@/lib/titles'
import { Status } from './register-page'

type Entry = components['schemas']['PublicOrganization']

/** The register of organizations, for everybody: no sign-in, nothing but what the law makes public. */
export function PublicRegister() {
  const { t } = useT()
  const [query, setQuery] = useSearchParams()
  const q = query.get('q') ?? ''
  const [word, setWord] = useState(q)
  useEffect(() => {
    if (word.trim() === q) return
    const timer = setTimeout(() => setQuery(word.trim() ? { q: word.trim() } : {}, { replace: true }), 300)
    return () => clearTimeout(timer)
  })
  const asked = useInfiniteQuery(queries.publicOrganizations(q))
  const rows = asked.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <Frame heading={t('pubreg.title')} hint={t('pubreg.hint')}>
      <form role="search" className="filters" onSubmit={(e) => e.preventDefault()}>
        <Input type="search" allowClear className="filters-q" value={word} aria-label={t('pubreg.search')} placeholder={t('pubreg.search')} enterKeyHint="search" onChange={(e) => setWord(e.target.value)} />
      </form>
      <p role="status" className="quiet">{asked.data && t('common.totalRows', { n: asked.data.pages[0]!.total })}</p>
      <Answered query={asked} rows={8}>
        {() => rows.length === 0 ? <Empty>{t('pubreg.none')}</Empty> : <ol className="public-list">{rows.map((x, i) => <li key={`${x.uscc}/${i}`}><Line x={x} /></li>)}</ol>}
      </Answered>
      {asked.hasNextPage && <p className="public-more"><Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('common.loadMore')}</Button></p>}
    </Frame>
  )
}

function Line({ x }: { x: Entry }) {
  const { t, lang } = useT()
  const heading = useId()
  return (
    <article className="card" aria-labelledby={heading}>
      <h2 id={heading}>{x.uscc ? <Link to={paths.publicOrganization(x.uscc)}>{x.name}</Link> : x.name}</h2>
      <dl className="facts">
        <div><dt>{t('reg.uscc')}</dt><dd className="num">{x.uscc || '—'}</dd></div>
        <div><dt>{t('reg.kind')}</dt><dd>{title(partyKinds, x.kind, lang)} <Status of={x.status} /></dd></div>
        <div><dt>{t('reg.legalRep')}</dt><dd>{x.legal_rep}</dd></div>
        <div><dt>{t('ent.address')}</dt><dd>{x.address}</dd></div>
      </dl>
    </article>
  )
}

/** What is public of one organization. */
export function PublicOrganizationPage() {
  const { t, lang, pick } = useT()
  const { uscc = '' } = useParams()
  const asked = useQuery(queries.publicOrganization(uscc))
  return (
    <Frame heading={asked.data?.name ?? t('pubreg.title')} hint={asked.data && title(partyKinds, asked.data.kind, lang)}>
      <p><Link to={paths.publicOrganizations()}>{t('pubreg.back')}</Link></p>
      <Answered query={asked} rows={8}>
        {(x) => {
          const facts: [string, ReactNode][] = [
            [t('reg.status'), <Status key="s" of={x.status} />], [t('reg.uscc'), x.uscc], [t('reg.legalRep'), x.legal_rep], [t('ent.address'), x.address], [t('reg.mode'), title(orgModes, x.mode, lang)], [t('reg.supervisor'), x.supervisor],
            [t('ent.purpose'), x.purpose], [t('ent.scope'), x.scope], [t('ent.area'), x.area], [t('ent.capital'), x.capital_fen ? formatFen(x.capital_fen) : undefined], [t('reg.registeredOn'), x.registered_on], [t('reg.endedOn'), x.ended_on],
            [t('reg.certificate'), x.certificate], [t('reg.certUntil'), x.valid_until], [t('reg.charity'), x.charity ? '✓' : undefined], [t('org.lists'), x.lists?.map((l) => `${title(orgLists, l.list, lang)}（${l.on}）`).join('、')],
            [t('org.checks'), x.checks?.map((c) => `${c.year} ${title(orgChecks, c.conclusion, lang)}`).join('、')],
          ]
          return (
            <>
              <section className="card" aria-label={t('org.items')}><dl className="facts">{facts.filter(([, v]) => v).map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl></section>
              {!!x.penalties?.length && <section className="card" aria-label={t('org.penalties')}><h2>{t('org.penalties')}</h2><ul className="plain-list">{x.penalties.map((p) => <li key={p.CF_WSH}>{p.CF_JDRQ} {p.CF_CFJG} {p.CF_WSH}：{p.CF_NR}</li>)}</ul></section>}
              {!!x.life?.length && (
                <section className="card" aria-label={t('org.life')}>
                  <h2>{t('org.life')}</h2>
                  <ol className="timeline">{x.life.map((m, i) => <li key={i}><div className="tl-head"><span className="tl-title">{pick(m.text, m.english)}</span><time className="num quiet" dateTime={m.on}>{m.on}</time></div></li>)}</ol>
                </section>
              )}
            </>
          )
        }}
      </Answered>
    </Frame>
  )
}
