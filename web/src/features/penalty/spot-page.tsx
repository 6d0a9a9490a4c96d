import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import type { Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { Page } from '@/components/page'
import { OfficersSelect, PartySelect } from '@/components/pickers'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatFen } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { assessmentsOf, filled, type AllegationValues, type Assessment, type Sanction } from './law'
import { LawEditor } from './law-editor'

/** The form as the command wants it: one violation, its facts, one sanction; a signature or a refusal, not both. */
export function spotData(v: Values, natural: boolean | undefined) {
  const what = v.what as { allegations: AllegationValues[]; assessments?: Partial<Assessment>[]; sanctions?: Partial<Sanction>[] }
  return {
    party: v.party, officers: v.officers, place: v.place, reasons: v.reasons, correct: v.correct,
    allegation: filled(what.allegations[0]), assessment: assessmentsOf(what.allegations, what.assessments ?? [], natural)[0],
    sanction: { ...filled(what.sanctions?.[0]), violation: what.allegations[0]?.violation },
    card_shown: !!v.card_shown, told: !!v.told, defence: v.defence, answer: v.defence?.trim() === '无' ? undefined : v.answer,
    ...(v.handed === 'refused' ? { refusal: v.refusal } : { signed_by: v.signed_by }),
  }
}

/** A penalty decided on the spot: it opens its file with the decision (行政处罚法 51, 52). */
export function SpotPage() {
  const { t } = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const act = { name: 'penalty.decide_on_spot', title: '当场处罚', english: 'Decide on the spot', article: '行政处罚法第五十一条、第五十二条', starts: '生成《当场行政处罚决定书》；起算缴款、备案、公示期限；对当场处罚不服的，先申请行政复议', enforcement: true }
  const initial: Values = { party: query.get('party') ?? undefined, officers: me.roles.some((r) => r.role === 'officer') ? [me.person.id] : [], handed: 'signed', what: { allegations: [{ violation: query.get('violation') ?? undefined, from: me.today, to: me.today }], assessments: [{}], sanctions: [{ violation: query.get('violation') ?? undefined }] } }
  return (
    <Page title={t('spot.title')} hint={t('spot.hint')} crumbs={[{ label: t('nav.penalties'), to: paths.penalties() }, { label: t('spot.title') }]}>
      <Spot act={act} initial={initial} cancel={() => void navigate(paths.penalties())} done={(c, state) => void navigate(paths.case(c), { state })} />
    </Page>
  )
}

