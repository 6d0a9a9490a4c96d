import { PaperClipOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import type { components } from '@/api/schema'
import { CaseTable } from '@/components/case-table'
import { DataTable } from '@/components/data-table'
import { Page, Section } from '@/components/page'
import { Answered, Empty, Wrong } from '@/components/states'
import { upload } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { uuid } from '@/lib/idempotency'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries, type CaseQuery } from '@/lib/queries'

type Import = components['schemas']['PaymentImport']
const tones = { ok: 'badge-plain', recorded: 'badge-kept', already: 'badge-ended', wrong: 'badge-late' } as const

/** Receipts of the bank: a file is checked line by line before anything is entered. */
export function PaymentsPage() {
  const { t } = useT()
  const owing = useQuery(queries.caseList({ procedure: 'penalty', stage: 'served,instalment,pay_overdue,demanded,in_court', state: 'open', sort: 'due', limit: 50 } as CaseQuery))
  return (
    <Page title={t('pay.title')} hint={t('pay.hint')}>
      <ImportReceipts />
      <Section id="owing" title={t('pay.owing')} flush extra={<Link to={paths.penalties({ stage: 'served,instalment,pay_overdue,demanded,in_court' })}>{t('common.all')}</Link>}>
        <Answered query={owing} rows={4}>{(p) => (p.items.length ? <CaseTable caption={t('pay.owing')} rows={p.items} /> : <Empty>{t('case.empty')}</Empty>)}</Answered>
      </Section>
    </Page>
  )
}

function ImportReceipts() {
  const { t } = useT()
  const qc = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [result, setResult] = useState<Import>()
  const key = useRef('')
  const send = async (f: File, dry: boolean) => {
    setBusy(true)
    setError(undefined)
    try {
      const r = await upload<Import>('/payments/import', f, { query: { dry_run: dry }, ...(dry ? {} : { key: key.current }) })
      setResult(r)
      if (!dry) for (const k of ['case', 'cases', 'tasks', 'me', 'report']) void qc.invalidateQueries({ queryKey: [k] })
    } catch (err) {
      setError(err)
    } finally {
      setBusy(false)
    }
  }
  const choose = (f: File | undefined) => {
    if (!f || busy) return // what is under way is answered first
    key.current = uuid() // one key a file: sending it again enters nothing twice
    setFile(f)
    setResult(undefined)
    void send(f, true)
  }
  return (
    <Section id="import" title={t('pay.choose')}>
      <div className="uploads-head">
        <Button type={result?.ok ? 'default' : 'primary'} icon={<PaperClipOutlined aria-hidden />} loading={busy} onClick={() => input.current?.click()}>{t('pay.choose')}</Button>
        <input ref={input} type="file" hidden aria-label={t('pay.choose')} accept=".xlsx,.csv" onChange={(e) => { choose(e.target.files?.[0]); e.target.value = '' }} />
        {file && <span>{file.name}</span>}
        {file && result?.dry_run && result.ok > 0 && <Button type="primary" loading={busy} onClick={() => void send(file, false)}>{t('pay.import', { n: result.ok })}</Button>}
      </div>
      {error !== undefined && <Wrong error={error} />}
      {result && (
        <>
          <p role="status" className={result.dry_run ? 'notice notice-block' : 'notice notice-good'}>{result.dry_run ? t('pay.summary', { ok: result.ok, already: result.already, wrong: result.wrong, fen: formatFen(result.fen) }) : t('pay.done', { n: result.recorded, fen: formatFen(result.fen) })}</p>
          <DataTable caption={t('pay.result')} rows={result.lines} rowKey={(l) => String(l.row)} columns={[
            { key: 'row', title: t('pay.row'), head: true, align: 'right', width: 56, render: (l) => <span className="num">{l.row}</span> },
            { key: 'result', title: t('pay.result'), render: (l) => <><span className={`badge ${tones[l.result]}`}>{t(`pay.r.${l.result}`)}</span> {l.result === 'wrong' && l.why && <span className="quiet">{l.why}</span>}</> },
            { key: 'for', title: t('pay.for'), render: (l) => (l.case ? <Link to={paths.case(l.case)}>{l.for}</Link> : l.for) },
            { key: 'on', title: t('mon.paidOn'), wrap: false, render: (l) => <span className="num">{l.paid_on ?? '—'}</span> },
            { key: 'fen', title: t('pen.amount'), align: 'right', wrap: false, render: (l) => <span className="num">{l.fen > 0 ? formatFen(l.fen) : '—'}</span> },
            { key: 'receipt', title: t('mon.receipt'), wrap: false, render: (l) => <span className="num">{l.receipt}</span> },
            { key: 'payer', title: t('mon.payer'), render: (l) => l.payer || '—' },
          ]} />
        </>
      )}
    </Section>
  )
}
