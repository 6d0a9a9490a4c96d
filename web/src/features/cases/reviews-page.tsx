import { Link, useSearchParams } from 'react-router'
import { CaseListPage } from './list-page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { can, useMe } from '@/lib/session'

const groups: { key: Key; stage?: string; state?: string }[] = [
  { key: 'rev.group.open', state: 'open' },
  { key: 'rev.group.submitted', stage: 'review_submitted' },
  { key: 'rev.group.reviewing', stage: 'under_review' },
  { key: 'rev.group.back', stage: 'review_returned,review_opined' },
  { key: 'rev.group.later', stage: 'review_passed,paper_adopted,paper_signed,paper_numbered,paper_published,paper_filed,paper_in_force' },
  { key: 'rev.group.all' },
]

/** The queue of the reviewer, the nearest day first. */
export function ReviewsPage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const at = (g: (typeof groups)[number]) => (query.get('stage') ?? undefined) === g.stage && (query.get('state') ?? undefined) === g.state
  return (
    <CaseListPage procedure="legality" heading={t('rev.desk')} extra={can(me, 'legality.submit') && <Link className="button-link button-primary" to={paths.newReview}>{t('rev.new')}</Link>}>
      <nav className="tabs" aria-label={t('rev.groups')}>
        {groups.map((g) => <Link key={g.key} to={paths.reviews({ stage: g.stage, state: g.state })} aria-current={at(g) ? 'page' : undefined}>{t(g.key)}</Link>)}
      </nav>
    </CaseListPage>
  )
}
