// What takes years of an entry of the credit lists, through the pages alone: its years on the list of abnormal activity, the notice of the
// move, what the organization says to it, the decision, and what the public sees all the while. The demonstration has one year, so the
// bureau sets T20, a row of the table, to a month first.
import { results, settled } from './browser.mjs'
import { at, course, opened, send, until } from './desk.mjs'

/** Walks; returns the exit code. */
export async function listingWalk(system, shots) {
  const r = results(shots)
  const { hand, opens, go, open, act, look, get, file, may, step, quiet, forgive, close } = await course(system, r, 'listing')
  let entry = '', listed = ''
  const signed = (p) => p.getByLabel('签收人').fill('温棠')
  const publish = (no) => async (p) => { await p.getByLabel('公布载体').fill('云岭区人民政府门户网站'); await p.getByLabel('信用信息录入编号').fill(no) }
  const heading = (page, name) => page.getByRole('tab', { name }).or(page.getByRole('link', { name })).first()

  try {
    await opens(at('2026-09-01', '09:10'))
    await step('the two years are a row of the table, and are set to a month', async () => {
      const admin = await hand('admin')
      const row = (await get('admin', '/rules')).find((x) => x.id === 'T20')
      const said = await admin.request.post(`${system.base}/api/v1/cases/rules/acts/rules.set`, { headers: { 'Idempotency-Key': 'two-years', origin: system.base }, data: { data: { rows: [{ ...row, term: { ...row.term, n: 1, unit: 'month' }, remind_before: [] }], reason: '演示' } } })
      if (!said.ok()) throw new Error(await said.text())
    })
    await step('who looks at the leads learns what is looked for', async () => {
      const page = await hand('clerk')
      await go(page, '/listings?group=leads')
      await page.getByRole('heading', { name: '列入情形和线索来源' }).click()
      await page.getByText('公开募捐资格和最近一次公开募捐').waitFor()
      await look(page, 'leads')
    })
    await step('an organization is told', async () => {
      const page = await hand('clerk')
      const known = await get('clerk', '/listings')
      const org = (await get('clerk', '/organizations?status=active&kind=association&limit=40')).items.find((o) => !known.some((l) => l.org === o.id))
      await go(page, `/listings/new?party=${org.id}&ground=AB-2`)
      await page.getByLabel('事实').fill('应当建立党组织，至今没有建立。')
      await send(page)
      entry = await opened(page)
      listed = org.name
      await act('officer', entry, 'listing.notice')
      await act('officer', entry, 'listing.serve', signed)
    })
    await opens(at('2026-09-21', '09:10'))
    await step('and listed, and seen by everybody', async () => {
      await until('the days to reply are over', () => may('leader', entry, 'listing.decide'))
      await act('leader', entry, 'listing.decide', async (p) => { await p.getByText('列入', { exact: true }).click(); await p.getByLabel('理由').fill('应建未建，事实清楚。') })
      await act('officer', entry, 'listing.serve', signed)
      await act('clerk', entry, 'listing.publish', publish('XY-2026-0001'))
    })
    await opens(at('2026-10-26', '09:10'))
    await step('after two years it is not moved unheard', async () => {
      const page = await hand('officer')
      await until('the move has begun', async () => (await file('officer', entry)).case.listing.move) // the engine catches up
      await open(page, entry)
      await page.getByRole('region', { name: '移入严重违法失信名单' }).waitFor()
      await look(page, 'move-begun')
      await go(page, '/listings')
      await heading(page, /^满两年待移入/).click()
      await settled(page)
      await page.getByText(listed).first().waitFor()
      await look(page, 'moving')
      await act('officer', entry, 'listing.notice', (p) => look(p, 'move-notice'))
      await act('officer', entry, 'listing.serve', async (p) => { await signed(p); await look(p, 'move-serve') })
      await act('officer', entry, 'listing.record_reply', (p) => p.getByLabel('陈述申辩的内容').fill('党组织正在筹建，请求暂缓。'))
      await act('officer', entry, 'listing.answer_reply', async (p) => { await p.getByText('不采纳', { exact: true }).click(); await p.getByLabel('复核意见').fill('两年内没有建立，筹建不是免除的理由。') })
      const leader = await hand('leader')
      await go(leader, `/cases/${entry}/acts/listing.decide`)
      await leader.getByText('移入', { exact: true }).click()
      await leader.getByLabel('理由').fill('列入满两年。')
      await send(leader)
      await leader.getByRole('alert').filter({ hasText: '届满' }).waitFor()
      await look(leader, 'move-early')
      forgive('leader')
    })
    await opens(at('2026-11-16', '09:10'))
    await step('a leader moves it, and the public sees the one list until it sees the other', async () => {
      const page = await act('leader', entry, 'listing.decide', async (p) => { await p.getByText('移入', { exact: true }).click(); await p.getByLabel('理由').fill('列入满两年，陈述申辩不成立。'); await look(p, 'move-decide') })
      await look(page, 'moved')
      await go(page, '/public/listings')
      await page.getByText(listed).waitFor()
      await act('officer', entry, 'listing.serve', signed)
      await act('clerk', entry, 'listing.publish', publish('XY-2026-0002'))
      await go(page, '/public/listings?list=severe')
      await page.getByText(listed).waitFor()
      await look(page, 'public-severe')
    })
    quiet()
  } finally {
    await close()
  }
  return r.end()
}
