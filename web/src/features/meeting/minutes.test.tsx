import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { AllowedAct, CaseFile, Meeting } from '@/api/types'
import { answers, me, show } from '@/testing/render'
import { conveneData } from './convene-page'
import { inOrder, lacks, minutesOf, minutesValues, resolutionsOf, type MinutesValues } from './minutes'
import { MeetingMinutesForm } from './minutes-form'

const m = { at: '2026-10-09T09:00:00+08:00', place: '三楼', chair: 'p-gu', recorder: 'p-jin', due: ['p-gu', 'p-he', 'p-lin'], agenda: [{ no: 1, subject: 'case', file: 'c1', title: '某案', reference: '云民罚案〔2026〕1号' }] } as Meeting
const name = (p: string) => ({ 'p-gu': '顾未铭', 'p-he': '何见', 'p-lin': '林溪' })[p] ?? p
const heads = ['p-gu']
const fill = (el: HTMLElement, value: string) => fireEvent.change(el, { target: { value } })
const act: AllowedAct = { name: 'meeting.hold', title: '制作会议记录', english: 'Take the minutes', starts: '' }
const file = { case: { id: 'm1', procedure: 'meeting', stage: 'meeting_convened', title: '会议', reference: '云民会〔2026〕1号', meeting: m }, version: 2, stage_title: '', steps: [], allowed_acts: [act], clocks: [], children: [], timeline: [], people: {} } as unknown as CaseFile
const person = (id: string, role: string) => ({ id, name: name(id), login: id, grants: [{ role, agency: 'a', from: '2020-01-01' }], certificates: [] })

it('puts the head last, whoever spoke first', () => {
  expect(inOrder(['p-gu', 'p-he', 'p-lin'], heads)).toEqual(['p-he', 'p-lin', 'p-gu'])
  expect(minutesValues(m, heads).items[0]!.members.map((x) => x.person)).toEqual(['p-he', 'p-lin', 'p-gu'])
  expect(resolutionsOf({ subject: 'case', disputed: true })).not.toContain('change')
})

it('names what keeps the meeting from being closed', () => {
  const v: MinutesValues = minutesValues(m, heads)
  v.attendance['p-lin'] = { present: false }
  v.items[0] = { ...v.items[0]!, result: 'agree', text: '同意', members: [{ person: 'p-he', vote: 'oppose', text: '处罚过重' }, { person: 'p-lin' }, { person: 'p-gu', text: '同意' }] }
  expect(lacks(m, minutesOf(v), heads, name).map((l) => l.key)).toEqual(['meet.m.absent', 'meet.m.vote', 'meet.m.dissent'])
  v.items[0]!.members = [{ person: 'p-gu', text: '同意', vote: 'agree' }, { person: 'p-he', text: '同意', vote: 'agree' }, { person: 'p-lin' }]
  v.attendance['p-lin'] = { present: false, reason: '出差' }
  expect(lacks(m, minutesOf(v), heads, name).map((l) => l.key)).toEqual(['meet.m.head'])
  v.items[0]!.result = undefined
  expect(lacks(m, minutesOf(v), heads, name)).toEqual([{ key: 'meet.m.item', vars: { n: 1 } }])
})

it('puts picked files and other items on one agenda', () => {
  expect(conveneData({ at: '2026-10-09T09:00', place: '三楼', picked: ['case:c1', 'paper:l:2'], others: [{ subject: 'other', title: ' 经费 ', file: 'x' }, { subject: 'recusal', file: 'c2', recusal: 1 }] })).toEqual({
    at: '2026-10-09T09:00:00+08:00', place: '三楼',
    agenda: [{ subject: 'case', file: 'c1' }, { subject: 'paper', file: 'l:2' }, { subject: 'other', title: '经费' }, { subject: 'recusal', file: 'c2', recusal: 1 }],
  })
})

it('takes minutes: absence, order, dissent as spoken, recusal, and says when they are complete', async () => {
  const sent = answers({
    'GET /people': [person('p-gu', 'head'), person('p-he', 'leader'), person('p-lin', 'leader'), person('p-jin', 'officer')], 'GET /calendar/2026': { year: 2026, published: true, days: [] },
    'POST /cases/m1/acts/meeting.hold': { case: 'm1', seq: 3 },
  })
  show(<MeetingMinutesForm act={act} file={file} onCancel={() => {}} onDone={() => {}} />, { who: { ...me, powers: ['view.cases', 'view.people'] } })
  const user = userEvent.setup()
  const groups = () => screen.getAllByLabelText(/^议题 1 (何见|林溪|顾未铭)$/).map((g) => g.getAttribute('aria-label'))
  await screen.findByLabelText('议题 1 何见')
  expect(groups()).toEqual(['议题 1 何见', '议题 1 林溪', '议题 1 顾未铭'])
  await user.click(screen.getByLabelText('议题 1 何见 延后发言'))
  await waitFor(() => expect(groups()).toEqual(['议题 1 林溪', '议题 1 何见', '议题 1 顾未铭']))
  expect(screen.getByLabelText('议题 1 何见 延后发言')).toBeDisabled()
  const of = (who: string) => within(screen.getByLabelText(`议题 1 ${who}`))
  for (const [who, vote] of [['林溪', '同意'], ['何见', '反对'], ['顾未铭', '同意']] as const) {
    fill(of(who).getByLabelText(`议题 1 ${who}的意见`), `${who}意见`)
    await user.click(of(who).getByText(vote))
  }
  expect(screen.getByText('同意 2，反对 1，弃权 0')).toBeVisible()
  await user.click(screen.getByLabelText('决议'))
  await user.click(await screen.findByTitle('同意', { exact: true }))
  fill(screen.getByLabelText('决议内容'), '同意处罚')
  await waitFor(() => expect(screen.getByText('第 1 项何见反对，须照原话记录意见')).toBeVisible())
  fill(of('何见').getByLabelText('议题 1 何见的不同意见（照原话）'), '没收过重')
  await waitFor(() => expect(screen.getByText('记录齐全。')).toBeVisible())
  await user.click(screen.getByText('现在结束'))
  await user.click(screen.getByText('确认制作会议记录'))
  await waitFor(() => expect(sent.some((s) => s.method === 'POST')).toBe(true))
  expect(sent.find((s) => s.method === 'POST')!.body).toMatchObject({ data: {
    present: ['p-gu', 'p-he', 'p-lin'],
    items: [{ item: 1, result: 'agree', text: '同意处罚', opinions: [{ person: 'p-lin' }, { person: 'p-he' }, { person: 'p-gu' }], votes: [{ person: 'p-lin', vote: 'agree' }, { person: 'p-he', vote: 'oppose', dissent: '没收过重' }, { person: 'p-gu', vote: 'agree' }] }],
  } })
})
