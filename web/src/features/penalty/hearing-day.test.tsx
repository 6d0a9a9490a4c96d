import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { AllowedAct, CaseFile, HearingRow } from '@/api/types'
import { answers, me, show } from '@/testing/render'
import { MinutesForm } from './hearing-day-form'
import { lacks, minutesData, nextPart, partsOf } from './hearing-minutes'
import { clashes, inTheWay, mayBegin, mayLast } from './hearing-slots'

/** What is typed at once: every key would draw the form anew. */
const fill = (el: HTMLElement, value: string) => { el.focus(); fireEvent.change(el, { target: { value } }) }
const act: AllowedAct = { name: 'penalty.hold_hearing', title: '举行听证', english: 'Hold the hearing', starts: '' }
const file = {
  case: {
    id: 'c1', procedure: 'penalty', stage: 'hearing_set', title: '某案', reference: '云民罚案〔2026〕1号', officers: ['p-fang', 'p-lu'], party: { id: 'y', name: '青松墓地', kind: 'village_cemetery' },
    evidence: [{ hash: 'h1', kind: 'photo', title: '收据', name: 'a.png', type: 'image/png', size: 1, taken_at: '2026-10-01T09:00:00+08:00', taken_by: 'p-fang', seq: 3 }, { hash: 'h2', kind: 'photo', title: '非法取得的录音', name: 'b', type: 'audio/mp3', size: 1, taken_at: '2026-10-01T09:00:00+08:00', taken_by: 'p-fang', seq: 4, excluded: '非法取得' }],
    penalty: { track: 'general', regime: 'GENERAL_APL', source: 'report', received_on: '2026-10-01', clue: '', allegations: [], hearings: [{ no: 1, round: 1, told: 'd1', asked_on: '2026-10-02', asked_by: '柏守山', host: 'p-wen', recorder: 'p-dai', at: '2026-10-09T09:00:00+08:00', room: '第一听证室', agents: [{ name: '宋律师' }] }] },
  },
  version: 9, stage_title: '听证程序', steps: [], allowed_acts: [act], clocks: [], children: [], timeline: [],
  people: { 'p-wen': { name: '闻渡' }, 'p-fang': { name: '方植' }, 'p-lu': { name: '陆原' }, 'p-dai': { name: '戴昕' } },
} as unknown as CaseFile

it('knows what comes next when somebody begins to speak', () => {
  expect(nextPart([], 'host')).toBe('opening')
  expect(nextPart([{ role: 'host', part: 'opening' }], 'officer')).toBe('case')
  const put = [{ role: 'officer', part: 'case' }] as const
  expect(nextPart([...put], 'party')).toBe('defence')
  expect(nextPart([...put, { role: 'agent', part: 'defence' }], 'party')).toBe('examination')
  expect(nextPart([...put, { role: 'party', part: 'defence' }, { role: 'party', part: 'examination' }], 'party')).toBe('closing')
  expect(partsOf('witness')).toEqual(['examination', 'answer'])
  expect(partsOf('officer')).not.toContain('defence')
})

it('says what the minutes lack, and that the officers must speak first', () => {
  const said = [{ role: 'party' as const, part: 'defence' as const, text: '请求从轻' }, { role: 'party' as const, part: 'examination' as const, text: '无异议' }, { role: 'officer' as const, part: 'case' as const, text: ' ' }]
  expect(lacks({ officers: ['a'], present: [{ role: 'agent' }], speeches: said }).map((l) => l.key)).toEqual(['min.needOrder', 'min.needText'])
  expect(lacks({}).map((l) => l.key)).toEqual(['min.needOfficers', 'min.needSide', 'min.needCase', 'min.needDefence', 'min.needExamination'])
})

it('sends a refusal to sign or a signature, never both', () => {
  const v = { started_at: '2026-10-09T09:00', ended_at: '2026-10-09T11:00', speeches: [], present: [], sign: 'refused', signed_by: '柏守山', refusal: '不认可' }
  expect(minutesData(v)).toMatchObject({ started_at: '2026-10-09T09:00:00+08:00', refusal: '不认可', read_over: false })
  expect(minutesData(v)).not.toHaveProperty('signed_by')
})

