import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { NumberLink } from '@/components/links'
import { Section } from '@/components/page'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { SamplingSection } from './sampling'
import { campaignKinds, categories, exits, title } from '@/lib/titles'

/** What a campaign holds besides what every file holds: the scheme, its targets, and the table of results. */
export function CampaignFacts({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const c = file.case.campaign
  const parties = useQuery({ ...queries.partyList({ limit: 200 }), enabled: !!c?.targets?.length })
  if (!c) return null
  const children = file.children ?? []
  const ended = children.filter((x) => x.closed_on).length
  const id = file.case.id
  return (
    <>
      <Section id="facts" title={t('case.facts')}>
        <dl className="facts facts-wide">
          <div><dt>{t('f.kind')}</dt><dd>{title(campaignKinds, c.kind, lang)}</dd></div>
          <div><dt>{t('camp.period')}</dt><dd><DayText date={c.from} /> – <DayText date={c.until} /></dd></div>
          <div><dt>{t('f.basis')}</dt><dd>{c.basis}</dd></div>
          {c.method && <div><dt>{t('f.campaignMethod')}</dt><dd>{c.method}</dd></div>}
          <div><dt>{t('f.items')}</dt><dd><ol className="plain-list">{c.items.map((x) => <li key={x}>{x}</li>)}</ol></dd></div>
          <div><dt>{t('camp.published')}</dt><dd>{c.published_on ? <><DayText date={c.published_on} /> {c.published_at} {c.filed_as}</> : '—'}</dd></div>
        </dl>
        {children.length > 0 && (
          <p className="progress-line">
            <span>{t('camp.ended', { a: ended, b: children.length })}</span>
            <progress max={children.length} value={ended} aria-label={t('camp.progress')} />
          </p>
        )}
      </Section>
      {c.result && (
        <Section id="result" title={t('camp.result', { day: c.result.as_of })} flush>
          <table className="table table-keep">
            <caption className="visually-hidden">{t('camp.result', { day: c.result.as_of })}</caption>
            <tbody>
              <tr><th scope="row">{t('camp.inspected')}</th><td className="right"><NumberLink n={c.result.inspected} label={t('camp.inspected')} to={paths.cases({ parent: id })} /> / <span className="num">{c.result.targets}</span></td></tr>
              {Object.entries(c.result.findings).map(([k, n]) => <tr key={k}><th scope="row">{title(categories, k, lang)}</th><td className="right"><NumberLink n={n} label={title(categories, k, lang)} to={paths.cases({ parent: id, category: k })} /></td></tr>)}
              {Object.entries(c.result.exits).map(([k, n]) => <tr key={k}><th scope="row">{title(exits, k, lang)}</th><td className="right"><NumberLink n={n} label={title(exits, k, lang)} to={paths.cases({ parent: id, exit: k })} /></td></tr>)}
            </tbody>
          </table>
        </Section>
      )}
      {c.sampling && <SamplingSection file={file} name={name} />}
      {(c.targets?.length ?? 0) > 0 && !c.sampling?.seed && !c.opened?.length && (
        <Section id="targets" title={t('camp.targets')} flush>
          <DataTable caption={t('camp.targets')} rows={c.targets!} rowKey={(x) => x.party} columns={[
            { key: 'party', title: t('f.party'), head: true, render: (x) => <Link to={paths.cases({ party: x.party })}>{parties.data?.items.find((p) => p.id === x.party)?.name ?? x.party}</Link> },
            { key: 'officers', title: t('f.officers'), render: (x) => x.officers.map(name).join('、') },
            { key: 'place', title: t('f.place'), render: (x) => x.place || '—' },
          ]} />
        </Section>
      )}
    </>
  )
}
