import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { DataTable } from '@/components/data-table'
import { Page } from '@/components/page'
import { Answered } from '@/components/states'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { api, paths } from '@/lib/paths'
import { queries } from '@/lib/queries'

/** The events of a file as they are stored, each with the digest of the one before. */
export function ChainPage() {
  const { id = '' } = useParams()
  const { t } = useT()
  const file = useQuery(queries.case(id))
  const asked = useQuery(queries.events(id))
  const ref = file.data?.case.reference || file.data?.case.title || id
  const name = (p: string) => (p === 'system' ? t('common.system') : file.data?.people?.[p]?.name ?? p)
  return (
    <Page title={t('case.chain')} hint={t('case.chainHint')} crumbs={[{ label: t('case.list'), to: paths.cases() }, { label: ref, to: paths.case(id) }, { label: t('case.chain') }]}
      extra={<a className="button-link" href={api.export(id)} download>{t('case.export')}</a>}>
      <Answered query={asked} rows={10}>
        {(rows) => (
          <DataTable caption={t('case.chain')} rows={rows} rowKey={(r) => String(r.seq)} columns={[
            { key: 'seq', title: '#', head: true, align: 'right', width: 44, render: (r) => <span className="num">{r.seq}</span> },
            { key: 'kind', title: t('case.kind'), render: (r) => <code>{r.kind}</code> },
            { key: 'actor', title: t('case.actor'), wrap: false, render: (r) => name(r.actor) },
            { key: 'at', title: t('case.occurred'), wrap: false, render: (r) => <span className="num">{timeText(r.occurred_at)}</span> },
            { key: 'rec', title: t('case.recorded'), wrap: false, render: (r) => <span className="num">{timeText(r.recorded_at)}</span> },
            { key: 'prev', title: t('case.prev'), render: (r) => <code className="hash">{(r.prev || '—').slice(0, 16)}</code> },
            { key: 'hash', title: t('case.hash'), render: (r) => <code className="hash" title={r.hash}>{r.hash.slice(0, 16)}</code> },
            { key: 'data', title: t('case.data'), render: (r) => <details><summary>{t('case.showData')}</summary><pre className="json" tabIndex={0}>{JSON.stringify(r.data, null, 1)}</pre></details> },
          ]} />
        )}
      </Answered>
    </Page>
  )
}
