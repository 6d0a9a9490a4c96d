import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import type { CaseFile, Me } from '@/api/types'
import type { FieldSpec, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { Page } from '@/components/page'
import { Loading, Wrong } from '@/components/states'
import { dayOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { clueSources, options, tracks } from '@/lib/titles'
import { allegationData, allegations } from './acts'

const fields: FieldSpec[] = [
  { name: 'source', label: 'pen.source', kind: 'select', required: true, options: ({ lang }) => options(clueSources, lang) },
  { name: 'received_on', label: 'pen.receivedOn', kind: 'date', required: true },
  { name: 'party', label: 'case.party', kind: 'party', required: true },
  { name: 'track', label: 'pen.track', kind: 'choice', required: true, options: (w) => options(tracks, w.lang, ['general', 'ban']).map((o) => ({ ...o, hint: w.t(`pen.track.${o.value}` as 'pen.track.general') })) },
  { name: 'clue', label: 'pen.clueText', kind: 'area', required: true, max: 4000, rows: 4, hint: 'pen.clueHint' },
  allegations,
  { name: 'officers', label: 'pen.officers', kind: 'officers', hint: 'pen.officersLater' },
  { name: 'section', label: 'f.section', kind: 'select', options: (_w, me) => (me.agency.sections ?? []).map((s) => ({ value: s, label: s })) },
]

/** What a file and its findings say already of the clue. */
export function clueFrom(file: CaseFile | undefined, lines: number[], me: Me): Values {
  const i = file?.case.inspection
  const r = file?.case.rectification
  const findings = ((i?.findings ?? r?.findings) ?? []).filter((f) => lines.length === 0 || lines.includes(f.line))
  const seen = i?.record ? dayOf(i.record.started_at) : file?.case.opened_on
  return {
    track: 'general', received_on: me.today, source: r ? 'rectification' : i ? 'inspection' : undefined, party: file?.case.party?.id,
    clue: file ? `${file.case.reference}：${findings.map((f) => f.fact).join('；')}` : undefined, section: file?.case.section ?? me.person.section,
    officers: file ? file.case.officers ?? [] : [],
    allegations: findings.length ? findings.map((f) => ({ violation: f.violation, from: seen, fact: f.fact, quantity: f.quantity, unit: f.unit, line: f.line })) : [{}],
  }
}

/** Registers a clue and opens a penalty case; it may come from findings of a file. */
export function CluePage() {
  const { t } = useT()
  const me = useMe()
  const [query] = useSearchParams()
  const from = query.get('from') ?? ''
  const lines = (query.get('lines') ?? '').split(',').map(Number).filter((n) => n > 0)
  const asked = useQuery({ ...queries.case(from), enabled: from !== '', refetchOnWindowFocus: false })
  return (
    <Page title={t('pen.new')} crumbs={[{ label: t('nav.penalties'), to: paths.penalties() }, { label: t('pen.new') }]} narrow>
      {from && !asked.data ? asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading rows={8} />
        : <ClueForm initial={{ ...clueFrom(asked.data, lines, me), ...(query.get('party') ? { party: query.get('party') } : {}) }} />}
    </Page>
  )
}

function ClueForm({ initial }: { initial: Values }) {
  const { t } = useT()
  const navigate = useNavigate()
  const act = { name: 'penalty.open_clue', title: '登记线索', english: 'Register a clue', article: '行政处罚法第五十四条', starts: '开立案卷，起算立案审查期限' }
  const kept = initial.allegations as Values[]
  return (
    <ActForm act={act} initial={initial} onCancel={() => void navigate(paths.penalties())} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('pen.new') } })}
      clocks={(v) => (v.received_on ? [{ rule: 'PEN-1.01', from: v.received_on }] : [])}
      // what a finding says besides the fields goes along with it
      toData={(v) => ({ ...v, officers: v.officers?.length ? v.officers : undefined, allegations: allegationData((v.allegations as Values[]).map((a) => { const f = kept.find((k) => k.line && k.fact === a.fact); return f ? { ...a, quantity: f.quantity, unit: f.unit, line: f.line } : a })) })}>
      {(values) => <ActFields fields={fields} values={values} />}
    </ActForm>
  )
}
