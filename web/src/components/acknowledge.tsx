import { Button } from 'antd'
import { useAct } from '@/lib/acts'
import { useT } from '@/lib/i18n'

/** A reminder asks only to be looked at. */
export function Acknowledge({ caseId, task, title }: { caseId: string; task: string; title: string }) {
  const { t } = useT()
  const act = useAct()
  return <Button size="small" loading={act.isPending} aria-label={`${t('task.ack')}：${title}`} onClick={() => act.mutate({ act: 'case.acknowledge', case: caseId, data: { task } })}>{t('task.ack')}</Button>
}
