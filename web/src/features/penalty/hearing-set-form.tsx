import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Form, Input, Radio, Select } from 'antd'
import type { ActFormProps, Values } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { DateInput } from '@/components/inputs'
import { useDayText } from '@/components/day-text'
import { addDays, localToInstant, timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'
import { closedReasons, options } from '@/lib/titles'
import { hearingOf } from './hearing-day-form'
import { inTheWay, mayBegin, mayLast, overlaps, times } from './hearing-slots'

/** Fixes day, hours and room. What is taken, by the room or by who hosts and records, cannot be chosen. */
export function SetHearingForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t, lang } = useT()
  const me = useMe()
  const [form] = Form.useForm()
  const h = hearingOf(file)
  const if_ = useQuery(queries.whatIf(file.case.id, { act: 'hearing_request', on: me.today }))
  const first = if_.data?.hearing
  const firstText = useDayText(first)
  const around = useQuery(queries.hearings({ from: addDays(me.today, -200), to: addDays(me.today, 190) }))
  const rows = around.data ?? []
  const rooms = [...new Set(rows.map((r) => r.room))].sort()
  const need = (label: string) => [{ required: true, whitespace: true, message: `${label}：${t('common.required')}` }]
  return (
    <ActForm act={act} file={file} form={form} occurred={false} onCancel={onCancel} onDone={onDone} initial={{ from: '09:00', until: '12:00', public: 'yes' }}
      clocks={(v) => (v.day ? [{ rule: 'PEN-3.06', from: v.day }] : [])}
      toData={(v) => ({ at: localToInstant(`${v.day}T${v.from}`), until: localToInstant(`${v.day}T${v.until}`), room: v.room, note: v.note, ...(v.public === 'yes' ? { public: true } : { closed: v.public }) })}>
      {(v: Values) => {
        const busy = v.day ? inTheWay(rows, v.day, v.room ?? '', [h?.host, h?.recorder], file.case.id) : []
        const day = rows.filter((r) => r.case !== file.case.id && v.day && timeText(r.at).startsWith(v.day))
        const hit = v.from && v.until ? overlaps(busy, { from: v.from, until: v.until }) : undefined
        const why = hit && (hit.host === h?.host || hit.host === h?.recorder ? t('hear.clashPerson', { name: hit.host_name }) : hit.recorder && (hit.recorder === h?.host || hit.recorder === h?.recorder) ? t('hear.clashPerson', { name: hit.recorder_name ?? '' }) : t('hear.clashRoom'))
        return (
          <>
            <Form.Item name="day" label={t('hear.day')} extra={first && t('hear.earliest', { day: firstText })} rules={need(t('hear.day'))}><DateInput min={first} /></Form.Item>
            <Form.Item name="room" label={t('hear.room')} extra={t('hear.roomHint')} rules={need(t('hear.room'))}>
              <AutoComplete options={rooms.map((value) => ({ value }))} maxLength={60} />
            </Form.Item>
            <div className="pair">
              <Form.Item name="from" label={t('hear.from')} rules={need(t('hear.from'))}>
                <Select options={times.map((x) => ({ value: x, label: mayBegin(busy, x) ? x : `${x}（${t('hear.taken')}）`, disabled: !mayBegin(busy, x) }))}
                  onChange={(x: string) => { if (!mayLast(busy, x, v.until ?? '')) form.setFieldValue('until', times.find((y) => mayLast(busy, x, y))) }} />
              </Form.Item>
              <Form.Item name="until" label={t('hear.until')} dependencies={['day', 'room', 'from']}
                rules={[...need(t('hear.until')), { validator: () => (hit ? Promise.reject(new Error(t('hear.noSlot', { why: why! }))) : Promise.resolve()) }]}>
                <Select options={times.filter((x) => x > (v.from ?? '')).map((x) => ({ value: x, label: mayLast(busy, v.from ?? '', x) ? x : `${x}（${t('hear.taken')}）`, disabled: !mayLast(busy, v.from ?? '', x) }))} />
              </Form.Item>
            </div>
            {hit && <p className="notice notice-warn" role="status">{t('hear.noSlot', { why: why! })}</p>}
            {v.day && (
              <div className="day-busy">
                <h2 className="sub-head">{t('hear.dayBusy')}</h2>
                {day.length === 0 ? <p className="quiet">{t('hear.dayFree')}</p>
                  : <ul className="served">{day.map((r) => <li key={r.case + r.no}><span className="num">{timeText(r.at).slice(11)}–{timeText(r.until).slice(11)}</span> {r.room} <span className="quiet">{r.host_name} · {r.reference}</span></li>)}</ul>}
              </div>
            )}
            <Form.Item name="public" label={t('hear.public')}>
              <Radio.Group className="stack" options={[{ value: 'yes', label: t('hear.publicYes') }, ...options(closedReasons, lang).map((o) => ({ ...o, label: t('pen.closed', { why: o.label }) }))]} />
            </Form.Item>
            <Form.Item name="note" label={<>{t('hear.note')}<span className="optional">（{t('common.optional')}）</span></>}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
          </>
        )
      }}
    </ActForm>
  )
}
