import { useNavigate, useSearchParams } from 'react-router'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { Page } from '@/components/page'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { content, contentData, incoming, incomingData } from './acts'

const open = { name: 'referral.open', title: '登记移送', english: 'Open a referral', starts: '移送公安机关的由专案组核实，其余送审批' }
const receive = { name: 'referral.receive', title: '登记移送来件', english: 'Enter what another organ sends', starts: '起算回复期限' }

function Open({ act, heading, incoming: comesIn }: { act: typeof open; heading: string; incoming?: boolean }) {
  const { t } = useT()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const list = paths.referrals({ state: 'open' })
  return (
    <Page title={heading} crumbs={[{ label: t('ref.list'), to: list }, { label: heading }]} narrow>
      <ActForm act={act} initial={{ party: query.get('party') ?? undefined, from: undefined }} toData={comesIn ? incomingData : contentData} says={(v) => (!comesIn && v.to === 'discipline' ? [t('ref.hiddenSays')] : [])}
        onCancel={() => void navigate(list)} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: heading } })}>
        {(values) => <ActFields fields={comesIn ? incoming : [...content.slice(0, 2), { name: 'party', label: 'case.party', kind: 'party' }, ...content.slice(2)]} values={values} />}
      </ActForm>
    </Page>
  )
}

export function OpenReferralPage() { const { t } = useT(); return <Open act={open} heading={t('ref.new')} /> }
export function ReceiveReferralPage() { const { t } = useT(); return <Open act={receive} heading={t('ref.receive')} incoming /> }
