import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CalendarPreview } from '@/api/types'
import { ActForm } from '@/components/act-form'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { Empty, Wrong } from '@/components/states'
import { answer, client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** A new holiday notice: first what it moves, then the confirmation. */
export function ImportNotice({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const { message } = App.useApp()
  const qc = useQueryClient()
  const [bad, setBad] = useState('')
  const look = useMutation<CalendarPreview, Error, unknown>({ mutationFn: (holiday_cn) => answer(client.POST('/calendar/preview', { body: { holiday_cn } })) })
  const choose = async (file: File | undefined) => {
    setBad('')
    look.reset()
    if (!file) return
    try { look.mutate(JSON.parse(await file.text())) } catch { setBad(t('cal.bad')) }
  }
  const p = look.data
  return (
    <Drawer open onClose={onClose} size={680} title={t('cal.import')} aria-label={t('cal.import')} closable={{ 'aria-label': t('common.close') }}>
      <p className="quiet">{t('cal.importHint')}</p>
      <label className="file-field">{t('cal.file')}<input type="file" accept=".json,application/json" onChange={(e) => void choose(e.target.files?.[0])} /></label>
      {bad && <p className="notice notice-bad" role="alert">{bad}</p>}
      {look.error && <Wrong error={look.error} />}
      {look.isPending && <Button loading type="text">{t('app.loading')}</Button>}
      {p && (
        <>
          <h2 className="drawer-head">{p.year} · {t('cal.moves')} <span className="num quiet">{p.moves?.length ?? 0}</span></h2>
          {p.moves?.length ? (
            <DataTable caption={t('cal.moves')} rows={p.moves} rowKey={(m) => `${m.case}/${m.clock}`} columns={[
              { key: 'ref', title: t('case.reference'), head: true, render: (m) => <Link to={paths.case(m.case)} target="_blank">{m.reference || m.case}</Link> },
              { key: 'rule', title: t('case.clock'), render: (m) => <>{m.title} <span className="quiet">{m.rule}</span></> },
              { key: 'from', title: t('cal.was'), render: (m) => <DayText date={m.from} /> },
              { key: 'to', title: t('cal.becomes'), render: (m) => <strong><DayText date={m.to} /></strong> },
            ]} />
          ) : <Empty>{t('cal.noMoves')}</Empty>}
          <ActForm key={p.year} act={{ name: 'calendar.import', title: '导入放假通知', english: 'Import a holiday notice', starts: '重算受影响的期限' }} target="calendar" occurred={false}
            initial={{ number: p.notice.number }} toData={(v) => ({ ...p.notice, ...v, number: String(v.number ?? '') })} onCancel={onClose}
            onDone={() => { void qc.invalidateQueries({ queryKey: ['calendar'] }); void message.success(t('cal.imported')); onClose() }}>
            {() => (
              <>
                <Form.Item name="number" label={t('cal.number')}><Input maxLength={60} /></Form.Item>
                <Form.Item name="reason" label={t('common.reason')} extra={t('cal.replace')}><Input.TextArea autoSize maxLength={300} /></Form.Item>
              </>
            )}
          </ActForm>
        </>
      )}
    </Drawer>
  )
}
