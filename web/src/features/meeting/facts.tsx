import { CheckCircleOutlined, CloseSquareOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { CaseFile } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { Section } from '@/components/page'
import { Digest } from '@/components/sanction-text'
import { dayOf, timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { title, votes } from '@/lib/titles'
import { lacks } from './minutes'
import { resultText } from './minutes-form'
import { useMembers } from './people'

/** What still stands in the way of closing; nothing when all is there. */
export function Missing({ file, unsigned = true }: { file: CaseFile; unsigned?: boolean }) {
  const { t } = useT()
  const m = file.case.meeting!
  const { heads, name, people } = useMembers(file, dayOf(m.at))
  if (!m.minutes || file.case.closed_on || people.size === 0) return null
  const list = [...lacks(m, m.minutes, heads, name), ...(unsigned ? (m.minutes.present ?? []).filter((p) => !m.signed?.some((s) => s.person === p)).map((p) => ({ key: 'meet.m.sign' as const, vars: { name: name(p) } })) : [])]
  if (list.length === 0) return null
  return <div className="notice notice-warn notice-block" role="status"><strong>{t('meet.missing')}</strong><ul>{list.map((l, i) => <li key={i}>{t(l.key, l.vars)}</li>)}</ul></div>
}

const icons = { agree: CheckCircleOutlined, oppose: CloseSquareOutlined, abstain: MinusCircleOutlined } as const

/** What a meeting holds besides what every file holds. */
export function MeetingFacts({ file }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const w = useT()
  const { t, lang } = w
  const m = file.case.meeting
  const { heads, name } = useMembers(file, m ? dayOf(m.at) : '')
  if (!m) return null
  const min = m.minutes
  return (
    <>
      <Missing file={file} />
      <Section id="facts" title={t('meet.facts')}>
        <dl className="facts facts-wide">
          <div><dt>{t('meet.at')}</dt><dd className="num">{timeText(m.at)}</dd></div>
          <div><dt>{t('meet.place')}</dt><dd>{m.place}</dd></div>
          <div><dt>{t('meet.chair')}</dt><dd>{name(m.chair)}</dd></div>
          <div><dt>{t('meet.recorder')}</dt><dd>{name(m.recorder)}</dd></div>
          <div><dt>{t('meet.due')}</dt><dd>{m.due.map((p) => `${name(p)}${heads.includes(p) ? `（${t('meet.headLast')}）` : ''}`).join('、')}</dd></div>
        </dl>
      </Section>
      <Section id="agenda" title={t('meet.agenda')} flush>
        <DataTable caption={t('meet.agenda')} rows={m.agenda} rowKey={(a) => String(a.no)} columns={[
          { key: 'no', title: '#', head: true, align: 'right', width: 44, render: (a) => <span className="num">{a.no}</span> },
          { key: 'title', title: t('meet.itemTitle'), render: (a) => <>{a.title} {a.disputed && <span className="mark mark-warn">{t('meet.disputed')}</span>}</> },
          { key: 'subject', title: t('meet.subject'), wrap: false, render: (a) => t(`meet.subject.${a.subject as 'case'}`) },
          { key: 'file', title: t('meet.file'), render: (a) => (a.file ? <><Link to={paths.case(a.file)} className="ref">{a.reference}</Link> <Digest of={a.digest} /></> : t('meet.noFile')) },
          { key: 'result', title: t('meet.result'), render: (a) => { const it = min?.items.find((x) => x.item === a.no); return it ? <span className="tag">{resultText(a, it.result, w)}</span> : '—' } },
        ]} />
      </Section>
      {min && (
        <Section id="minutes" title={t('meet.minutes')} extra={<span className="quiet num">{timeText(min.started_at)}–{timeText(min.ended_at).slice(11)}</span>}>
          <p>{t('meet.present')}：{(min.present ?? []).map(name).join('、')}{(min.absent?.length ?? 0) > 0 && <>；{t('meet.absent')}：{min.absent!.map((a) => `${name(a.person)}（${a.reason}）`).join('、')}</>}{(min.observers?.length ?? 0) > 0 && <>；{t('meet.observers')}：{min.observers!.map((o) => `${o.name}（${o.as}）`).join('、')}</>}</p>
          {min.items.map((it) => {
            const a = m.agenda.find((x) => x.no === it.item)
            return (
              <div key={it.item} className="defence">
                <h3>{t('meet.itemN', { n: it.item })}：{a?.title} <span className="tag">{a && resultText(a, it.result, w)}</span></h3>
                <p className="prose">{it.text}{it.days ? `（${t('pen.daysN', { n: it.days })}）` : ''}</p>
                {(it.reports ?? []).map((r, i) => <p key={i} className="prose"><span className="quiet">{t('meet.reports')} {r.who}：</span>{r.text}</p>)}
                {(it.recused ?? []).map((r) => <p key={r.person} className="quiet">{t('meet.recused')}：{name(r.person)}（{r.reason}）</p>)}
                <table className="table table-keep sides">
                  <caption className="visually-hidden">{t('meet.members')}</caption>
                  <thead><tr><th scope="col">{t('min.who')}</th><th scope="col">{t('pen.pointText')}</th><th scope="col">{t('meet.vote')}</th></tr></thead>
                  <tbody>{(it.opinions ?? []).map((o) => {
                    const v = it.votes?.find((x) => x.person === o.person)
                    const Icon = v && icons[v.vote]
                    return <tr key={o.person}><td>{name(o.person)}</td><td>{o.text}{v?.dissent && <p className="prose"><span className="quiet">{t('meet.dissent')}：</span>{v.dissent}</p>}</td><td>{v ? <>{Icon && <Icon aria-hidden />} {title(votes, v.vote, lang)}</> : '—'}</td></tr>
                  })}</tbody>
                </table>
                {it.head_why && <p className="prose"><span className="quiet">{t('meet.headWhy')}：</span>{it.head_why}</p>}
              </div>
            )
          })}
          <h3>{t('meet.signatures')}</h3>
          <ul className="served">{(min.present ?? []).map((p) => { const s = m.signed?.find((x) => x.person === p); return <li key={p}>{name(p)} {s ? s.refused ? <span className="mark mark-bad">{t('meet.refusedSign', { why: s.refused })}</span> : <span className="badge badge-kept"><CheckCircleOutlined aria-hidden />{t('meet.signed', { day: s.on })}</span> : <span className="mark mark-warn">{t('meet.notSigned')}</span>}</li> })}</ul>
        </Section>
      )}
    </>
  )
}
