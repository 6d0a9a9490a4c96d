import { CloseOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { CaseTable } from '@/components/case-table'
import { DateInput, SearchField } from '@/components/inputs'
import { Page } from '@/components/page'
import { PersonSelect, usePeople } from '@/components/pickers'
import { Answered, Empty } from '@/components/states'
import { useT, type Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { queries, type CaseQuery } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { cases, categories, exits, options, outcomes, procedures, regKinds, stages, stagesOf, title } from '@/lib/titles'

// Every filter stands in the address, so that a list can be sent to a colleague and a number of the board can open it.
const names: Record<string, Key> = {
  q: 'common.search', procedure: 'case.procedure', state: 'case.state', stage: 'case.stage', handler: 'case.handler', section: 'case.section', township: 'case.township', outcome: 'case.outcome',
  deadline: 'case.deadline', closed_from: 'case.closedFrom', category: 'case.category', exit: 'case.exit', document: 'case.document', party: 'case.party', parent: 'case.parent', year: 'common.year', opened_from: 'case.openedFrom', opened_to: 'case.openedTo', decided: 'case.decided', column: 'case.column', licence: 'case.licence', as_of: 'case.asOf',
}
const states = ['open', 'closed', 'overdue', 'due_soon'] as const
const sorts = ['due', 'opened', 'last'] as const

function valueText(name: string, value: string, w: Words, person: (id: string) => string | undefined): string {
  switch (name) {
    case 'procedure': return title(procedures, value, w.lang)
    case 'state': return (states as readonly string[]).includes(value) ? w.t(`case.state.${value as (typeof states)[number]}`) : value
    case 'deadline': return value === 'overdue' ? w.t('case.state.overdue') : value === 'due_soon' ? w.t('case.state.due_soon') : value
    case 'stage': return value.split(',').map((x) => title(stages, x, w.lang)).join('、')
    case 'outcome': return title(outcomes, value, w.lang)
    case 'category': return title(categories, value, w.lang)
    case 'exit': return title(exits, value, w.lang)
    case 'handler': return person(value) ?? value
    case 'licence': return licenceText(value, w)
    case 'decided': return value === 'true' ? w.t('common.yes') : value
  }
  return value
}

const licenceWhats: Record<string, readonly [string, string]> = {
  applied: ['申请', 'applied'], accepted: ['受理', 'accepted'], rejected: ['不予受理', 'not accepted'], granted: ['许可', 'granted'], refused: ['不予许可', 'refused'],
  withdrawn: ['撤回申请', 'withdrawn'], lapsed: ['逾期退件', 'lapsed'], annulled: ['撤销许可', 'annulled'], deemed: ['视为受理', 'accepted by silence'],
}

/** A number of the statistics of licences: establish.granted. */
function licenceText(value: string, w: Words): string {
  const [item = '', what = ''] = value.split('.')
  return `${item === 'all' ? w.t('common.all') : title(regKinds, item, w.lang)} · ${title(licenceWhats, what, w.lang)}`
}

/** The list of files. Where the procedure is fixed, it is no filter and the page has its own name. */
export function CaseListPage({ procedure, heading, extra, children }: { procedure?: string; heading?: string; extra?: ReactNode; children?: ReactNode }) {
  const w = useT()
  const { t, lang } = w
  const me = useMe()
  const people = usePeople()
  const [query, setQuery] = useSearchParams()
  const filter = { ...Object.fromEntries([...Object.keys(names), 'sort'].map((k) => [k, query.get(k) ?? undefined])), ...(procedure ? { procedure } : {}) } as Record<string, string | undefined>
  const asked = useInfiniteQuery(queries.cases(filter as CaseQuery))
  const rows = asked.data?.pages.flatMap((p) => p.items ?? [])
  const total = asked.data?.pages[0]?.total ?? 0
  const set = (part: Record<string, string | undefined>) => setQuery((was) => {
    const next = new URLSearchParams(was)
    for (const [k, v] of Object.entries(part)) if (v) next.set(k, v); else next.delete(k)
    return next
  }, { replace: true })
  const active = Object.keys(names).filter((k) => query.get(k) && !(procedure && k === 'procedure'))

  const stageOptions = filter.procedure && stagesOf[filter.procedure] ? options(stages, lang, stagesOf[filter.procedure]) : []
  return (
    <Page title={heading ?? t('case.list')} hint={asked.data && t('common.total', { n: formatCount(total) })} extra={extra}>
      {children}
      <div className="filters" role="group" aria-label={t('common.filter')}>
        <SearchField value={filter.q ?? ''} onSearch={(q) => set({ q: q || undefined })} label={t('case.q')} />
        {!procedure && <Select aria-label={t('case.procedure')} placeholder={t('case.procedure')} allowClear value={filter.procedure} options={options(procedures, lang, [...cases])} onChange={(v: string | undefined) => set({ procedure: v, stage: undefined })} />}
        <Select aria-label={t('case.state')} placeholder={t('case.state')} allowClear value={filter.state} options={states.map((s) => ({ value: s, label: t(`case.state.${s}`) }))} onChange={(v: string | undefined) => set({ state: v })} />
        {stageOptions.length > 0 && <Select aria-label={t('case.stage')} placeholder={t('case.stage')} allowClear value={stageOptions.some((o) => o.value === filter.stage) ? filter.stage : undefined} options={stageOptions} onChange={(v: string | undefined) => set({ stage: v })} />}
        {can(me, 'view.people') && <PersonSelect aria-label={t('case.handler')} placeholder={t('case.handler')} value={filter.handler} onChange={(v?: string) => set({ handler: v })} role="officer" />}
        {(me.agency.sections?.length ?? 0) > 0 && <Select aria-label={t('case.section')} placeholder={t('case.section')} allowClear value={filter.section} options={me.agency.sections!.map((s) => ({ value: s, label: s }))} onChange={(v: string | undefined) => set({ section: v })} />}
        {(me.agency.townships?.length ?? 0) > 0 && <Select aria-label={t('case.township')} placeholder={t('case.township')} allowClear showSearch value={filter.township} options={me.agency.townships!.map((s) => ({ value: s, label: s }))} onChange={(v: string | undefined) => set({ township: v })} />}
        <details className="filters-more">
          <summary>{t('common.more')}</summary>
          <div className="filters-grid">
            <label>{t('case.category')}<Select aria-label={t('case.category')} allowClear value={filter.category} options={options(categories, lang)} onChange={(v: string | undefined) => set({ category: v })} /></label>
            <label>{t('case.exit')}<Select aria-label={t('case.exit')} allowClear value={filter.exit} options={options(exits, lang)} onChange={(v: string | undefined) => set({ exit: v })} /></label>
            <label>{t('case.outcome')}<Select aria-label={t('case.outcome')} allowClear value={filter.outcome} options={options(outcomes, lang, Object.keys(outcomes).filter((o) => !o.includes('.')))} onChange={(v: string | undefined) => set({ outcome: v })} /></label>
            <label>{t('case.openedFrom')}<DateInput aria-label={t('case.openedFrom')} value={filter.opened_from} onChange={(v) => set({ opened_from: v })} /></label>
            <label>{t('case.openedTo')}<DateInput aria-label={t('case.openedTo')} value={filter.opened_to} onChange={(v) => set({ opened_to: v })} /></label>
          </div>
        </details>
        <Select className="filters-sort" aria-label={t('case.sort')} value={filter.sort ?? 'due'} options={sorts.map((s) => ({ value: s, label: t(`case.sort.${s}`) }))} onChange={(v: string) => set({ sort: v === 'due' ? undefined : v })} />
      </div>
      {active.length > 0 && (
        <ul className="chips" aria-label={t('common.filter')}>
          {active.map((k) => {
            const text = `${t(names[k]!)}：${valueText(k, query.get(k)!, w, (id) => people.get(id)?.name)}`
            return <li key={k}><button type="button" className="chip" onClick={() => set({ [k]: undefined })} aria-label={`${t('common.remove')} ${text}`}>{text}<CloseOutlined aria-hidden /></button></li>
          })}
          {active.length > 1 && <li><Button type="link" size="small" onClick={() => setQuery({}, { replace: true })}>{t('common.reset')}</Button></li>}
        </ul>
      )}
      <Answered query={{ data: rows, error: asked.error, isPending: asked.isPending, refetch: asked.refetch }} rows={10}>
        {(list) => list.length === 0
          ? <Empty action={active.length > 0 && <Button onClick={() => setQuery({}, { replace: true })}>{t('common.reset')}</Button>}>{t('case.empty')}</Empty>
          : <CaseTable caption={heading ?? t('case.list')} rows={list} procedure={!filter.procedure}
              foot={asked.hasNextPage && <div className="table-foot"><Button onClick={() => void asked.fetchNextPage()} loading={asked.isFetchingNextPage}>{t('common.loadMore')}</Button></div>} />}
      </Answered>
    </Page>
  )
}
