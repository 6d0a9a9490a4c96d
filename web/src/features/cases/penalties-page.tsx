import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

// Where cases wait, in groups that an office asks for. Each is a filter of stages in the address.
const groups: { key: Key; stage?: string; state?: string }[] = [
  { key: 'pen.group.open', state: 'open' },
  { key: 'pen.group.clue', stage: 'clue' },
  { key: 'pen.group.inquiry', stage: 'filed,pen_suspended' },
  { key: 'pen.group.review', stage: 'reported_out,examining,disputed,legal_review' },
  { key: 'pen.group.notice', stage: 'examined,noticed,hearing_set,heard,post_notice' },
  { key: 'pen.group.decide', stage: 'to_discuss,to_decide,decided' },
  { key: 'pen.group.perform', stage: 'served,instalment,pay_overdue,demanded,in_court' },
  { key: 'pen.group.close', stage: 'performed,concluded' },
  { key: 'pen.group.all' },
]

/** The penalty cases, by where they wait. */
export function PenaltiesPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const at = (g: (typeof groups)[number]) => (query.get('stage') ?? undefined) === g.stage && (query.get('state') ?? undefined) === g.state
  return (
    <CaseListPage procedure="penalty" heading={t('pen.list')} extra={(
      <>
        {can(me, 'penalty.open_clue') && <Link className="button-link button-primary" to={paths.newClue()}>{t('pen.new')}</Link>}
        {can(me, 'penalty.decide_on_spot') && <Link className="button-link" to={paths.newSpot()}>{t('spot.title')}</Link>}
        {can(me, 'view.rules') && <Link className="button-link" to={paths.range()}>{t('nav.range')}</Link>}
      </>
    )}>
      <nav className="tabs" aria-label={t('pen.groups')}>
        {groups.map((g) => <Link key={g.key} to={paths.penalties({ stage: g.stage, state: g.state })} aria-current={at(g) ? 'page' : undefined}>{t(g.key)}</Link>)}
      </nav>
    </CaseListPage>
  )
}
