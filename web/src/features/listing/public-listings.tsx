import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { DataTable } from '@/components/data-table'
import { Frame } from '@/components/public-frame'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { orgLists, title } from '@/lib/titles'

/** The credit lists for everybody: what stands and was published, nothing of a person. */
export function PublicListings() {
  const { t, lang, pick } = useT()
  const [query, setQuery] = useSearchParams()
  const asked = useQuery(queries.publicListings())
  const list = query.get('list') === 'severe' ? 'severe' : 'abnormal'
  const q = query.get('q') ?? ''
  const found = (x: { name: string; uscc?: string }) => !q.trim() || x.name.includes(q.trim()) || !!x.uscc?.includes(q.trim().toUpperCase())
  return (
    <Frame heading={t('publ.title')} hint={t('publ.hint')}>
      <p><Link to={paths.publicOrganizations()}>{t('publ.toRegister')}</Link></p>
      <nav className="tabs" aria-label={t('lst.list')}>
        {Object.keys(orgLists).map((k) => <Link key={k} to={paths.publicListings({ list: k === 'severe' ? k : undefined, q })} aria-current={k === list ? 'page' : undefined}>{title(orgLists, k, lang)}{asked.data && <span className="tab-count num">{formatCount(asked.data.filter((x) => x.list === k).length)}</span>}</Link>)}
      </nav>
      <form role="search" className="filters" onSubmit={(e) => e.preventDefault()}>
        <Input type="search" allowClear className="filters-q" value={q} aria-label={t('publ.search')} placeholder={t('publ.search')} enterKeyHint="search" onChange={(e) => setQuery({ ...(list === 'severe' ? { list } : {}), ...(e.target.value ? { q: e.target.value } : {}) }, { replace: true })} />
      </form>
      <Answered query={{ ...asked, data: asked.data?.filter((x) => x.list === list && found(x)) }} rows={6}>
        {(rows) => rows.length === 0 ? <Empty>{t('publ.none')}</Empty> : (
          <DataTable caption={title(orgLists, list, lang)} rows={rows} rowKey={(x, i) => `${x.uscc}${i}`} columns={[
            { key: 'name', title: t('reg.name'), head: true, render: (x) => (x.uscc ? <Link to={paths.publicOrganization(x.uscc)}>{x.name}</Link> : x.name) },
            { key: 'uscc', title: t('publ.code'), wrap: false, render: (x) => <span className="num">{x.uscc || '—'}</span> },
            { key: 'ground', title: t('lst.ground'), render: (x) => pick(x.text, x.english) },
            { key: 'on', title: t('lst.listedOn'), wrap: false, render: (x) => <span className="num">{x.listed_on}</span> },
          ]} />
        )}
      </Answered>
    </Frame>
  )
}
