import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import type { components } from '@/api/schema'
import { DataTable } from '@/components/data-table'
import { NumberLink } from '@/components/links'
import { Section } from '@/components/page'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { cleanupStates, clearOutcomes, dispositions, stages, title } from '@/lib/titles'
import { CampaignFrame } from './campaign-frame'
import { Counters, percent } from './facts'

type Part = components['schemas']['CleanupPart']

/** How a campaign stands: by stage, by handler, by township, by way, by outcome, by week. */
export function CleanupBoardPage() {
  return <CampaignFrame at="board">{(file) => <Board file={file} />}</CampaignFrame>
}

function Board({ file }: { file: CaseFile }) {
  const { t, lang } = useT()
  const id = file.case.id
  const asked = useQuery(queries.cleanupBoard(id))
  return (
    <Answered query={asked} rows={10}>
      {(b) => (
        <>
          <p className="progress-line progress-wide"><strong>{t('cln.rateOf', { a: formatCount(b.closed), b: formatCount(b.listed), p: percent(b.closed, b.listed) })}</strong><progress max={Math.max(b.listed, 1)} value={b.closed} aria-label={t('cln.rate')} /></p>
          <Counters id={id} b={b} removed={file.case.cleanup?.removed ?? 0} />
          <p className="quiet board-note card-links">{(['objected', 'lost', 'unassigned'] as const).filter((s) => b[s]).map((s) => <Link key={s} to={paths.cleanupLedger(id, { state: s })}>{title(cleanupStates, s, lang)} <span className="num">{formatCount(b[s])}</span></Link>)}</p>
          <div className="board-grid">
            <Parts id={id} at="stage" heading={t('cln.byStage')} rows={b.stages} named={(p) => (lang === 'zh' ? p.title : title(stages, p.key, lang))} />
            <Parts id={id} at="owner" heading={t('cln.byOwner')} rows={b.owners} rate named={(p) => p.title || p.key || t('cln.nobody')} />
            <Parts id={id} at="township" heading={t('cln.byTownship')} rows={b.townships} rate named={(p) => p.key || t('cln.noTownship')} />
            <Parts id={id} at="criterion" heading={t('cln.byCriterion')} rows={b.criteria} rate named={(p) => `${p.key} ${p.title}`} />
            <Parts id={id} at="disposition" heading={t('cln.byWay')} rows={b.dispositions} rate named={(p) => title(dispositions, p.key, lang)} />
            <Parts id={id} at="outcome" heading={t('cln.byOutcome')} rows={b.outcomes} named={(p) => title(clearOutcomes, p.key, lang)} />
            {b.weeks.length > 0 && (
              <Section id="weeks" title={t('cln.byWeek')} flush>
                <DataTable keep caption={t('cln.byWeek')} rows={b.weeks.toReversed()} rowKey={(x) => x.monday} columns={[
                  { key: 'w', title: t('cln.week'), head: true, wrap: false, render: (x) => <span className="num">{x.monday}</span> },
                  { key: 'n', title: t('cln.closed'), align: 'right', render: (x) => <span className="num">{formatCount(x.closed)}</span> },
                ]} />
              </Section>
            )}
          </div>
        </>
      )}
    </Answered>
  )
}

/** A share of the list, every number with its rows. */
function Parts({ id, at, heading, rows, rate, named }: { id: string; at: string; heading: string; rows: Part[]; rate?: boolean; named: (p: Part) => string }) {
  const { t } = useT()
  if (rows.length === 0) return null
  return (
    <Section id={`by-${at}`} title={heading} flush>
      <DataTable keep caption={heading} rows={rows} rowKey={(p) => p.key} columns={[
        { key: 'k', title: heading.replace(/^按|^By /, ''), head: true, render: (p) => named(p) },
        { key: 'n', title: t('cln.count'), align: 'right', width: 72, render: (p) => <NumberLink n={p.count} label={named(p)} to={p.key ? paths.cleanupLedger(id, { [at]: p.key, state: 'listed' }) : undefined} /> },
        ...(rate ? [
          { key: 'c', title: t('cln.closed'), align: 'right' as const, width: 72, render: (p: Part) => <NumberLink n={p.closed} label={`${named(p)} ${t('cln.closed')}`} to={p.key ? paths.cleanupLedger(id, { [at]: p.key, state: 'closed' }) : undefined} /> },
          { key: 'r', title: t('cln.rate'), align: 'right' as const, width: 80, wrap: false, render: (p: Part) => <span className="num">{percent(p.closed, p.count)}</span> },
        ] : []),
      ]} />
    </Section>
  )
}
