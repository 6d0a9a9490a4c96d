import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { CaseTable } from '@/components/case-table'
import { Page, Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { useT } from '@/lib/i18n'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

/** Campaigns and the inspections that are open, with what opens new ones. */
export function InspectionsPage() {
  const { t } = useT()
  const me = useMe()
  const campaigns = useQuery(queries.caseList({ procedure: 'campaign', sort: 'opened', limit: 10 }))
  const open = useQuery(queries.caseList({ procedure: 'inspection', state: 'open', limit: 50 }))
  const all = (q: Record<string, string>, n?: number) => <Link to={paths.cases(q)}>{t('common.all')}{n !== undefined && <span className="num"> {formatCount(n)}</span>}</Link>
  return (
    <Page title={t('insp.title')} extra={(
      <>
        {can(me, 'inspection.assign') && <Link className="button-link button-primary" to={paths.newInspection()}>{t('insp.new')}</Link>}
        {can(me, 'campaign.draft') && <Link className="button-link" to={paths.newCampaign}>{t('insp.newCampaign')}</Link>}
      </>
    )}>
      <Section id="campaigns" title={t('insp.campaigns')} extra={all({ procedure: 'campaign' }, campaigns.data?.total)} flush>
        <Answered query={campaigns} rows={3}>
          {(p) => p.items?.length ? <CaseTable caption={t('insp.campaigns')} rows={p.items} /> : <Empty>{t('insp.emptyCampaign')}</Empty>}
        </Answered>
      </Section>
      <Section id="inspections" title={`${t('insp.list')} · ${t('case.state.open')}`} extra={all({ procedure: 'inspection' })} flush>
        <Answered query={open} rows={8}>
          {(p) => p.items?.length ? <CaseTable caption={t('insp.list')} rows={p.items} /> : <Empty>{t('insp.empty')}</Empty>}
        </Answered>
      </Section>
    </Page>
  )
}
