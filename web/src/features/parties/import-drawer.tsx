import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ImportReport } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { Empty, Wrong } from '@/components/states'
import { upload } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { useIdempotencyKey } from '@/lib/idempotency'

/** Parties from a table: tried first, entered when every row is right. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const { message } = App.useApp()
  const qc = useQueryClient()
  const key = useIdempotencyKey()
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: (dry: boolean) => upload<ImportReport>('/parties/import', file!, { query: { dry_run: dry }, key: key.get() }),
    onSuccess: (r, dry) => {
      key.renew()
      if (dry) return
      void message.success(t('import.created', { n: r.created }))
      void qc.invalidateQueries({ queryKey: ['parties'] })
      onClose()
    },
    onError: () => key.renew(),
  })
  const r = send.data
  return (
    <Drawer open onClose={onClose} size={640} title={t('import.title')} aria-label={t('import.title')} closable={{ 'aria-label': t('common.close') }}>
      <p className="quiet">{t('import.hint')}</p>
      <p>
        <label className="file-field">{t('import.file')}
          <input type="file" accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange={(e) => { setFile(e.target.files?.[0] ?? null); send.reset() }} />
        </label>
      </p>
      <p className="act-buttons">
        <Button type={r ? 'default' : 'primary'} disabled={!file} loading={send.isPending} onClick={() => send.mutate(true)}>{t('import.dry')}</Button>
        {r && r.ok > 0 && (r.errors ?? []).length === 0 && <Button type="primary" loading={send.isPending} onClick={() => send.mutate(false)}>{t('import.run', { n: r.ok })}</Button>}
      </p>
      {send.error && <Wrong error={send.error} />}
      {r && (
        <>
          <dl className="facts facts-wide" aria-live="polite">
            <div><dt>{t('import.rows')}</dt><dd className="num">{r.rows}</dd></div>
            <div><dt>{t('import.ok')}</dt><dd className="num">{r.ok}</dd></div>
            <div><dt>{t('import.dup')}</dt><dd className="num">{r.duplicates}</dd></div>
            <div><dt>{t('import.bad')}</dt><dd className={(r.errors ?? []).length ? 'num n-late' : 'num'}>{(r.errors ?? []).length}</dd></div>
          </dl>
          {(r.errors ?? []).length === 0 ? <Empty>{t('import.noErrors')}</Empty> : (
            <DataTable caption={t('import.bad')} rows={r.errors} rowKey={(e, i) => `${e.row}-${i}`} columns={[
              { key: 'row', title: t('import.row'), head: true, align: 'right', width: 56, render: (e) => <span className="num">{e.row}</span> },
              { key: 'field', title: t('import.field'), render: (e) => e.field },
              { key: 'message', title: t('import.message'), render: (e) => e.message },
            ]} />
          )}
        </>
      )}
    </Drawer>
  )
}