it('takes the minutes by key as people speak, in order, and keeps them on the device', async () => {
  const sent = answers({ 'POST /cases/c1/acts/penalty.hold_hearing': { case: 'c1', seq: 10 }, 'GET /calendar/2026': { year: 2026, published: true, days: [] } })
  show(<MinutesForm act={act} file={file} onCancel={() => {}} onDone={() => {}} />, { who: { ...me, powers: ['view.cases'] } })
  const user = userEvent.setup()
  expect(screen.getByRole('complementary', { name: '案件要点' })).toHaveTextContent('第一听证室')
  expect(screen.queryByLabelText(/非法取得的录音/)).toBeNull()
  const first = screen.getByLabelText('第 1 段发言 发言内容')
  fill(first, '宣布开始')
  await user.keyboard('{Alt>}{2}{/Alt}')
  const second = await screen.findByLabelText('第 2 段发言 发言内容')
  await waitFor(() => expect(second).toHaveFocus())
  expect(screen.getByLabelText('第 2 段发言 发言人')).toHaveValue('方植')
  fill(second, '提出事实')
  await user.click(within(screen.getByLabelText('添加下一段发言')).getByText('代理人'))
  const third = await screen.findByLabelText('第 3 段发言 发言内容')
  expect(screen.getByLabelText('第 3 段发言 发言人')).toHaveValue('宋律师')
  fill(third, '请求从轻')
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await waitFor(() => expect(screen.getByLabelText('第 2 段发言 发言内容')).toHaveValue('请求从轻'))
  expect(screen.getByText('先由调查人员提出事实，再由当事人申辩和质证', { selector: 'li' })).toBeVisible()
  await user.click(screen.getByLabelText('第 2 段发言 下移'))
  await user.keyboard('{Alt>}{4}{/Alt}')
  fill(await screen.findByLabelText('第 4 段发言 发言内容'), '无异议')
  expect(await screen.findByText(/法定环节齐全/)).toBeVisible()
  await waitFor(() => expect(localStorage.getItem('yifa.draft.c1.penalty.hold_hearing.1')).toContain('无异议'))
  fill(screen.getByLabelText('姓名 1'), '柏守山')
  await user.click(screen.getByLabelText('1. 收据'))
  await user.click(screen.getByText('现在结束'))
  fill(screen.getByLabelText(/^签字人/), '柏守山')
  await user.click(screen.getByText('确认举行听证'))
  await waitFor(() => expect(sent.some((s) => s.method === 'POST')).toBe(true))
  expect(sent.find((s) => s.method === 'POST')!.body).toMatchObject({ data: {
    started_at: '2026-10-09T09:00:00+08:00', officers: ['p-fang', 'p-lu'], examined: [1], signed_by: '柏守山',
    speeches: [{ who: '闻渡', role: 'host', part: 'opening', text: '宣布开始' }, { who: '方植', role: 'officer', part: 'case', text: '提出事实' }, { who: '宋律师', role: 'agent', part: 'defence', text: '请求从轻' }, { role: 'agent', part: 'examination', text: '无异议' }],
  } })
  await waitFor(() => expect(localStorage.getItem('yifa.draft.c1.penalty.hold_hearing.1')).toBeNull())
})

it('offers no hour that a room or a host is taken at', () => {
  const row = (o: Partial<HearingRow>): HearingRow => ({ case: 'x', no: 1, reference: '', title: '', at: '2026-12-01T09:00:00+08:00', until: '2026-12-01T11:00:00+08:00', room: '第一 听证室', host: 'p-a', host_name: '甲', public: true, state: 'told', ...o })
  const rows = [row({}), row({ case: 'y', room: '第二听证室', at: '2026-12-01T14:00:00+08:00', until: '2026-12-01T16:00:00+08:00' }), row({ case: 'z', state: 'withdrawn', at: '2026-12-01T16:00:00+08:00', until: '2026-12-01T17:00:00+08:00' })]
  const room = inTheWay(rows, '2026-12-01', '第一听证室', ['p-b'], 'me')
  expect(room.map((r) => r.case)).toEqual(['x'])
  expect([mayBegin(room, '08:30'), mayBegin(room, '09:00'), mayBegin(room, '10:30'), mayBegin(room, '11:00')]).toEqual([true, false, false, true])
  expect([mayLast(room, '08:00', '09:00'), mayLast(room, '08:00', '09:30'), mayLast(room, '11:00', '12:00')]).toEqual([true, false, true])
  expect(inTheWay(rows, '2026-12-01', '第三听证室', ['p-a'], 'me').map((r) => r.case)).toEqual(['x', 'y'])
  expect(inTheWay(rows, '2026-12-01', '第一听证室', ['p-b'], 'x')).toEqual([])
  expect(clashes([rows[0]!, row({ case: 'w', room: '第三听证室', at: '2026-12-01T10:00:00+08:00', until: '2026-12-01T12:00:00+08:00' })]).size).toBe(2)
  expect(clashes(rows).size).toBe(0)
})
