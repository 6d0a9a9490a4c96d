import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio } from 'antd'
import type { ActFormProps } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { OfficersSelect } from '@/components/pickers'
import { Answered } from '@/components/states'
import { Why } from './why'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { questionsOf, type Question } from './points'

/** Two officers answer every criterion that hit and every point of the check list; the conclusion follows from the answers. */
export function VerifyForm(p: ActFormProps) {
  const asked = useQuery({ ...queries.case(p.file.case.clearance!.campaign), refetchOnWindowFocus: false })
  return <Answered query={asked} rows={8}>{(campaign) => <Verify {...p} questions={questionsOf(p.file.case, campaign.case.cleanup)} />}</Answered>
}

function Verify({ act, file, onCancel, onDone, questions }: ActFormProps & { questions: Question[] }) {
  const { t } = useT()
  const k = file.case.clearance!
  const holds = (points: { holds?: string }[] | undefined) => (points ?? []).some((x) => x?.holds === 'yes')
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <div className="desk">
      <aside className="desk-side"><h2 className="drawer-head">{t('clr.found')}</h2>{k.added ? <p>{t('clr.handAdded', { why: k.added })}</p> : <Why campaign={k.campaign} party={file.case.party!.id} only="hit" />}</aside>
      <div className="desk-main">
        <ActForm act={act} file={file} initial={{ officers: file.case.officers ?? [], points: questions.map((q) => ({ id: q.id })) }} onCancel={onCancel} onDone={onDone}
          toData={(v) => ({ ...v, points: v.points.map((x: { id: string; holds: string; note: string }) => ({ id: x.id, note: x.note, holds: x.holds === 'yes' })), holds: holds(v.points) })}
          says={(v) => [t('clr.concludes', { r: t(holds(v.points) ? 'clr.isHeld' : 'clr.isCleared') })]}>
          {() => (
            <>
              <Form.Item name="officers" label={t('cln.officers')} extra={t('clr.twoHint')} rules={[{ required: true, type: 'array', min: 2, message: t('clr.twoHint') }]}><OfficersSelect /></Form.Item>
              <Form.List name="points">
                {(fields) => fields.map((f) => {
                  const q = questions[f.name]
                  if (!q) return null
                  return (
                    <div key={q.id} className="finding" role="group" aria-label={q.title}>
                      <div className="finding-head"><strong><span className="num">{q.id}</span> {q.title}</strong></div>
                      {q.article && <p className="quiet">{q.article}</p>}
                      <Form.Item name={[f.name, 'id']} hidden><Input /></Form.Item>
                      <Form.Item name={[f.name, 'holds']} label={t('clr.answer')} rules={need(q.title)}><Radio.Group options={[{ value: 'yes', label: t('clr.holds') }, { value: 'no', label: t('clr.holdsNot') }]} /></Form.Item>
                      <Form.Item name={[f.name, 'note']} label={t('clr.note')} rules={need(t('clr.note'))}><Input.TextArea autoSize={{ minRows: 1 }} maxLength={1000} /></Form.Item>
                    </div>
                  )
                })}
              </Form.List>
              <Form.Item name="reason" label={t('clr.reason')} extra={t('clr.ten')} rules={[{ required: true, min: 10, message: `${t('clr.reason')}：${t('clr.ten')}` }]}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} /></Form.Item>
            </>
          )}
        </ActForm>
      </div>
    </div>
  )
}
