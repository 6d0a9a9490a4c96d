import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId } from 'react'
import { useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import { SearchField } from '@/components/inputs'
import { PublicLinks, PublicPage as PublicFrame } from '@/components/public-frame'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { api } from '@/lib/paths'
import { queries } from '@/lib/queries'

type Entry = components['schemas']['PublicEntry']

/** The penalties made public, for everybody: no sign-in, nothing but what the law publishes. */
export function PublicPage() {
  const { t } = useT()
  const [query, setQuery] = useSearchParams()
  const q = (query.get('q') ?? '').trim()
  const asked = useInfiniteQuery({ ...queries.publicPenalties(q), placeholderData: keepPreviousData })
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = asked
  const rows = asked.data?.pages.flatMap((p) => p.items) ?? []
  const total = asked.data?.pages[0]?.total ?? 0
  const organ = rows[0]?.CF_CFJG
  return (
    <PublicFrame heading={t('pub.title')} over={organ || t('app.name')} hint={t('pub.hint')} foot={<><p>{t('pub.masked')}</p><PublicLinks /></>} tools={(
      <>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t('pub.print')}</Button>
        <a className="button-link" href={api.publicCSV} download><DownloadOutlined aria-hidden /> {t('pub.csv')}</a>
      </>
    )}>
      <form role="search" className="filters" onSubmit={(e) => e.preventDefault()}>
        <SearchField value={q} onSearch={(to) => setQuery(to ? { q: to } : {}, { replace: true })} label={t('pub.search')} />
      </form>
      <p role="status" className="quiet">{asked.data && (asked.isPlaceholderData ? t('pub.searching') : t(q ? 'pub.found' : 'pub.count', { n: total }))}</p>
      <Answered query={asked} rows={10}>
        {() => rows.length === 0 ? <Empty>{t(q ? 'pub.noneFound' : 'pub.none')}</Empty> : (
          <ol className="public-list">{rows.map((x) => <li key={`${x.CF_WSH}/${x.CF_XDR_MC}`}><PublicEntry x={x} /></li>)}</ol>
        )}
      </Answered>
      {(hasNextPage || isFetchNextPageError) && <p className="public-more"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t(isFetchNextPageError ? 'common.retry' : 'pub.more')}</Button></p>}
    </PublicFrame>
  )
}

function PublicEntry({ x }: { x: Entry }) {
  const { t } = useT()
  const heading = useId()
  const facts: [string, string | undefined][] = [
    [t('pub.number'), x.CF_WSH], [t('pub.uscc'), x.CF_XDR_SHXYM], [t('pub.act'), x.CF_WFXW], [t('pub.facts'), x.CF_SY], [t('pub.basis'), x.CF_YJ], [t('pub.kind'), x.CF_CFLB], [t('pub.content'), x.CF_NR],
    [t('pub.fine'), x.CF_NR_FK], [t('pub.gains'), x.CF_NR_WFFF], [t('pub.on'), x.CF_JDRQ], [t('pub.until'), x.CF_GSJZQ], [t('pub.organ'), x.CF_CFJG], [t('pub.note'), x.BZ],
  ]
  return (
    <article className="card" aria-labelledby={heading}>
      <h2 id={heading}>{x.CF_XDR_MC}</h2>
      <dl className="facts">{facts.filter(([, v]) => v).map(([label, v]) => <div key={label}><dt>{label}</dt><dd>{v}</dd></div>)}</dl>
    </article>
  )
}
