import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { DataTable } from '@/components/data-table'
import { Frame } from '@/components/public-frame'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount, formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type PublicOrganizationQuery } from '@/lib/queries'
import { options, orgChecks, orgKinds, orgLists, orgModes, orgStatuses, partyKinds, title } from '@/lib/titles'
import { Status } from './register-page'

/** What may be asked for; the rest of an address is nothing here. */
const words = ['q', 'kind', 'status'] as const

/** The register of organizations, for everybody: no sign-in, nothing but what the law makes public. */
export function PublicRegister() {
  const { t, lang } = useT()
  const [query, setQuery] = useSearchParams()
  const filter = Object.fromEntries(words.flatMap((k) => query.get(k) ? [[k, query.get(k)!]] : []))
  const set = (k: typeof words[number], v: string | undefined) => setQuery(Object.fromEntries(Object.entries({ ...filter, [k]: v }).filter((x): x is [string, string] => !!x[1])), { replace: true })
  const [word, setWord] = useState(filter.q ?? '')
  useEffect(() => {
    if (word.trim() === (filter.q ?? '')) return
    const timer = setTimeout(() => set('q', word.trim()), 300)
    return () => clearTimeout(timer)
  })
  const asked = useInfiniteQuery(queries.publicOrganizations(filter as PublicOrganizationQuery))
  const rows = asked.data?.pages.flatMap((p) => p.items) ?? []
  const choose = (k: 'kind' | 'status', label: Key, of: typeof orgKinds, keys?: string[]) => <Select aria-label={t(label)} placeholder={t(label)} allowClear value={filter[k]} options={options(of, lang, keys)} onChange={(v: string | undefined) => set(k, v)} />
  return (
    <Frame heading={t('pubreg.title')} hint={t('pubreg.hint')}>
      <form role="search" className="filters" onSubmit={(e) => e.preventDefault()}>
        <Input type="search" allowClear className="filters-q" value={word} aria-label={t('pubreg.search')} placeholder={t('pubreg.search')} enterKeyHint="search" onChange={(e) => setWord(e.target.value)} />
        {choose('kind', 'reg.kind', orgKinds)}
        {choose('status', 'reg.status', orgStatuses, Object.keys(orgStatuses).filter((k) => k !== 'merged'))}
      </form>
      <p role="status" className="quiet">{asked.data && t('common.totalRows', { n: formatCount(asked.data.pages[0]!.total) })}</p>
      <Answered query={asked} rows={8}>
        {() => rows.length === 0 ? <Empty>{t('pubreg.none')}</Empty> : (
          <DataTable caption={t('pubreg.title')} rows={rows} rowKey={(x, i) => `${x.uscc}/${i}`} columns={[
            { key: 'name', title: t('reg.name'), head: true, render: (x) => (x.uscc ? <Link to={paths.publicOrganization(x.uscc)}>{x.name}</Link> : x.name) },
            { key: 'uscc', title: t('publ.code'), wrap: false, render: (x) => <span className="num">{x.uscc || '—'}</span> },
            { key: 'kind', title: t('reg.kind'), wrap: false, render: (x) => title(partyKinds, x.kind, lang) },
            { key: 'status', title: t('reg.status'), wrap: false, render: (x) => <Status of={x.status} /> },
            { key: 'rep', title: t('reg.legalRep'), wrap: false, render: (x) => x.legal_rep },
            { key: 'address', title: t('ent.address'), render: (x) => x.address },
            { key: 'on', title: t('reg.registeredOn'), wrap: false, render: (x) => <span className="num">{x.registered_on ?? '—'}</span> },
          ]} />
        )}
      </Answered>
      {asked.hasNextPage && <p className="public-more"><Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t('common.loadMore')}</Button></p>}
    </Frame>
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
