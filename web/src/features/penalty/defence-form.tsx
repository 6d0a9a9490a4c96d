import { Form, Input, Radio } from 'antd'
import { ActForm } from '@/components/act-form'
import type { ActFormProps, Values } from '@/components/act-def'
import { useT } from '@/lib/i18n'
import { penaltyOf } from './types'

/** The answer to the oldest defence without one, point by point. */
export function AnswerDefenceForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const d = penaltyOf(file)?.defences?.find((x) => !x.answered)
  return (
    <ActForm act={act} file={file} initial={{ answers: (d?.points ?? []).map(() => ({})) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ answers: ((v.answers ?? []) as Values[]).map((a, i) => ({ point: i + 1, adopted: !!a.adopted, answer: a.answer })) })}>
      {() => (
        <>
          {d && <p className="quiet">{t('pen.defenceOf', { by: d.by, day: d.on })}</p>}
          <p className="notice notice-warn">{t('pen.noHeavier')}</p>
          {d?.points.map((p, i) => (
            <div key={i} className="finding" role="group" aria-label={t('pen.pointN', { n: i + 1 })}>
              <div className="finding-head"><strong>{t('pen.pointN', { n: i + 1 })}</strong></div>
              <p className="prose">{p.text}</p>
              <Form.Item name={['answers', i, 'adopted']} label={t('pen.adopted')} rules={[{ required: true, message: t('pen.needAdopted', { n: i + 1 }) }]}>
                <Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('pen.adoptedYes') }, { value: false, label: t('pen.adoptedNo') }]} />
              </Form.Item>
              <Form.Item name={['answers', i, 'answer']} label={t('pen.answer')} rules={[{ required: true, whitespace: true, message: `${t('pen.pointN', { n: i + 1 })} ${t('pen.answer')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
            </div>
          ))}
        </>
      )}
    </ActForm>
  )
}
