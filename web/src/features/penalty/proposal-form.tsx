import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, Values } from '@/components/act-def'
import { OfficersSelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { amendReasons, options, reviewItems, title, verdicts } from '@/lib/titles'
import { assessmentsOf, filled, type AllegationValues, type Sanction } from './law'
import { LawEditor, type LawValues } from './law-editor'
import { penaltyOf, type PenaltyView } from './types'

type ProposalValues = LawValues & { outcome?: string; facts?: string; reasons?: string; correct?: string; correct_days?: number; public_interest?: boolean; complex?: boolean }

const decides = (outcome: string | undefined) => outcome === 'penalty' || outcome === 'ban'

/** What the form says, as the command wants it: assessments carry the days of their allegation. */
export function proposalData(v: ProposalValues, natural?: boolean) {
  const { allegations = [], assessments = [], sanctions = [], ...rest } = v
  const judged = v.outcome !== 'not_established' && v.outcome !== 'transfer'
  return {
    ...filled(rest),
    allegations: allegations.map(filled),
    ...(judged ? { assessments: assessmentsOf(allegations, assessments, natural) } : {}),
    ...(decides(v.outcome) ? { sanctions: sanctions.map((s) => filled(s)) } : {}),
  }
}

/** The proposal as it stands, in the shape of the form; before there is one, what the party is suspected of. */
export function proposalValues(p: PenaltyView): ProposalValues {
  const was = p.proposal
  if (!was) return { outcome: p.track === 'ban' ? 'ban' : 'penalty', allegations: p.allegations as AllegationValues[], assessments: p.allegations.map(() => ({})), sanctions: [] }
  const facts = was.allegations.map((a, i) => {
    if (was.allegations.findIndex((x) => x.violation === a.violation) !== i) return {}
    const { violation: _v, from: _f, to: _t, ...rest } = was.assessments?.find((x) => x.violation === a.violation) ?? { violation: '', from: '' }
    return rest
  })
  return { ...was, allegations: was.allegations as AllegationValues[], assessments: facts, sanctions: (was.sanctions ?? []) as Sanction[] }
}

function ProposalFields({ p, values }: { p: PenaltyView; values: ProposalValues }) {
  const { t, lang } = useT()
  const outcome = values.outcome
  const about = { outcome, discovered: p.filing?.discovered, hearing: (p.hearings ?? []).some((h) => h.ended === 'held'), public_interest: values.public_interest, complex: values.complex }
  const need = (key: Key) => [{ required: true, whitespace: true, message: `${t(key)}：${t('common.required')}` }]
  const offered = p.track === 'ban' ? ['ban', 'no_penalty', 'not_established', 'transfer'] : ['penalty', 'no_penalty', 'not_established', 'transfer']
  return (
    <>
      <Form.Item name={['proposal', 'outcome']} label={t('pen.outcome')} rules={[{ required: true, message: `${t('pen.outcome')}：${t('common.required')}` }]}>
        <Radio.Group className="stack">
          {offered.map((o) => <Radio key={o} value={o}>{title(verdicts, o, lang)}<span className="choice-hint">{t(`pen.outcome.${o}` as Key)}</span></Radio>)}
        </Radio.Group>
      </Form.Item>
      <LawEditor base={['proposal']} natural={!!p.natural} decides={decides(outcome)} about={about} />
      <Form.Item name={['proposal', 'facts']} label={t('pen.facts')} extra={t('pen.factsHint')} rules={need('pen.facts')}><Input.TextArea autoSize={{ minRows: 5, maxRows: 20 }} maxLength={8000} /></Form.Item>
      <Form.Item name={['proposal', 'reasons']} label={t('pen.reasons')} extra={t('pen.reasonsHint')} rules={need('pen.reasons')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={4000} /></Form.Item>
      {outcome === 'penalty' ? (
        <>
          <Form.Item name={['proposal', 'correct']} label={t('pen.correct')} extra={t('pen.correctHint')} rules={need('pen.correct')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
          <Form.Item name={['proposal', 'correct_days']} label={<>{t('pen.correctDays')}<span className="optional">（{t('common.optional')}）</span></>}><InputNumber min={1} max={365} precision={0} className="input-number" /></Form.Item>
        </>
      ) : null}
      <Form.Item name={['proposal', 'public_interest']} valuePropName="checked" className="tight"><Checkbox>{t('pen.publicInterest')}</Checkbox></Form.Item>
      <Form.Item name={['proposal', 'complex']} valuePropName="checked"><Checkbox>{t('pen.complex')}</Checkbox></Form.Item>
    </>
  )
}

/** The report that ends the inquiry, with what is proposed. */
export function ReportForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const p = penaltyOf(file)!
  return (
    <ActForm act={act} file={file} initial={{ officers: file.case.officers ?? [], nature: p.report?.nature, proposal: proposalValues(p) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ officers: v.officers, nature: v.nature, proposal: proposalData(v.proposal, p.natural) })}>
      {(v) => (
        <>
          <Form.Item name="officers" label={t('pen.officers')} extra={t('f.officersHint')} rules={[{ required: true, type: 'array', min: 2, message: t('f.officersHint') }]}><OfficersSelect only={file.case.officers ?? []} /></Form.Item>
          <Form.Item name="nature" label={t('pen.nature')} extra={t('pen.natureHint')} rules={[{ required: true, whitespace: true, message: `${t('pen.nature')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
          <ProposalFields p={p} values={(v as Values).proposal ?? {}} />
        </>
      )}
    </ActForm>
  )
}

/** A change of what is proposed; what goes beyond the notice is examined and noticed anew. */
export function AmendForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const p = penaltyOf(file)!
  const last = p.reviews?.at(-1)
  const why = last && last.opinion && last.opinion !== 'PASS' && file.case.stage === 'reported_out' ? 'review' : undefined
  return (
    <ActForm act={act} file={file} initial={{ why, evidence: [], proposal: proposalValues(p) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ why: v.why, reason: v.reason, ...(v.why === 'new_facts' && v.evidence?.length ? { evidence: v.evidence } : {}), proposal: proposalData(v.proposal, p.natural) })}>
      {(v) => (
        <>
          {(last?.points?.length ?? 0) > 0 && why === 'review' && (
            <div className="notice notice-warn notice-block">
              <strong>{t('pen.reviewSaid')}</strong>
              <ul>{last!.points!.filter((x) => !x.ok).map((x) => <li key={x.item}>{title(reviewItems, x.item, lang)}：{x.comment}</li>)}</ul>
            </div>
          )}
          <Form.Item name="why" label={t('pen.why')} rules={[{ required: true, message: `${t('pen.why')}：${t('common.required')}` }]}><Select options={options(amendReasons, lang)} /></Form.Item>
          {(v.why === 'defence' || v.why === 'hearing') && <p className="notice notice-warn">{t('pen.noHeavier')}</p>}
          {v.why === 'new_facts' && (
            <Form.Item name="evidence" label={t('pen.newEvidence')} extra={t('pen.newEvidenceHint')}>
              <Select mode="multiple" options={(file.case.evidence ?? []).map((e, i) => ({ value: i + 1, label: `${i + 1}. ${e.title || e.name}` }))} />
            </Form.Item>
          )}
          <Form.Item name="reason" label={t('f.reason')} extra={t('act.reasonRequired')} rules={[{ required: true, whitespace: true, message: `${t('f.reason')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
          <ProposalFields p={p} values={(v as Values).proposal ?? {}} />
        </>
      )}
    </ActForm>
  )
}
