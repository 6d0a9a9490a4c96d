import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DateInput } from '@/components/inputs'
import { Page } from '@/components/page'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { paths } from '@/lib/paths'
import { useMe } from '@/lib/session'
import { options, reviewObjects } from '@/lib/titles'
import { packageData, PackageSlots } from './package'
import { flagsOf, slotsFor } from './tables'

const act = { name: 'legality.submit', title: '送合法性审核', english: 'Hand in for legality review', article: '国办发〔2018〕115号', starts: '生成《合法性审核送审单》；送审核人员受理' }

/** What the form says, as the command wants it: only flags and papers that the object knows. */
export function submitData(v: Values) {
  const { slots, flags = {}, ...rest } = v
  const known = new Set([...(flagsOf[v.object as string] ?? []), 'emergency', 'urgency', 'comment_from', 'comment_to', 'comment_why'])
  const kept = Object.fromEntries(Object.entries(flags as Values).filter(([k, x]) => known.has(k) && x !== false && x !== '' && x !== undefined && x !== null))
  if (!kept.emergency) delete kept.urgency
  return { ...rest, ...(Object.keys(kept).length ? { flags: kept } : {}), package: packageData(slots, slotsFor(v.object as string, kept).map((s) => s.key)) }
}

/** Hands a document, a contract, a decision or a measure in for review. */
export function SubmitPage() {
  const { t, lang } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const need = (key: Key) => [{ required: true, whitespace: true, message: `${t(key)}：${t('common.required')}` }]
  return (
    <Page title={t('rev.new')} crumbs={[{ label: t('rev.desk'), to: paths.reviews({ state: 'open' }) }, { label: t('rev.new') }]} narrow>
      <ActForm act={act} initial={{ object: 'normative', section: me.person.section, flags: {}, slots: {} }} occurred={false} toData={submitData} says={() => [t('rev.submitSays')]}
        onCancel={() => void navigate(paths.reviews({ state: 'open' }))} onDone={(receipt) => void navigate(paths.case(receipt.case), { state: { receipt, title: t('rev.new') } })}>
        {(v: Values) => {
          const object = v.object as string
          const flags = (v.flags ?? {}) as Values
          const comments = object === 'decision' || object === 'fair_competition' || flags.operators
          return (
            <>
              <Form.Item name="object" label={t('rev.object')}><Radio.Group className="stack" options={options(reviewObjects, lang, ['normative', 'decision', 'contract', 'fair_competition'])} /></Form.Item>
              <Form.Item name="title" label={t('rev.title')} rules={need('rev.title')}><Input maxLength={120} /></Form.Item>
              <Form.Item name="note" label={t('rev.draftNote')} rules={need('rev.draftNote')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={4000} /></Form.Item>
              <Form.Item name="section" label={t('f.section')}><Select allowClear options={(me.agency.sections ?? []).map((s) => ({ value: s, label: s }))} /></Form.Item>
              <fieldset>
                <legend>{t('rev.flags')}</legend>
                {[...(flagsOf[object] ?? []), 'emergency'].map((k) => <Form.Item key={k} name={['flags', k]} valuePropName="checked" className="tight"><Checkbox>{t(`rev.flag.${k as 'operators'}`)}</Checkbox></Form.Item>)}
                {flags.emergency && <Form.Item name={['flags', 'urgency']} label={t('rev.flag.urgency')} rules={need('rev.flag.urgency')}><Input maxLength={500} /></Form.Item>}
                {comments && (
                  <>
                    <div className="pair">
                      <Form.Item name={['flags', 'comment_from']} label={t('rev.flag.comment_from')}><DateInput max={me.today} /></Form.Item>
                      <Form.Item name={['flags', 'comment_to']} label={t('rev.flag.comment_to')}><DateInput max={me.today} /></Form.Item>
                    </div>
                    <Form.Item name={['flags', 'comment_why']} label={t('rev.flag.comment_why')} extra={t('rev.commentHint')}><Input maxLength={500} /></Form.Item>
                  </>
                )}
              </fieldset>
              <fieldset>
                <legend>{t('rev.package')}</legend>
                <PackageSlots slots={slotsFor(object, flags).map((s) => ({ key: s.key, title: s.title[lang === 'en' ? 1 : 0] }))} required={['draft']} />
              </fieldset>
            </>
          )
        }}
      </ActForm>
    </Page>
  )
}
