import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { StageTag } from '@/components/links'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'

/** Another file, by its number and where it stands; and whose it is, where that is not known already. */
export function FileLink({ id, whose }: { id: string; whose?: boolean }) {
  const { t } = useT()
  const asked = useQuery({ ...queries.case(id), retry: false })
  return <><Link to={paths.case(id)}>{asked.data?.case.reference || t('common.open')}</Link> {asked.data && <StageTag stage={asked.data.case.stage} text={asked.data.stage_title} />} {whose && asked.data?.case.party?.name}</>
}
