import { Checkbox, Form, Input, Radio } from 'antd'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DateInput } from '@/components/inputs'
import { FileUpload, fileHashes } from '@/components/file-upload'
import { Digest } from '@/components/sanction-text'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { api } from '@/lib/paths'
import { can, useMe } from '@/lib/session'
import { fairExceptions, options } from '@/lib/titles'
import { isMissing, legalityOf, packageData, PackageSlots } from './package'

const required = (label: string, word: string) => [{ required: true, whitespace: true, message: `${label}：${word}` }]

/** Brings what was missing, or a new version with an answer to every point that was found wanting. */
export function ResubmitForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, pick } = useT()
  const l = legalityOf(file)!
  const last = l.opinions?.at(-1)
  const wanting = file.case.stage === 'review_opined' ? (last?.points ?? []).filter((p) => !p.ok) : []
  const titleOf = (key: string) => { const p = l.points.find((x) => x.key === key); return p ? pick(p.title, p.english) : key }
  const back = file.case.stage === 'review_returned' ? l.returns?.at(-1) : undefined
  return (
    <ActForm act={act} file={file} initial={{ answers: wanting.map(() => ({})) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ package: packageData(v.slots), answers: ((v.answers ?? []) as Values[]).map((a, i) => ({ item: wanting[i]!.item, adopted: !!a.adopted, text: a.text })), note: v.note })}>
      {(v: Values) => (
        <>
          {back && <div className="notice notice-warn notice-block"><strong>{back.items.join('、')}</strong><p>{back.reason}</p></div>}
          {wanting.length > 0 && (
            <fieldset>
              <legend>{t('rev.answers')}</legend>
              <p className="quiet fieldset-hint">{t('rev.answersHint')}</p>
              {wanting.map((p, i) => (
                <div key={p.item} className="finding" role="group" aria-label={titleOf(p.item)}>
                  <div className="finding-head"><strong>{titleOf(p.item)}</strong></div>
                  <p className="prose">{p.comment}</p>
                  <Form.Item name={['answers', i, 'adopted']} label={t('rev.answers')} rules={[{ required: true, message: `${titleOf(p.item)}：${t('common.required')}` }]}><Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('rev.adopted') }, { value: false, label: t('rev.notAdopted') }]} /></Form.Item>
                  <Form.Item name={['answers', i, 'text']} label={t('rev.answerText')} rules={(v.answers as Values[] | undefined)?.[i]?.adopted === false ? required(titleOf(p.item), t('rev.answersHint')) : undefined}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
                </div>
              ))}
            </fieldset>
          )}
          <fieldset>
            <legend>{t('rev.resubmitPapers')}</legend>
            <p className="quiet fieldset-hint">{t('rev.resubmitHint')}</p>
            <PackageSlots slots={l.required.map((n) => ({ key: n.key, title: `${pick(n.title, n.english)}${isMissing(l, n) ? `（${t('rev.missing')}）` : ''}` }))} />
          </fieldset>
          <Form.Item name="note" label={t('rev.noteNew')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

const standards = ['entry', 'flow', 'cost', 'conduct'] as const

/** The written conclusion of whoever drafted the measure, standard by standard. */
export function FairForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const need = (key: Key) => required(t(key), t('common.required'))
  return (
    <ActForm act={act} file={file} initial={{ standards: standards.map(() => ({})) }} onCancel={onCancel} onDone={onDone}
      toData={(v) => ({ ...v, standards: ((v.standards ?? []) as Values[]).map((s, i) => ({ item: standards[i]!, ok: !!s.ok, ...(s.ok ? {} : { comment: s.comment }) })), ...(v.conclusion === 'exception' ? {} : { exception: undefined, no_other: undefined, until: undefined, ends_when: undefined }) })}>
      {(v: Values) => (
        <>
          <fieldset>
            <legend>{t('fair.standards')}</legend>
            {standards.map((s, i) => (
              <div key={s} className="point" role="group" aria-label={t(`fair.${s}`)}>
                <Form.Item name={['standards', i, 'ok']} label={`${i + 1}. ${t(`fair.${s}`)}`} rules={[{ required: true, message: `${t(`fair.${s}`)}：${t('common.required')}` }]}><Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('fair.ok') }, { value: false, label: t('fair.bad') }]} /></Form.Item>
                {(v.standards as Values[])?.[i]?.ok === false && <Form.Item name={['standards', i, 'comment']} label={`${t('rev.comment')}：${t(`fair.${s}`)}`} rules={need('rev.comment')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>}
              </div>
            ))}
          </fieldset>
          <Form.Item name="stakeholders" label={t('fair.stakeholders')} rules={need('fair.stakeholders')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
          <Form.Item name="conclusion" label={t('fair.conclusion')} rules={[{ required: true, message: `${t('fair.conclusion')}：${t('common.required')}` }]}>
            <Radio.Group className="stack" options={[{ value: 'complies', label: t('fair.complies') }, { value: 'exception', label: t('fair.exceptionC') }, { value: 'violates', label: t('fair.violates') }]} />
          </Form.Item>
          {v.conclusion === 'exception' && (
            <>
              <Form.Item name="exception" label={t('fair.exception')} rules={[{ required: true, message: `${t('fair.exception')}：${t('common.required')}` }]}><Radio.Group className="stack" options={options(fairExceptions, lang)} /></Form.Item>
              <Form.Item name="no_other" label={t('fair.noOther')} rules={need('fair.noOther')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
              <div className="pair">
                <Form.Item name="until" label={t('fair.until')}><DateInput /></Form.Item>
                <Form.Item name="ends_when" label={t('fair.endsWhen')}><Input maxLength={500} /></Form.Item>
              </div>
            </>
          )}
          <Form.Item name="text" label={t('fair.text')} rules={need('fair.text')}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}

/** The head signs the very text that was reviewed; who may put files in adds the scan. */
export function SignForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const me = useMe()
  const l = legalityOf(file)!
  const draft = l.required.find((n) => n.key === 'draft')?.files?.find((f) => f.hash === l.digest)
  return (
    <ActForm act={act} file={file} initial={{ on: me.today }} onCancel={onCancel} onDone={onDone}
      clocks={(v) => (l.object === 'contract' && v.on ? [{ rule: 'LEG-06', from: v.on }] : [])}
      toData={(v) => ({ text: l.digest, on: v.on, counterpart: v.counterpart, signed: fileHashes(v.scan)[0] })}>
      {() => (
        <>
          <Form.Item label={t('paper.text')} extra={t('paper.textHint')}>
            {draft ? <a href={api.file(file.case.id, draft.hash)} target="_blank" rel="noreferrer">{draft.name}</a> : null} <Digest of={l.digest} />
          </Form.Item>
          <Form.Item name="same" valuePropName="checked" rules={[{ validator: (_, x) => (x ? Promise.resolve() : Promise.reject(new Error(`${t('paper.same')}：${t('common.required')}`))) }]}><Checkbox>{t('paper.same')}</Checkbox></Form.Item>
          <Form.Item name="on" label={t('paper.signedOn')}><DateInput max={me.today} /></Form.Item>
          {l.object === 'contract' && <Form.Item name="counterpart" label={t('paper.counterpart')} rules={required(t('paper.counterpart'), t('common.required'))}><Input maxLength={120} /></Form.Item>}
          {can(me, 'file.upload') && <Form.Item name="scan" label={t('paper.scan')}><FileUpload max={1} label={t('paper.scan')} /></Form.Item>}
        </>
      )}
    </ActForm>
  )
}
