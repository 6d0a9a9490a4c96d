import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Page } from '@/components/page'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { schemeData } from './criteria'
import { SchemeFields } from './scheme-fields'

type Cleanup = components['schemas']['Cleanup']

/** A scheme as the form holds it. */
function schemeOf(k: Cleanup): Values {
  const { title, kind, basis, cut_off, from, until, kinds, townships, criteria, teams, window, reply_days, section, earlier } = k
  return { title, kind, basis, cut_off, from, until, kinds, townships, teams: teams ?? [], window, reply_days, section, earlier, criteria: criteria.map((c) => ({ ...c, use: true })) }
}

/** Drafts a campaign; as a re-run it begins with the scheme of the earlier one. */
export function DraftCleanupPage() {
  const { t } = useT()
  const [query] = useSearchParams()
  const earlier = query.get('earlier')
  const asked = useQuery({ ...queries.case(earlier ?? ''), enabled: !!earlier, refetchOnWindowFocus: false })
  return (
    <Page title={t('cln.new')} crumbs={[{ label: t('cln.list'), to: paths.cleanups({ state: 'open' }) }, { label: t('cln.new') }]} narrow>
      {earlier ? <Answered query={asked} rows={10}>{(f) => <Draft was={f.case.cleanup} earlier={earlier} />}</Answered> : <Draft />}
    </Page>
  )
}

function Draft({ was, earlier }: { was?: Cleanup; earlier?: string }) {
  const { t } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const act = { name: 'cleanup.draft', title: '起草清理整治方案', english: 'Draft a clean-up campaign', starts: '送负责人审批；批准后启动筛查，名单锁定后逐户立档核查' }
  const initial = was ? { ...schemeOf(was), earlier, cut_off: me.today, from: me.today, until: undefined } : { kind: 'zombie', kinds: ['association', 'service_org'], section: me.person.section, teams: [], cut_off: me.today, from: me.today }
  return (
    <ActForm act={act} initial={initial} toData={schemeData} onCancel={() => void navigate(paths.cleanups({ state: 'open' }))}
      onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('cln.new') } })}>
      {(v) => <SchemeFields values={v} />}
    </ActForm>
  )
}

/** Replaces the scheme of a draft. */
export function ReviseForm({ act, file, onCancel, onDone }: ActFormProps) {
  return (
    <ActForm act={act} file={file} initial={schemeOf(file.case.cleanup!)} toData={schemeData} onCancel={onCancel} onDone={onDone}>
      {(v) => <SchemeFields values={v} />}
    </ActForm>
  )
}
