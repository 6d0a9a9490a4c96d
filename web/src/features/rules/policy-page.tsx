import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import type { PolicyTable } from '@/api/types'
import { Page } from '@/components/page'
import { Answered } from '@/components/states'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { parts, procedures, title, type Pair } from '@/lib/titles'

const kinds: Record<string, Pair> = { ...procedures, file: ['文件', 'Files'], view: ['查看', 'Seeing'] }

/** Who may do what, as the policy stands: readable by somebody who reads law and not code. */
export function PolicyPage() {
  const { t } = useT()
  const asked = useQuery(queries.policy())
  return <Page title={t('policy.title')} hint={t('policy.hint')}><Answered query={asked} rows={16}>{(p) => <MatrixTable p={p} />}</Answered></Page>
}

function MatrixTable({ p }: { p: PolicyTable }) {
  const { t, lang, pick } = useT()
  const [word, setWord] = useState('')
  const lines = p.lines.filter((l) => !word || `${l.title} ${l.english} ${l.kind}.${l.act} ${l.note ?? ''}`.toLowerCase().includes(word.toLowerCase()))
  const groups = [...new Set(lines.map((l) => l.kind))]
  const bars = (list: string[]) => list.map((b) => pick(p.parts?.[b]?.[0], p.parts?.[b]?.[1]) || title(parts, b, lang)).join('、')
  return (
    <>
      <div className="filters"><Input type="search" className="filters-q" allowClear aria-label={t('common.search')} placeholder={t('policy.act')} value={word} onChange={(e) => setWord(e.target.value)} /></div>
      <div className="matrix-wrap" tabIndex={0} role="region" aria-label={t('policy.title')}>
        <table className="matrix">
          <caption className="visually-hidden">{t('policy.title')}</caption>
          <thead><tr><th scope="col" className="matrix-act">{t('policy.act')}</th>{p.roles.map((r) => <th key={r.role} scope="col"><span>{pick(r.title, r.english)}</span></th>)}<th scope="col" className="matrix-note">{t('policy.bar')} · {t('policy.note')}</th></tr></thead>
          {groups.map((g) => (
            <tbody key={g}>
              <tr className="matrix-group"><th scope="rowgroup" colSpan={p.roles.length + 2}>{title(kinds, g, lang)}</th></tr>
              {lines.filter((l) => l.kind === g).map((l) => (
                <tr key={l.line}>
                  <th scope="row" className="matrix-act">{pick(l.title, l.english)}<code>{l.kind}.{l.act}</code></th>
                  {p.roles.map((r) => {
                    const may = l.roles.includes(r.role)
                    const but = may && l.bar.length > 0
                    return <td key={r.role} className={may ? 'may' : undefined}><span aria-hidden>{but ? '◐' : may ? '●' : ''}</span><span className="visually-hidden">{but ? t('policy.mayBut', { parts: bars(l.bar) }) : may ? t('policy.may') : t('policy.mayNot')}</span></td>
                  })}
                  <td className="matrix-note">{l.bar.length > 0 && <span className="mark">{bars(l.bar)}</span>} {l.note} {l.article && <span className="quiet">{l.article}</span>}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  )
}
