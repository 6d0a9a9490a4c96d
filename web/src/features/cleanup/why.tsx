import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { components } from '@/api/schema'
import { Unconfirmed } from '@/components/clock-badge'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { parameters } from './criteria'

type Screened = components['schemas']['ScreenedOne']
const tones: Record<string, string> = { hit: 'badge-late-soft', miss: 'badge-kept', unknown: 'badge-soon' }

/** What the screening said of one organization: every criterion, why, and on what proof. */
export function Why({ campaign, party, only }: { campaign: string; party: string; only?: 'hit' }) {
  const { t } = useT()
  const asked = useQuery(queries.cleanupWhy(campaign, party))
  if (asked.error) return <p className="quiet">{t('clr.notFound')}</p>
  return <Answered query={asked} rows={3}>{(x) => <Answers x={x} only={only} />}</Answered>
}

export function Answers({ x, only }: { x: Screened; only?: 'hit' }) {
  const w = useT()
  const { t } = w
  if (x.out) return <p>{t('cln.outWhy', { why: x.out })}</p>
  const rows = (x.answers ?? []).filter((a) => !only || a.state === only)
  return (
    <ul className="answers">
      {rows.map((a) => {
        const c = x.criteria.find((r) => r.id === a.criterion)
        return (
          <li key={a.criterion}>
            <div><span className={`badge ${tones[a.state] ?? 'badge-plain'}`}>{t(`cln.r.${a.state}` as Key)}</span> <strong>{c?.title ?? a.criterion}</strong>{c && parameters(c, w) && <span className="quiet"> {parameters(c, w)}</span>} {c && c.status !== 'confirmed' && <Unconfirmed />}</div>
            <p>{a.why}</p>
            {!!a.proof?.length && <ul className="proofs" aria-label={t('cln.proof')}>{a.proof.map((p, i) => <li key={i} className="quiet">{p.file ? <Link to={paths.case(p.file)}>{p.what}</Link> : p.what} {p.on && <span className="num">{p.on}</span>} · {t(`cln.from.${p.from}` as Key)}</li>)}</ul>}
          </li>
        )
      })}
    </ul>
  )
}
