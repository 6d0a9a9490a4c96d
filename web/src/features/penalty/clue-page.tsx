import { useNavigate, useSearchParams } from 'react-router'
import type { CaseFile, Me } from '@/api/types'
import type { ActFormProps, ActRegistry, FieldSpec, Values } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { mayBecomeCase } from '@/components/findings-table'
import { Page } from '@/components/page'
import { dayOf } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useMe } from '@/lib/session'
import { categories, clueSources, options, title, tracks } from '@/lib/titles'
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

const caseFields: FieldSpec[] = fields.filter((f) => f.name === 'clue' || f.name === 'allegations')
const findingLines: FieldSpec = {
  name: 'lines', label: 'insp.chooseLines', kind: 'multi', required: true,
  options: ({ t, lang }, _me, f) => freeLines(f).map((n) => { const x = f!.case.inspection!.findings![n - 1]!; return { value: n, label: `${t('insp.line', { n })} ${title(categories, x.category, lang)}：${x.fact}` } }),
}
const freeLines = (file: CaseFile | undefined) => (file?.case.inspection?.findings ?? []).filter(mayBecomeCase).map((f) => f.line)

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

/** Registers a clue and opens a penalty case. */
export function CluePage() {
  const { t } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const act = { name: 'penalty.open_clue', title: '登记线索', english: 'Register a clue', article: '行政处罚法第五十四条', starts: '开立案卷，起算立案审查期限' }
  return (
    <Page title={t('pen.new')} crumbs={[{ label: t('nav.penalties'), to: paths.penalties() }, { label: t('pen.new') }]} narrow>
      <ActForm act={act} initial={{ ...clueFrom(undefined, [], me), ...(query.get('party') ? { party: query.get('party') } : {}) }} onCancel={() => void navigate(paths.penalties())} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('pen.new') } })}
        clocks={(v) => (v.received_on ? [{ rule: 'PEN-1.01', from: v.received_on }] : [])}
        toData={(v) => ({ ...v, officers: v.officers?.length ? v.officers : undefined, allegations: allegationData(v.allegations) })}>
        {(values) => <ActFields fields={fields} values={values} />}
      </ActForm>
    </Page>
  )
}

/** Lets findings become a penalty case: what the file says goes along with the clue, and the findings have left. */
export function OpenCaseForm({ act, file, onCancel, onDone }: ActFormProps) {
  const me = useMe()
  const [query] = useSearchParams()
  const free = freeLines(file)
  const asked = (query.get('lines') ?? '').split(',').map(Number).filter((n) => free.includes(n))
  const lines = asked.length ? asked : free
  const { clue, allegations: kept } = clueFrom(file, lines, me) as { clue: string; allegations: Values[] }
  return (
    <ActForm act={act} file={file} initial={{ clue, allegations: kept, ...(file.case.inspection ? { lines } : {}) }} onCancel={onCancel} onDone={onDone}
      clocks={(v) => [{ rule: 'PEN-1.01', from: typeof v.occurred_at === 'string' && v.occurred_at ? v.occurred_at.slice(0, 10) : me.today }]}
      // what a finding says besides the fields goes along with it
      toData={(v) => ({ ...v, allegations: allegationData((v.allegations as Values[]).map((a) => { const f = kept.find((k) => k.line && k.fact === a.fact); return f ? { ...a, quantity: f.quantity, unit: f.unit, line: f.line } : a })) })}>
      {(values) => <ActFields fields={file.case.inspection ? [findingLines, ...caseFields] : caseFields} file={file} values={values} />}
    </ActForm>
  )
}

/** Findings and orders not followed become cases by acts of the files they stand in. */
export const openCaseActs: ActRegistry = { 'inspection.open_case': { Form: OpenCaseForm }, 'rectification.open_case': { Form: OpenCaseForm } }
