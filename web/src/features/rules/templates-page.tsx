import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { components } from '@/api/schema'
import { ActDrawer } from '@/components/act-drawer'
import { DataTable } from '@/components/data-table'
import { JsonAct } from '@/components/json-act'
import { Page, Section } from '@/components/page'
import { usePeople } from '@/components/pickers'
import { Answered, Empty, Wrong } from '@/components/states'
import { timeText } from '@/lib/dates'
import { answer, client } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'

type Book = components['schemas']['TemplateBook']
/** What a template holds, as far as a reader needs it (activities/render). */
interface Body { issuer?: string; recipient?: string; required?: Element[]; optional?: Element[]; blocks?: Block[] }
interface Element { field: string; name_zh: string; article?: string }
interface Block { kind: string; text?: string; over?: string; date?: string; seal?: boolean; columns?: { head: string; text: string }[]; rows?: { cells: { label?: string; text?: string; foot?: string }[] }[] }

/** Every template of an instrument. */
export function TemplatesPage() {
  const { t } = useT()
  const asked = useQuery(queries.templates())
  const [query, setQuery] = useSearchParams()
  const q = (query.get('q') ?? '').toLowerCase()
  return (
    <Page title={t('tpl.title')} hint={t('tpl.hint')} crumbs={[{ label: t('rules.title'), to: paths.rules }, { label: t('tpl.title') }]}>
      <div className="filters"><Input type="search" className="filters-q" allowClear aria-label={t('common.search')} placeholder={t('common.search')} value={query.get('q') ?? ''} onChange={(e) => setQuery(e.target.value ? { q: e.target.value } : {}, { replace: true })} /></div>
      <Answered query={asked} rows={12}>
        {(all) => {
          const rows = all.filter((x) => !q || `${x.id} ${x.code} ${x.title}`.toLowerCase().includes(q))
          return rows.length === 0 ? <Empty>{t('tpl.empty')}</Empty> : (
            <DataTable caption={t('tpl.title')} rows={rows} rowKey={(x) => x.id} columns={[
              { key: 'title', title: t('tpl.name'), head: true, render: (x) => <Link to={paths.template(x.id)}>{x.title}</Link> },
              { key: 'code', title: t('tpl.code'), wrap: false, render: (x) => <span className="num">{x.code}</span> },
              { key: 'external', title: t('tpl.kind'), wrap: false, render: (x) => t(x.external ? 'tpl.external' : 'tpl.internal') },
              { key: 'version', title: t('tpl.version'), align: 'right', wrap: false, render: (x) => <span className="num">{x.version}</span> },
              { key: 'changed', title: t('tpl.history'), wrap: false, render: (x) => x.changed ? <span className="mark mark-warn">{t('tpl.changed')}</span> : <span className="quiet">{t('tpl.shipped')}</span> },
            ]} />
          )
        }}
      </Answered>
    </Page>
  )
}

/** One template: its elements, its text, what was changed, a sample, and the change. */
export function TemplatePage() {
  const { template = '' } = useParams()
  const { t } = useT()
  const asked = useQuery(queries.template(template))
  return (
    <Page title={asked.data?.title ?? t('tpl.title')} hint={asked.data && `${asked.data.code} · ${asked.data.id} · ${t('tpl.version')} ${asked.data.version}`} crumbs={[{ label: t('tpl.title'), to: paths.templates }, { label: asked.data?.title ?? template }]}>
      <Answered query={asked} rows={12}>{(book) => <TemplateView key={book.id} book={book} />}</Answered>
    </Page>
  )
}

const pretty = (x: unknown) => JSON.stringify(x, null, 2)

