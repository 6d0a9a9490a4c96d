import { Button, Form, Input, Radio } from 'antd'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Section } from '@/components/page'
import { Digest } from '@/components/sanction-text'
import { useT } from '@/lib/i18n'
import { options, paperOpinions, reviewOpinions } from '@/lib/titles'
import { CaseUnderReview, legalityOf, PackageTable } from './package'

/** The package beside the opinion: every point of the checklist, then the conclusion, bound to what was read. */
export function ConcludeForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, pick, lang } = useT()
  const [form] = Form.useForm()
  const l = legalityOf(file)!
  const passes = l.object === 'penalty' ? 'PASS' : 'LAWFUL'
  const table = l.object === 'penalty' ? reviewOpinions : paperOpinions
  return (
    <div className="desk desk-even">
      <div className="desk-side">
        <Section id="u-package" title={t('rev.package')} flush><PackageTable file={file} l={l} /></Section>
        {file.parent && <CaseUnderReview id={file.parent.id} round={l.version} />}
      </div>
      <div className="desk-main">
        <ActForm act={act} file={file} form={form} initial={{ points: l.points.map(() => ({})) }} onCancel={onCancel} onDone={onDone}
          says={() => (file.parent ? [t('rev.toCase')] : [])}
          toData={(v) => ({ ...v, digest: l.digest, points: ((v.points ?? []) as Values[]).map((p, i) => ({ item: l.points[i]!.key, ok: !!p.ok, ...(p.ok ? {} : { comment: p.comment }) })) })}>
          {(v: Values) => {
            const said = (v.points ?? []) as { ok?: boolean }[]
            const wanting = said.some((p) => p?.ok === false)
            return (
              <>
                <p className="quiet">{t('rev.bound', { digest: l.digest.slice(0, 8) })}</p>
                <fieldset>
                  <legend>{t('rev.points')}</legend>
                  <p className="quiet fieldset-hint">{t('rev.pointsHint')}</p>
                  {l.points.map((p, i) => {
                    const name = pick(p.title, p.english)
                    return (
                      <div key={p.key} className="point" role="group" aria-label={name}>
                        <Form.Item name={['points', i, 'ok']} label={<>{i + 1}. {name} {p.article && <span className="optional">{p.article}</span>}</>} rules={[{ validator: (_, x) => (typeof x === 'boolean' ? Promise.resolve() : Promise.reject(new Error(t('rev.needPoint', { point: name })))) }]}>
                          <Radio.Group className="choices" optionType="button" options={[{ value: true, label: t('pen.pointOK') }, { value: false, label: t('pen.pointBad') }]} />
                        </Form.Item>
                        {said[i]?.ok === false && <Form.Item name={['points', i, 'comment']} label={`${t('rev.comment')}：${name}`} rules={[{ required: true, whitespace: true, message: t('rev.needComment', { point: name }) }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>}
                      </div>
                    )
                  })}
                  {said.some((p) => typeof p?.ok !== 'boolean') && <Button onClick={() => form.setFieldValue('points', l.points.map((_, i) => ({ ...said[i], ok: said[i]?.ok ?? true })))}>{t('rev.allOK')}</Button>}
                </fieldset>
                <Form.Item name="opinion" label={t('rev.opinion')} dependencies={['points']} rules={[{ required: true, message: `${t('rev.opinion')}：${t('common.required')}` }, { validator: (_, x?: string) => {
                  const bad = ((form.getFieldValue('points') ?? []) as { ok?: boolean }[]).some((p) => p?.ok === false)
                  return !x || (x === passes) === !bad ? Promise.resolve() : Promise.reject(new Error(t(bad ? 'rev.passNeedsAll' : 'rev.wantsPoint')))
                } }]}>
                  <Radio.Group className="stack" options={options(table, lang).map((o) => ({ ...o, disabled: o.value === passes && wanting }))} />
                </Form.Item>
                <Form.Item name="text" label={t('rev.text')} rules={[{ required: true, whitespace: true, message: `${t('rev.text')}：${t('common.required')}` }]}><Input.TextArea autoSize={{ minRows: 4, maxRows: 18 }} maxLength={8000} /></Form.Item>
                {l.object !== 'penalty' && <Form.Item name="adviser" label={t('rev.adviser')} extra={t('rev.adviserHint')} rules={l.object === 'decision' ? [{ required: true, whitespace: true, message: `${t('rev.adviser')}：${t('common.required')}` }] : undefined}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>}
              </>
            )
          }}
        </ActForm>
        <p className="quiet">{t('rev.digest')} <Digest of={l.digest} /></p>
      </div>
    </div>
  )
}
