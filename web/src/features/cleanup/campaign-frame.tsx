import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { CaseFile } from '@/api/types'
import { StageTag } from '@/components/links'
import { Page } from '@/components/page'
import { Empty, Loading, Wrong } from '@/components/states'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { CleanupTabs } from './facts'

/** The frame of the board, the ledger and the screened rows: the campaign, its views, and that it has a list. */
export function CampaignFrame({ at, children }: { at: 'board' | 'ledger' | 'screened'; children: (file: CaseFile) => ReactNode }) {
  const { id = '' } = useParams()
  const { t } = useT()
  const asked = useQuery(queries.case(id))
  const file = asked.data
  const heading = t(`cln.${at}`)
  if (!file?.case.cleanup) return <Page title={heading}>{asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={8} />}</Page>
  return (
    <Page title={`${file.case.cleanup.title} · ${heading}`} hint={<><span className="num">{file.case.reference}</span> <StageTag stage={file.case.stage} text={file.stage_title} /></>}
      crumbs={[{ label: t('cln.list'), to: paths.cleanups({ state: 'open' }) }, { label: file.case.reference ?? '', to: paths.case(id) }, { label: heading }]}>
      <CleanupTabs id={id} at={at} />
      {file.case.cleanup.result ? children(file) : <Empty>{t('cln.notYet')}</Empty>}
    </Page>
  )
}
