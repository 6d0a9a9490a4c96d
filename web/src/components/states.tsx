import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '@/lib/i18n'
import { toProblem } from '@/lib/problem'

/** What stands where a list would stand: it says what to do. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  )
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useT()
  return (
    <div aria-busy="true" aria-live="polite">
      <span className="visually-hidden">{t('app.loading')}</span>
      <Skeleton active={false} title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  )
}

/** A refusal or fault in place of the content, with what to do about it. */
export function Wrong({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, pick } = useT()
  const p = toProblem(error)
  return (
    <div className="notice notice-bad" role="alert">
      <strong>{t('common.wrong')}</strong>
      <span>{pick(p.detail, p.detailEn) || p.code}</span>
      {p.article && <span className="quiet">{p.article}</span>}
      {retry && p.status !== 403 && p.status !== 404 && <Button size="small" onClick={retry}>{t('common.retry')}</Button>}
    </div>
  )
}

interface Asked<T> { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** Shows skeleton, refusal or content of one question. */
export function Answered<T>({ query, rows, children }: { query: Asked<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Wrong error={query.error} retry={() => void query.refetch()} />
  return <Loading rows={rows} />
}