function TemplateView({ book }: { book: Book }) {
  const { t } = useT()
  const me = useMe()
  const qc = useQueryClient()
  const people = usePeople()
  const [edit, setEdit] = useState<string | null>(null)
  const [resetting, setResetting] = useState(false)
  const body = book.body as Body
  const renew = () => void qc.invalidateQueries({ queryKey: ['templates'] })
  const may = can(me, 'templates.set')
  const fields = [...(body.required ?? []).map((f) => ({ ...f, must: true })), ...(body.optional ?? []).map((f) => ({ ...f, must: false }))]
  return (
    <>
      <div className="act-buttons wrap">
        {may && <Button type="primary" onClick={() => setEdit(pretty(book.body))}>{t('tpl.change')}</Button>}
        {book.changed && can(me, 'templates.reset') && <Button onClick={() => setResetting(true)}>{t('tpl.reset')}</Button>}
        <Sample id={book.id} title={book.title} />
      </div>
      <Section id="text" title={t('tpl.text')}>
        {body.issuer && <p><code>{body.issuer}</code></p>}
        {body.recipient && <p><code>{body.recipient}</code></p>}
        <div className="template-text">{(body.blocks ?? []).map((b, i) => <BlockText key={i} b={b} />)}</div>
        <details className="fold"><summary>{t('tpl.raw')}</summary><pre className="json-view" tabIndex={0}>{pretty(book.body)}</pre></details>
        {book.changed && <details className="fold"><summary>{t('tpl.rawShipped')}</summary><pre className="json-view" tabIndex={0}>{pretty(book.shipped)}</pre></details>}
      </Section>
      <Section id="elements" title={t('tpl.fields')} flush>
        <DataTable caption={t('tpl.fields')} rows={fields} rowKey={(f) => f.field} columns={[
          { key: 'name', title: t('tpl.fields'), head: true, render: (f) => f.name_zh },
          { key: 'field', title: t('tpl.field'), render: (f) => <code>{f.field}</code> },
          { key: 'must', title: t('tpl.kind'), wrap: false, render: (f) => t(f.must ? 'tpl.required' : 'tpl.optional') },
          { key: 'article', title: t('norm.basis'), render: (f) => f.article || '—' },
        ]} />
      </Section>
      <Section id="history" title={t('tpl.history')} flush={book.history.length > 0}>
        {book.history.length === 0 ? <p className="quiet">{t('tpl.historyNone')}</p> : (
          <DataTable caption={t('tpl.history')} rows={book.history} rowKey={(v) => String(v.version)} columns={[
            { key: 'version', title: t('tpl.version'), head: true, wrap: false, render: (v) => <span className="num">{v.version}</span> },
            { key: 'from', title: t('tpl.from'), wrap: false, render: (v) => <span className="num">{timeText(v.from)}</span> },
            { key: 'by', title: t('tpl.by'), wrap: false, render: (v) => people.get(v.by)?.name ?? v.by },
            { key: 'reason', title: t('json.reason'), render: (v) => v.body ? v.reason : <>{t('tpl.was')}：{v.reason}</> },
            ...(may ? [{ key: 'load', title: t('tpl.change'), wrap: false, render: (v: Book['history'][number]) => v.body ? <Button size="small" aria-label={`${t('tpl.load')} ${v.version}`} onClick={() => setEdit(pretty(v.body))}>{t('tpl.load')}</Button> : '—' }] : []),
          ]} />
        )}
      </Section>
      {edit !== null && (
        <JsonAct act={{ name: 'templates.set', title: '修改文书模板', english: 'Change an instrument template', starts: '此后制作的文书使用新版本；已制作的不变' }} caseId="templates" initial={edit}
          toData={(value, reason) => ({ id: book.id, body: value, reason })} onClose={() => setEdit(null)} onDone={renew} extra={(value) => <Sample id={book.id} title={book.title} body={value} edited />} />
      )}
      {resetting && (
        <ActDrawer act={{ name: 'templates.reset', title: '恢复文书模板', english: 'Go back to the shipped template' }} caseId="templates" toData={(v) => ({ id: book.id, reason: v.reason })} onClose={() => setResetting(false)} onDone={renew}>
          {() => <Form.Item name="reason" label={t('json.reason')} rules={[{ required: true, whitespace: true, min: 2, message: `${t('json.reason')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>}
        </ActDrawer>
      )}
    </>
  )
}

function BlockText({ b }: { b: Block }) {
  const { t } = useT()
  return (
    <>
      {b.text && <p>{b.text}{b.seal && <span className="quiet">{t('tpl.seal')}</span>}{b.date && <> {b.date}</>}</p>}
      {b.columns && <p className="quiet">{b.columns.map((c) => `${c.head} ${c.text}`).join(' | ')}</p>}
      {b.rows && <ul className="reasons">{b.rows.map((r, i) => <li key={i}>{r.cells.map((c) => [c.label, c.text, c.foot].filter(Boolean).join(' ')).join(' | ')}</li>)}</ul>}
    </>
  )
}

/** A sample as PDF, of the template in force or of what is being written, shown in the page: the one frame its policy lets in is what it made itself. */
function Sample({ id, title, body, edited }: { id: string; title: string; body?: unknown; edited?: boolean }) {
  const { t } = useT()
  const [url, setUrl] = useState('')
  useEffect(() => () => { if (url) URL.revokeObjectURL(url) }, [url])
  const make = useMutation({
    mutationFn: () => answer(client.POST('/templates/{template}/preview', { params: { path: { template: id } }, body: edited ? { body } : {}, parseAs: 'blob' })) as unknown as Promise<Blob>,
    onMutate: () => setUrl(''),
    onSuccess: (pdf) => setUrl(URL.createObjectURL(pdf)),
  })
  return (
    <>
      <Button disabled={edited && !body} loading={make.isPending} onClick={() => make.mutate()}>{t(edited ? 'tpl.previewText' : 'tpl.preview')}</Button>
      {url && <a href={url} download={`${title}.pdf`}><DownloadOutlined aria-hidden /> {t('tpl.download', { name: title })}</a>}
      {make.error && <Wrong error={make.error} />}
      {url && <iframe className="pdf" src={url} title={t('tpl.sampleOf', { name: title })} />}
    </>
  )
}
