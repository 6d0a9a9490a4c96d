import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { Rule, Unit } from '@/api/types'
import { Unconfirmed } from '@/components/clock-badge'
import { DataTable } from '@/components/data-table'
import { Page, Section } from '@/components/page'
import { Answered, Empty } from '@/components/states'
import { unitText } from '@/lib/clock-text'
import { useT, type Words } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { can, useMe } from '@/lib/session'
import { competents, effects, ruleProcedures, title } from '@/lib/titles'

export function termText(r: Rule, w: Words): string {
  if (r.fixed_day) return r.fixed_day
  const base = unitText(r.term.n, r.term.unit as Unit, w.lang)
  return `${base}${r.term.back ? `（${w.t('clock.back')}）` : ''}${r.max_n ? `，${w.t('rules.settable', { a: r.min_n ?? 1, b: r.max_n })}` : ''}`
}

/** Every limit the system knows, with its article; what is not confirmed says so. */
export function RulesPage() {
  const w = useT()
  const { t, lang, pick } = w
  const me = useMe()
  const asked = useQuery(queries.rules())
  const violations = useQuery(queries.violations())
  const [query, setQuery] = useSearchParams()
  const q = query.get('q') ?? ''
  const proc = query.get('procedure') ?? undefined
  const only = query.get('status') === 'unconfirmed'
  const set = (k: string, v?: string) => setQuery((was) => { if (v) was.set(k, v); else was.delete(k); return was }, { replace: true })
  return (
    <Page title={t('rules.title')} hint={t('rules.hint')} extra={<><Link className="button-link" to={paths.norms()}>{t('norm.title')}</Link>{can(me, 'view.templates') && <Link className="button-link" to={paths.templates}>{t('tpl.title')}</Link>}</>}>
      <Answered query={asked} rows={14}>
        {(all) => {
          const list = all.filter((r) => (!proc || r.procedure === proc) && (!only || r.status !== 'confirmed') && (!q || `${r.id} ${r.title_zh} ${r.title_en} ${r.law} ${r.article}`.toLowerCase().includes(q.toLowerCase())))
          const procs = [...new Set(all.map((r) => r.procedure))]
          return (
            <>
              <div className="filters" role="group" aria-label={t('common.filter')}>
                <Input type="search" className="filters-q" allowClear aria-label={t('common.search')} placeholder={t('common.search')} value={q} onChange={(e) => set('q', e.target.value)} />
                <Select aria-label={t('case.procedure')} placeholder={t('case.procedure')} allowClear value={proc} options={procs.map((p) => ({ value: p, label: title(ruleProcedures, p, lang) }))} onChange={(v: string | undefined) => set('procedure', v)} />
                <Checkbox checked={only} onChange={(e) => set('status', e.target.checked ? 'unconfirmed' : undefined)}>{t('rules.onlyUnconfirmed')}</Checkbox>
                <span className="quiet">{t('rules.count', { n: all.length, u: all.filter((r) => r.status !== 'confirmed').length })}</span>
              </div>
              {list.length === 0 ? <Empty>{t('rules.empty')}</Empty> : (
                <DataTable caption={t('rules.title')} rows={list} rowKey={(r) => `${r.id}/${r.valid_from ?? ''}`} columns={[
                  { key: 'id', title: t('rules.id'), head: true, wrap: false, render: (r) => <Link className="ref" to={paths.clock({ rule: r.id })}>{r.id}</Link> },
                  { key: 'name', title: t('rules.name'), render: (r) => <>{pick(r.title_zh, r.title_en)} {r.status !== 'confirmed' && <Unconfirmed />}</> },
                  { key: 'trigger', title: t('rules.trigger'), render: (r) => r.trigger },
                  { key: 'term', title: t('rules.term'), render: (r) => <span className="num">{termText(r, w)}</span> },
                  { key: 'binds', title: t('rules.binds'), wrap: false, render: (r) => (r.term.binds === 'party' ? t('rules.party') : t('rules.agency')) },
                  { key: 'effect', title: t('clock.effect'), render: (r) => title(effects, r.effect, lang) },
                  { key: 'law', title: t('rules.law'), render: (r) => <>{r.law}{r.article}{r.note && <span className="quiet block">{r.note}</span>}</> },
                  { key: 'valid', title: t('rules.valid'), render: (r) => <span className="num">{r.valid_from || r.valid_to ? `${r.valid_from ?? ''} – ${r.valid_to ?? ''}` : t('rules.always')}</span> },
                ]} />
              )}
            </>
          )
        }}
      </Answered>
      {(violations.data?.length ?? 0) > 0 && (
        <Section id="violations" title={t('rules.violations')} flush>
          <DataTable caption={t('rules.violations')} rows={violations.data!} rowKey={(v) => `${v.id}/${v.valid_from ?? ''}`} columns={[
            { key: 'id', title: t('rules.id'), head: true, wrap: false, render: (v) => v.id },
            { key: 'title', title: t('f.violation'), render: (v) => <>{v.title} {v.status !== 'confirmed' && <Unconfirmed />}</> },
            { key: 'competent', title: t('rules.competent'), wrap: false, render: (v) => title(competents, v.competent, lang) },
            { key: 'law', title: t('rules.law'), render: (v) => v.article },
            { key: 'valid', title: t('rules.valid'), wrap: false, render: (v) => <span className="num">{v.valid_from || v.valid_to ? `${v.valid_from ?? ''} – ${v.valid_to ?? ''}` : t('rules.always')}</span> },
          ]} />
        </Section>
      )}
    </Page>
  )
}
