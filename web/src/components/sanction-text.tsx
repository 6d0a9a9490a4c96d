import type { components } from '@/api/schema'
import { useT } from '@/lib/i18n'
import { formatFen } from '@/lib/money'
import { sanctionKinds, title } from '@/lib/titles'

/** The first characters of a digest say which content is meant; the whole is in its title. */
export function Digest({ of }: { of?: string }) {
  if (!of) return null
  return <code className="hash" title={of}>{of.slice(0, 8)}</code>
}

export function SanctionText({ s }: { s: components['schemas']['Sanction'] }) {
  const { t, lang } = useT()
  const more = [s.amount_fen ? `${formatFen(s.amount_fen)} ${t('money.yuan')}` : '', s.months ? t('pen.monthsN', { n: s.months }) : '', s.person ?? '', s.text ?? ''].filter(Boolean)
  return <><strong>{title(sanctionKinds, s.kind, lang)}</strong>{more.length > 0 && <span className="num"> {more.join(' · ')}</span>} <span className="quiet">{s.violation}</span></>
}