function Spot({ act, initial, cancel, done }: { act: Parameters<typeof ActForm>[0]['act']; initial: Values; cancel: () => void; done: (c: string, state: unknown) => void }) {
  const { t } = useT()
  const me = useMe()
  const [form] = Form.useForm()
  const party = Form.useWatch('party', form) as string | undefined
  const known = useQuery({ ...queries.party(party ?? ''), enabled: !!party })
  const natural = known.data ? known.data.kind === 'person' : undefined
  const norms = useQuery(queries.normRows({ on: me.today }))
  const ceilings = (norms.data?.ceilings ?? []).filter((c) => c.use === 'spot')
  const ceiling = natural === undefined ? undefined : ceilings.find((c) => c.subject === (natural ? 'natural' : 'organization')) ?? ceilings.find((c) => !c.subject)
  const need = (key: Key) => [{ required: true, whitespace: true, message: `${t(key)}：${t('common.required')}` }]
  const must = (key: Key) => [{ validator: (_: unknown, v: boolean) => (v ? Promise.resolve() : Promise.reject(new Error(`${t(key)}：${t('spot.must')}`))) }]
  return (
    <ActForm act={act} form={form} initial={initial} onCancel={cancel} onDone={(receipt) => done(receipt.case, { receipt, title: t('spot.title') })} toData={(v) => spotData(v, natural)}
      clocks={(v) => {
        const from = v.occurred_at ? String(v.occurred_at).slice(0, 10) : me.today
        return [...(v.what?.sanctions?.[0]?.kind === 'fine' ? ['PEN-4.16'] : []), 'PEN-10.01', 'PEN-4.05'].map((rule) => ({ rule, from }))
      }}>
      {(v) => {
        const sanction = v.what?.sanctions?.[0] as Partial<Sanction> | undefined
        const over = ceiling && sanction?.kind === 'fine' && (sanction.amount_fen ?? 0) > (ceiling.fen ?? 0)
        return (
          <>
            <div className="pair">
              <Form.Item name="party" label={t('case.party')} rules={[{ required: true, message: `${t('case.party')}：${t('common.required')}` }]}><PartySelect /></Form.Item>
              <Form.Item name="officers" label={t('spot.officers')} extra={t('f.officersHint')} rules={[{ required: true, type: 'array', min: 2, message: t('f.officersHint') }]}><OfficersSelect /></Form.Item>
            </div>
            <Form.Item name="place" label={t('spot.place')} rules={[...need('spot.place'), { min: 2, message: `${t('spot.place')}：${t('common.required')}` }]}><Input maxLength={200} /></Form.Item>
            {ceilings.length > 0 && <p className="quiet">{t('spot.ceiling')}：{ceilings.map((c) => `${c.subject ? `${t(`spot.${c.subject}`)} ` : ''}${formatFen(c.fen ?? 0)} ${t('money.yuan')}（${c.article}）`).join('；')}</p>}
            <Sync />
            <LawEditor base={['what']} natural={natural} decides only={['warning', 'fine']} about={{ outcome: 'penalty' }} />
            {over && <p className="notice notice-bad" role="status">{t('spot.over', { max: formatFen(ceiling.fen ?? 0) })} <span className="quiet">{ceiling.article}</span></p>}
            <Form.Item name="reasons" label={t('spot.reasons')} rules={need('spot.reasons')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} /></Form.Item>
            <Form.Item name="correct" label={<>{t('pen.correct')}<span className="optional">（{t('common.optional')}）</span></>} extra={t('pen.correctHint')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} /></Form.Item>
            <fieldset>
              <legend>{t('spot.told')}</legend>
              <Form.Item name="card_shown" valuePropName="checked" className="tight" rules={must('spot.cardShown')}><Checkbox>{t('spot.cardShown')}</Checkbox></Form.Item>
              <Form.Item name="told" valuePropName="checked" rules={must('spot.toldDone')}><Checkbox>{t('spot.toldDone')}</Checkbox></Form.Item>
              <Form.Item name="defence" label={t('spot.defence')} rules={need('spot.defence')} extra={<>{t('spot.defenceHint')} <Button size="small" onClick={() => form.setFieldValue('defence', '无')}>{t('spot.none')}</Button></>}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} /></Form.Item>
              {v.defence?.trim() && v.defence.trim() !== '无' && <Form.Item name="answer" label={t('spot.answer')} rules={need('spot.answer')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} /></Form.Item>}
            </fieldset>
            <fieldset>
              <legend>{t('spot.handed')}</legend>
              <Form.Item name="handed"><Radio.Group className="stack" options={[{ value: 'signed', label: t('spot.signed') }, { value: 'refused', label: t('spot.refused') }]} /></Form.Item>
              {v.handed === 'refused'
                ? <Form.Item name="refusal" label={t('spot.refusal')} extra={t('spot.refusalHint')} rules={need('spot.refusal')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
                : <Form.Item name="signed_by" label={t('spot.signedBy')} rules={need('spot.signedBy')}><Input maxLength={60} /></Form.Item>}
            </fieldset>
          </>
        )
      }}
    </ActForm>
  )
}

/** The one sanction belongs to the one violation: it follows when that is chosen. */
function Sync() {
  const form = Form.useFormInstance()
  return (
    <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.what?.allegations?.[0]?.violation !== b.what?.allegations?.[0]?.violation}>
      {() => {
        const violation = form.getFieldValue(['what', 'allegations', 0, 'violation']) as string | undefined
        if (violation && form.getFieldValue(['what', 'sanctions', 0, 'violation']) !== violation) queueMicrotask(() => form.setFieldValue(['what', 'sanctions', 0, 'violation'], violation))
        return null
      }}
    </Form.Item>
  )
}
