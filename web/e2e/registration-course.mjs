// What takes weeks of a registration, through the pages alone: an application on which nothing is said across National Day is accepted by
// law, and refused later with its remedies; an association is wound up, its creditors have their time, and it leaves the register.
import { choose, results, settled } from './browser.mjs'
import { association, at, card, conditions, course, named, opened, paper, put, send } from './desk.mjs'

/** Walks; returns the exit code. */
export async function registrationCourse(system, shots) {
  const r = results(shots)
  const { hand, opens, go, open, act, look, clocks, get, file, may, discusses, step, quiet, forgive, close } = await course(system, r, 'course')
  let silent = '', winding = '', name = '', code = '', entry = '', listed = ''
  /** What is said where, so that a failure tells what the page said instead. */
  const says = async (place, words) => { const text = (await place.innerText()).replace(/\s+/g, ' '); for (const w of words) if (!text.includes(w)) throw new Error(`“${w}” is not said: ${text.slice(0, 400)}`) }
  const published = async (p) => {
    await p.getByLabel('公布载体').fill('云岭区人民政府门户网站')
    await p.getByLabel('信用信息录入编号').fill('XY-2026-0001')
  }
  /** Every condition and opinion, then what the leaders say of it. */
  const decided = async (id, grant) => {
    await act('section', id, 'registration.assign', (p) => choose(p, '审查人员', [named('officer'), named('second')]))
    await act('officer', id, 'registration.propose', async (p) => {
      await conditions(p, grant ? {} : { 固定的住所: '所报住所为他人住宅，权利人不同意使用。' })
      await p.getByText(grant ? '准予登记' : '不予登记', { exact: true }).click()
      if (!grant) await p.getByRole('checkbox', { name: /不符合法定条件/ }).check()
      await p.getByLabel('理由、意见').fill(grant ? '清算完毕，材料齐全，符合法定条件。' : '没有可以使用的住所，不符合社会团体登记管理条例第十条规定的条件。')
      await look(p, `propose-${grant ? 'grant' : 'refusal'}`)
    })
    for (const [name, who, fill] of [
      ['registration.second', 'second', async (p) => { await p.getByText('同意', { exact: true }).click(); await p.getByLabel('复核意见').fill('复核同意。') }],
      ['registration.review_legality', 'reviewer', async (p) => { await p.getByText('通过', { exact: true }).click(); await p.getByLabel('意见').fill('程序合法，同意。') }],
    ]) {
      if (await may(who, id, name)) await act(who, id, name, fill) // where rows demand it
    }
    const discussed = (await file('leader', id)).case
    if (discussed.stage === 'reg_discuss') { // before the rows want a meeting it is entered at the desk
      if (discussed.tasks.some((x) => x.kind === 'meeting.convene' && !x.done_at)) await discusses(id)
      else await act('leader', id, 'registration.discuss', async (p) => { await p.getByLabel('讨论结果').fill('同意审查意见。') })
    }
    return act('leader', id, 'registration.decide', (p) => look(p, `decide-${grant ? 'grant' : 'refusal'}`))
  }

  try {
    await opens(at('2026-09-28', '09:10'))

    await step('an application is taken in on the Monday before National Day', async () => {
      const page = await hand('clerk')
      await go(page, `/registrations/new`)
      await association(page, { by: '柏舟', tel: '0000 5550 411', field: '竹编', home: '云栖街道篾匠弄8号', aim: '传承竹编手艺', members: 52 })
      await send(page)
      silent = await opened(page)
      await act('clerk', silent, 'registration.sign_notice', async (p) => { await p.getByLabel('签署人').fill('柏舟\n苇杭') })
      await act('clerk', silent, 'registration.check_name')
      await act('clerk', silent, 'registration.receive', async (p) => {
        await p.getByLabel('成立大会之日').fill('2026-09-28')
        await p.keyboard.press('Enter')
        await p.getByRole('button', { name: '全部收齐' }).click()
        await look(p, 'receive')
      })
    })

    await step('an association begins to wind up', async () => {
      const page = await hand('clerk')
      const list = await get('clerk', '/organizations?status=active&kind=association&limit=40')
      const org = list.items.find((o) => o.kind === 'association' && o.status === 'active')
      name = org.name
      code = org.uscc
      await go(page, `/registrations/new`)
      await page.getByText('注销登记', { exact: true }).first().click()
      await choose(page, '组织', name)
      await page.getByLabel('注销事由').fill('完成章程规定的宗旨，会员大会决议解散')
      await page.getByLabel('申请人姓名或者名称').fill(name)
      await page.getByLabel('联系电话').fill('0000 5550 412')
      await send(page)
      winding = await opened(page)
      await act('clerk', winding, 'registration.form_liquidation', async (p) => { await p.getByLabel('清算组成员').fill('柳溪\n梧庭') })
      await act('clerk', winding, 'registration.notify_creditors')
      const done = await act('clerk', winding, 'registration.notify_creditors', (p) => put(p, '公告报纸', '云岭日报'))
      await look(done, 'winding')
      const refused = await done.evaluate(async (c) => {
        const a = await window.fetch(`/api/v1/cases/${c}/acts/registration.end_liquidation`, { method: 'POST', headers: { 'content-type': 'application/json', 'Idempotency-Key': 'liquidation-too-early' }, body: JSON.stringify({ data: { report: 'f'.repeat(64), residual_fen: 0, residual: '捐给同类组织' } }) })
        return (await a.json()).code
      }, winding)
      if (!['claims_open', 'invalid_input', 'unknown_file'].includes(refused)) throw new Error(`a liquidation ended early: ${refused}`)
      forgive('clerk')
    })

    await step('an organization that did not report is noticed before it is listed', async () => {
      const page = await hand('clerk')
      await go(page, '/listings')
      await page.getByRole('link', { name: /^登记簿提示/ }).click()
      await settled(page)
      await page.getByRole('link', { name: /^采用：.*AB-1$/ }).first().click()
      await page.getByRole('heading', { level: 1, name: '登记列入线索' }).waitFor()
      await settled(page)
      await send(page)
      entry = await opened(page)
      listed = await page.getByRole('region', { name: '列入情况' }).getByRole('link').first().innerText()
      await act('officer', entry, 'listing.notice')
      await act('officer', entry, 'listing.serve', (p) => p.getByLabel('签收人').fill('温棠'))
    })

    await opens(at('2026-10-13', '09:10'))

    await step('five working days of silence have accepted it as of the receipt, and the day is explained', async () => {
      const page = await hand('clerk')
      await open(page, silent)
      await page.getByText('自收件之日起即为受理', { exact: false }).waitFor({ timeout: 120_000 }) // the engine catches up with two weeks
      await look(page, 'deemed')
      const { case: c } = await file('clerk', silent)
      if (c.registration.accepted_on !== '2026-09-28' || !c.registration.deemed) throw new Error(`accepted ${c.registration.accepted_on}`)
      const k = c.clocks.find((x) => x.rule === 'T01')
      if (k.due !== '2026-10-10') throw new Error(`the five days ended ${k.due}`)
      await clocks(page, silent)
      const of = card(page, 'clocks').locator('li, div').filter({ hasText: '一次性告知补正' }).filter({ has: page.getByRole('button', { name: /查看计算/ }) }).last()
      await of.getByRole('button', { name: /查看计算/ }).last().click()
      const drawer = page.getByRole('dialog')
      await drawer.getByRole('table').waitFor()
      await settled(page)
      await r.shot(page, 'course-deemed-clock-1366')
      await says(drawer, ['一次性告知补正', '2026-10-01', '国庆', '2026-10-10'])
      await page.keyboard.press('Escape')
      await says(page.locator('main'), ['期内没有告知，自收到申请材料之日起即为受理'])
      await act('clerk', silent, 'registration.issue_acceptance') // it is told in writing whoever brought it about
    })

    await step('it is refused all the same, with grounds and remedies', async () => {
      await decided(silent, false)
      const page = await act('clerk', silent, 'registration.deliver')
      await page.getByText(/办结 · 不予登记/).waitFor()
      await look(page, 'refused')
    })

    await opens(at('2026-11-16', '09:10'))

    await step('the days to answer are over: a leader lists it', async () => {
      const page = await act('leader', entry, 'listing.decide', async (p) => {
        await p.getByText('列入', { exact: true }).click()
        await p.getByLabel('理由').fill('未按照规定时限报送年度工作报告，事实清楚。')
        await look(p, 'listing-decide')
      })
      await look(page, 'listed')
      await go(page, '/public/listings')
      if (await page.getByText(listed).count()) throw new Error('it is public before it was published')
    })
    await step('it is not published before its decision was served, and told why', async () => {
      const page = await hand('clerk')
      await go(page, `/cases/${entry}/acts/listing.publish`)
      await page.getByText('先送达，后公布：列入决定书尚未送达。').waitFor()
      await published(page)
      await send(page)
      await page.getByRole('alert').filter({ hasText: '尚未送达；先送达，后公布' }).waitFor()
      await look(page, 'listing-unserved')
      forgive('clerk')
      await act('officer', entry, 'listing.serve', (p) => p.getByLabel('签收人').fill('温棠'))
    })
    await step('it is published, and everybody sees it', async () => {
      const page = await act('clerk', entry, 'listing.publish', published)
      await go(page, '/public/listings')
      await page.getByText(listed).waitFor()
      await look(page, 'listing-public')
    })
    await step('it asks to be removed, is verified and removed', async () => {
      await act('clerk', entry, 'listing.ask_removal', (p) => p.getByLabel(/^申请移出的理由/).fill('年度工作报告已经补报。'))
      await act('officer', entry, 'listing.verify', async (p) => {
        await p.getByText('符合移出条件', { exact: true }).click()
        await p.getByLabel('核实情况').fill('报告已经补报。')
      })
      const page = await act('leader', entry, 'listing.remove')
      await page.getByText(/办结 · 履行义务，移出/).waitFor()
      await look(page, 'delisted')
      await act('officer', entry, 'listing.serve', (p) => p.getByLabel('签收人').fill('温棠')) // also of a file that is closed
      await go(page, '/public/listings')
      if (await page.getByText(listed).count()) throw new Error('the public list still shows it')
    })

    await step('the creditors have had their time, and the liquidation ends', async () => {
      const page = await act('clerk', winding, 'registration.end_liquidation', async (p) => {
        await p.locator('input[type=file]').first().setInputFiles(paper('清算报告'))
        await p.locator('.anticon-check-circle').first().waitFor()
        await put(p, '剩余财产', '1200')
        await p.getByLabel('剩余财产的处理').fill('捐给云岭区宗旨相近的社会团体')
      })
      await look(page, 'wound-up')
    })
    await step('the end is applied for, reviewed, decided', async () => {
      await act('clerk', winding, 'registration.receive', (p) => p.getByRole('button', { name: '全部收齐' }).click())
      await act('clerk', winding, 'registration.accept')
      await decided(winding, true)
    })
    await step('certificate and seal come back, and the end is handed over and announced', async () => {
      await act('clerk', winding, 'registration.certify')
      await act('clerk', winding, 'registration.collect', async (p) => { for (const l of ['登记证书已收缴', '印章已收缴', '财务凭证已收缴']) await p.getByLabel(l).check() })
      await act('clerk', winding, 'registration.deliver')
      const page = await act('clerk', winding, 'registration.announce', (p) => p.getByLabel('公告载体').fill('云岭区人民政府门户网站'))
      await page.getByText(/办结 · /).first().waitFor()
      await look(page, 'deregistered')
    })
    await step('the register and the public page say that it is gone', async () => {
      const page = await hand('clerk')
      await go(page, `/organizations?q=${encodeURIComponent(name)}`)
      await says(page.locator('main'), [name, '注销'])
      await page.getByRole('link', { name }).first().click()
      await settled(page)
      await look(page, 'gone')
      await go(page, `/public/organizations?q=${encodeURIComponent(code)}`)
      await says(page.locator('main'), [name, '注销'])
      await look(page, 'gone-public')
    })
    quiet()
  } finally {
    await close()
  }
  return r.end()
}
