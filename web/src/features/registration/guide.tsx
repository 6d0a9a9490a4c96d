import { useQuery } from '@tanstack/react-query'
import { Unconfirmed } from '@/components/clock-badge'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries, type GuideQuery } from '@/lib/queries'
import { title, units } from '@/lib/titles'
import { MaterialMarks } from './materials'

/** What the law wants published of a matter (行政许可法 30): limits, materials, conditions; what is not confirmed says so. */
export function Guide({ query }: { query: GuideQuery }) {
  const { t, lang } = useT()
  const asked = useQuery(queries.registrationGuide(query))
  return (
    <Answered query={asked} rows={8}>
      {(g) => (
        <div className="guide">
          <h3>{t('app.limits')}</h3>
          <ul className="guide-limits">
            {g.limits.map((l) => <li key={l.title}><strong className="num">{l.n} {title(units, l.unit, lang)}</strong> {l.use && <span className="tag">{t(l.use === 'promised' ? 'reg.byPromise' : 'reg.byLaw')}</span>} {l.title} {!l.confirmed && <Unconfirmed />}<span className="block quiet">{l.article}</span></li>)}
          </ul>
          <h3>{t('reg.materials')}</h3>
          <ol className="plain-list">{g.materials.map((m) => <li key={m.key}>{m.title} <MaterialMarks m={m} /></li>)}</ol>
          {g.conditions.length > 0 && <h3>{t('reg.conditions')}</h3>}
          <ul className="guide-list">{g.conditions.map((k) => <li key={k.id}>{k.title} {k.status !== 'confirmed' && <Unconfirmed />}<span className="block quiet">{k.article}</span></li>)}</ul>
        </div>
      )}
    </Answered>
  )
}
