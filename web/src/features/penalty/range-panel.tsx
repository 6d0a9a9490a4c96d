import { CheckCircleOutlined, CloseSquareOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { Unconfirmed } from '@/components/clock-badge'
import { useT } from '@/lib/i18n'
import { competents, lawComparisons, sanctionKinds, title } from '@/lib/titles'
import { toProblem } from '@/lib/problem'
import { bandText, isMoney, type Allowance, type NormRow, type Range, type Reason, type Reckoning, type Verdict } from './law'

const open = (s: string | undefined) => s === 'unconfirmed'

/** What the law allows for one violation on the facts given, with the reason for every bound. */
export function RangePanel({ range, error, pending, n }: { range?: Range; error?: unknown; pending?: boolean; n: number }) {
  const { t, lang, pick } = useT()
  const heading = t('range.of', { n })
  if (error) {
    const p = toProblem(error)
    return (
      <section className="range" aria-label={heading}>
        <div className="notice notice-bad notice-block" role="status">
          <strong>{t('range.refused')}</strong>
          <p>{pick(p.detail, p.detailEn) || p.code} {p.article && <span className="quiet">{p.article}</span>}</p>
          {p.fields.length > 0 && <ul>{p.fields.map((f) => <li key={f.path + f.message}>{f.message}</li>)}</ul>}
        </div>
      </section>
    )
  }
  if (!range) return <section className="range range-empty" aria-label={heading}><p className="quiet">{t(pending ? 'app.loading' : 'range.empty')}</p></section>
  const two = !!range.other
  return (
    <section className="range" aria-label={heading} aria-busy={pending || undefined}>
      <h2>{range.violation} {range.title} {open(range.status) && <Unconfirmed />}</h2>
      {!range.competent && <p className="notice notice-bad">{t('range.notCompetent', { organ: pick(range.referral, title(competents, range.organ, 'en')) || title(competents, range.organ, lang) })}</p>}
      {range.consult && <p className="notice notice-warn">{t('range.consult')}</p>}
      {range.exempt && <p className="notice notice-warn">{t(range.exempt === 'must' ? 'range.exemptMust' : 'range.exemptMay')}</p>}
      {range.mitigated && <p className="notice notice-warn">{t(range.mitigated === 'must' ? 'range.mitigatedMust' : 'range.mitigatedMay')}</p>}
      {range.tier_needed && <p className="notice notice-warn">{t('range.tierNeeded')}</p>}
      <dl className="facts">
        <div><dt>{t('range.norm')}</dt><dd>{range.norm ? <Norm x={range.norm} /> : <span className="mark mark-bad">{t('range.noNorm')}</span>}</dd></div>
        {(two || range.comparison && range.comparison !== 'same') && <div><dt>{t('range.oldNew')}</dt><dd>{title(lawComparisons, range.comparison, lang)}</dd></div>}
        <div><dt>{t('range.organ')}</dt><dd>{title(competents, range.organ, lang)}</dd></div>
      </dl>
      {(range.allowances?.length ?? 0) > 0
        ? <Allowances list={range.allowances!} caption={t('range.allowed')} />
        : range.competent && <p className="quiet">{t('range.nothing')}</p>}
      <Reasons list={range.reasons} />
      {range.other && (
        <details className="range-other">
          <summary>{t('range.other')}</summary>
          <p><Norm x={range.other} /></p>
          {(range.other.allowances?.length ?? 0) > 0 && <Allowances list={range.other.allowances!} caption={t('range.other')} />}
        </details>
      )}
    </section>
  )
}

function Norm({ x }: { x: NormRow }) {
  const { t } = useT()
  return (
    <>
      {x.article}{x.item && !x.article.includes(x.item) && ` ${x.item}`} {open(x.status) && <Unconfirmed />}
      {(x.valid_from || x.valid_to) && <span className="quiet block num">{t('range.validity', { from: x.valid_from ?? '…', to: x.valid_to ?? '…' })}</span>}
    </>
  )
}

function Allowances({ list, caption }: { list: Allowance[]; caption: string }) {
  const { t, lang } = useT()
  return (
    <table className="table table-keep range-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead><tr><th scope="col">{t('range.kind')}</th><th scope="col">{t('range.duty')}</th><th scope="col" className="right">{t('range.bounds')}</th></tr></thead>
      <tbody>
        {list.map((a, i) => (
          <tr key={i}>
            <th scope="row">{title(sanctionKinds, a.kind, lang)}{a.person && <span className="quiet block">{t('range.onPerson')}</span>}{a.nature === 'correction' && <span className="quiet block">{t('range.correction')}</span>} {open(a.status) && <Unconfirmed />}</th>
            <td>{t(a.must ? 'range.must' : 'range.may')}{a.one_of && <span className="quiet block">{t('range.oneOf')}</span>}</td>
            <td className="right num">
              {a.bands?.map((b, j) => <span key={j} className="block">{bandText(b)} {t('money.yuan')}<span className="quiet block">{b.basis}</span></span>)}
              {a.open && !a.bands?.length && t('range.open')}
              {isMoney(a.kind) && !a.open && !a.bands?.length && <span className="mark mark-warn">{t('range.noBase')}</span>}
              {(a.max_months ?? 0) > 0 && t('range.months', { a: a.min_months || 1, b: a.max_months! })}
              {!isMoney(a.kind) && !a.max_months && '—'}
              <Reasons list={a.reasons} quiet />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reasons({ list, quiet }: { list?: Reason[] | null; quiet?: boolean }) {
  const { t, pick } = useT()
  if (!list?.length) return null
  const items = <ul className="reasons">{list.map((r, i) => <li key={i}>{pick(r.text, r.english)} <span className="quiet">{r.article}</span> {open(r.status) && <Unconfirmed />}</li>)}</ul>
  return quiet ? <details className="range-why"><summary>{t('range.why')}</summary>{items}</details> : items
}

/** Inside or outside the range, with the rule that says so. */
export function VerdictLine({ verdict }: { verdict?: Verdict }) {
  const { t } = useT()
  return (
    <p className="verdict" role="status">
      {!verdict ? <span className="badge badge-ended"><MinusCircleOutlined aria-hidden />{t('range.unknown')}</span>
        : verdict.ok ? <span className="badge badge-kept"><CheckCircleOutlined aria-hidden />{t('range.inside')}</span>
          : <span className="badge badge-late"><CloseSquareOutlined aria-hidden />{t('range.refusedBadge')}</span>}
      {verdict && !verdict.ok && <span>{verdict.text}</span>}
      {verdict?.article && <span className="quiet">{verdict.article}</span>}
    </p>
  )
}

/** The steps that what is proposed will need, each with its reason. */
export function GroundsList({ grounds }: { grounds?: Pick<Reckoning, 'hearing' | 'review' | 'discussion'> }) {
  const { t, pick } = useT()
  const kinds = ['hearing', 'review', 'discussion'] as const
  if (!grounds) return null
  return (
    <dl className="facts grounds">
      {kinds.map((k) => (
        <div key={k}>
          <dt>{t(`range.ground.${k}`)}</dt>
          <dd>{grounds[k]?.length ? <ul className="reasons">{grounds[k].map((g, i) => <li key={`${g.code}${i}`}>{pick(g.text, g.english)} <span className="quiet">{g.article}</span> {open(g.status) && <Unconfirmed />}</li>)}</ul> : <span className="quiet">{t('range.groundNone')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
