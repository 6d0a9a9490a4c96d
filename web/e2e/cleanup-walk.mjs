// A clean-up over a register of 10,000 organizations, by the hands of those who do it and through the pages alone: drafted, approved,
// screened, announced, its organizations verified, dealt with and struck off one by one, closed and reported. It takes two months:
// the demonstration is started as of then and again when days have passed.
import { join } from 'node:path'
import { choose, results, settled } from './browser.mjs'
import { at, card, conditions, course, day, named, opened, paper, put, putDate, send, until } from './desk.mjs'

const size = 10_100 // some are there already, by name or code
const towns = ['云栖街道'] // and four years in a row: few enough to be disposed of one by one

/** Walks; returns the exit code. */
export async function cleanupWalk(system, shots) {
  const r = results(shots)
  const h = await course(system, r, 'cleanup')
  const { hand, act, form, confirm, go, look, get, file, step, opens, open } = h
  const board = () => get('section', `/cleanups/${c}/board`)
  const ledger = async (query = '') => (await get('section', `/cleanups/${c}/ledger?limit=200&${query}`)).items
  let c = ''
  let items = [] // what of the list goes on to be corrected or deregistered
  let gone // the one that is deregistered
  let registration = ''

  try {
    await opens(Date.now() - 65 * day)

    await step(`${size.toLocaleString('en')} made-up organizations are entered in the register`, async () => {
      const began = Date.now()
      await system.command('organizations', 'invent', '--count', String(size), '--out', join(system.data, 'many.xlsx'))
      for (const n of [1, 2, 3]) await system.command('organizations', 'import', '--as', 'su.he', '--apply', join(system.data, `many-${n}.xlsx`))
      console.log(`     ${((Date.now() - began) / 1000).toFixed(1)} s`)
    })

    await step('a campaign is drafted', async () => {
      const page = await hand('section')
      await go(page, `/cleanups?state=open`)
      await look(page, 'list-empty')
      await page.getByRole('link', { name: '起草清理整治方案' }).click()
      await settled(page)
      await put(page, '名称', '僵尸型社会组织专项清理')
      await put(page, '依据', '民发〔2021〕63号')
      await putDate(page, '结束日期', h.today().replace(/-\d\d-\d\d$/, '-12-31'))
      await choose(page, '乡镇（街道）', towns)
      const one = page.getByRole('group', { name: '连续两个年度未参加年度检查（未报送年度报告）' })
      await one.getByRole('checkbox').check()
      await one.getByLabel('连续年度数').fill('4')
      await page.getByRole('button', { name: '添加一组' }).click()
      await choose(page, '核查人员', [named('officer'), named('second')], page.getByRole('group', { name: '第 1 组' }))
      await put(page, '同时在办的户数上限', '2')
      await put(page, '公告期（日）', '10')
      await look(page, 'draft')
      await send(page)
      c = await opened(page)
      await look(page, 'drafted')
    })

    await step('a leader approves it', () => act('leader', c, 'cleanup.approve'))

    await step('the whole register is screened in less than five seconds', async () => {
      const page = await act('section', c, 'cleanup.screen')
      await card(page, 'sums').waitFor({ timeout: 120_000 })
      await look(page, 'screened')
      const events = await get('section', `/cases/${c}/events`)
      const when = (kind) => Date.parse((events.items ?? events).find((e) => e.kind === kind).recorded_at)
      const took = when('CleanupScreened') - when('CleanupScreeningAsked')
      const k = (await file('section', c)).case.cleanup.result
      console.log(`     ${k.seen} looked at in ${took} ms: ${k.outside} outside, ${k.missed} missed, ${k.hit} hit`)
      if (took >= 5000) throw new Error(`it took ${took} ms`)
      if (k.seen < 10_000 || k.seen !== k.outside + k.missed + k.hit) throw new Error('the sums do not come out')
      if (k.hit < 3 || k.hit > 24) throw new Error(`${k.hit} organizations are hit: choose other parameters`)
    })

    let missed = ''
    await step('every number opens the rows behind it, and a miss says why', async () => {
      const page = await hand('section')
      const k = (await file('section', c)).case.cleanup.result
      for (const [text, n] of [['范围外', k.outside], ['命中', k.hit], ['未命中', k.missed]]) {
        await open(page, c)
        await card(page, 'sums').getByRole('link', { name: new RegExp(`^${text}：`) }).click()
        await page.getByText(`共 ${n.toLocaleString('en')} 条`).waitFor()
      }
      missed = await page.getByRole('rowheader').nth(3).innerText()
      await page.locator('main').getByRole('searchbox').first().fill(missed)
      await page.getByText('共 1 条').waitFor()
      await page.getByRole('button', { name: `查看理由 ${missed}` }).click()
      await page.getByRole('dialog').getByText('未命中').first().waitFor()
      await look(page, 'why-missed', false)
    })

    await step('one is taken off the list and one is added', async () => {
      const page = await hand('section')
      await go(page, `/cleanups/${c}/ledger?state=unopened`)
      await look(page, 'ledger-unopened')
      await page.getByRole('link', { name: /^移出名单/ }).first().click()
      await settled(page)
      await put(page, '理由', '正在办理住所变更，已经联系上。')
      await confirm(page)
      await act('section', c, 'cleanup.add_item', async (p) => {
        await choose(p, '组织', missed)
        await put(p, '增加的原因和线索', '群众反映长期无人办公。')
      })
      await act('section', c, 'cleanup.set_window', async (p) => { await put(p, '同时在办的户数上限', '50'); await put(p, '理由', '人手足够。') })
      const listed = (await board()).listed
      await until('the files are opened', async () => (await board()).open >= listed)
    })

    await step('the announcement is reviewed and made', async () => {
      await act('reviewer', c, 'cleanup.review_legality', async (p) => { await p.getByLabel('同意公告').check(); await put(p, '意见', '程序合法，同意公告。') })
      const page = await act('section', c, 'cleanup.announce', async (p) => { await put(p, '公告载体', '云岭区人民政府门户网站'); await put(p, '咨询、举报电话', '000-5550123') })
      await look(page, 'announced')
    })

    await step('officers go from one organization to the next and verify each', async () => {
      const page = await hand('officer')
      await go(page, `/cleanups/${c}/ledger?state=open`)
      await look(page, 'ledger')
      const rows = await ledger('state=open')
      const held = rows.filter((x) => x.hits.length > 0)
      const cleared = [held[0].party, ...rows.filter((x) => x.hits.length === 0).map((x) => x.party)]
      items = rows.filter((x) => !cleared.includes(x.party)).map((x) => ({ ...x, file: x.case }))
      gone = items.at(-1)
      await page.getByRole('link', { name: '逐户办理' }).click()
      for (let n = 0; n < rows.length; n++) {
        await page.waitForURL((u) => u.pathname === `/cases/${rows[n].case}`)
        await settled(page)
        const id = rows[n].case
        if (n === 0) {
          await look(page, 'file')
          await act('officer', id, 'clearance.send_letter', async (p) => { await put(p, '邮件号', 'XB0000000001'); await look(p, 'letter') })
        }
        await act('officer', id, 'clearance.log_contact', async (p) => { await put(p, '地点', '登记的住所'); await put(p, '情况', n === 0 ? '有人办公，近一年开展过活动。' : '住所无人办公，邻居称已一年未见人来。') })
        await form(page, id, 'clearance.verify')
        const yes = !cleared.includes(rows[n].party)
        for (const g of await page.locator('.desk-main .finding').all()) {
          await g.getByText(yes ? '属实' : '不属实', { exact: true }).click()
          await g.getByLabel('依据').fill(yes ? '登记簿与走访一致。' : '已补报，有回执。')
        }
        await put(page, '核查结论的理由', yes ? '两人走访核实，确已连续四个年度未参加年检。' : '经核实年度报告已经补报，不属于清理对象。')
        if (n < 2) await look(page, yes ? 'verify' : 'verify-cleared')
        await confirm(page)
        if (yes) {
          await form(page, id, 'clearance.propose')
          if (rows[n].party === gone.party) await page.getByRole('radio', { name: /注销登记/ }).check()
          else {
            await page.getByRole('radio', { name: /限期整改/ }).check()
            await page.getByRole('radio', { name: '改正', exact: true }).check()
            await put(page, '整改措施', '补报年度报告，恢复活动。')
            await put(page, '整改责任人', '法定代表人')
            await put(page, '整改期限（日）', '15')
          }
          await put(page, '为何对这个组织采取这种方式', rows[n].party === gone.party ? '已无会员和财产，法定代表人愿意注销。' : '仍有会员，愿意恢复活动，可以整改。')
          if (rows[n].party === items[0].party || rows[n].party === gone.party) await look(page, rows[n].party === gone.party ? 'propose-deregister' : 'propose')
          await confirm(page)
        }
        if (n < rows.length - 1) await page.getByRole('navigation', { name: '台账' }).getByRole('link', { name: /^下一户/ }).click()
      }
    })

    await step('what does not hold is struck off by somebody else', async () => {
      for (const x of await ledger('stage=clr_settled')) await act('section', x.case, 'clearance.close', (p) => put(p, '核对意见', '已核对补报回执。'))
      if ((await board()).closed < 2) throw new Error('nothing was struck off')
    })

    await step('nothing is decided while the organizations may answer; an objection is entered and answered', async () => {
      const page = await hand('leader')
      await form(page, items[0].file, 'clearance.decide')
      await put(page, '决定及理由', '同意。')
      await send(page)
      const refusal = page.locator('form [role=alert].notice-bad')
      await refusal.waitFor()
      const why = await refusal.innerText()
      console.log(`     ✋ ${why.replace(/\s+/g, ' ')}`)
      if (!/公告/.test(why)) throw new Error(why)
      await look(page, 'refused', false)
      await act('section', items[0].file, 'clearance.object', async (p) => { await put(p, '提出人', '法定代表人'); await put(p, '异议的内容', '年报已经寄出。') })
      const answered = await act('section', items[0].file, 'clearance.answer', async (p) => { await p.getByLabel('异议不成立').check(); await put(p, '答复', '未收到年报，请在整改期内补报。') })
      await look(answered, 'objection')
      await act('officer', items[0].file, 'clearance.serve_answer', (p) => put(p, '签收人', '法定代表人')) // nothing is struck off before
      h.forgive('leader') // the refusal it asked for
    })

    await step('the days to answer run out', async () => {
      const due = (await file('section', c)).clocks.find((k) => k.id === 'reply').due
      await opens(at(due, '10:00') + day)
      await until('the campaign is handled', async () => (await file('section', c)).case.stage === 'cl_handling')
    })

    await step('a leader decides each; orders are served, the deregistration begins', async () => {
      const waits = await hand('leader')
      await go(waits, `/waiting`)
      await look(waits, 'waiting')
      for (const x of items) await act('leader', x.file, 'clearance.decide', (p) => put(p, '决定及理由', '同意承办意见。'))
      for (const x of items) if (x.party !== gone.party) await act('officer', x.file, 'clearance.serve', (p) => put(p, '签收人', '法定代表人'))
      const page = await hand('officer')
      await open(page, items[0].file)
      await look(page, 'ordered')
      await act('officer', gone.file, 'clearance.open_deregistration', async (p) => {
        await put(p, '申请人', '法定代表人')
        await put(p, '联系电话', '000-5550199')
        await put(p, '注销事由', '会员大会决议解散')
        await look(p, 'deregistration')
      })
      registration = (await file('officer', gone.file)).case.clearance.registration
      await act('clerk', registration, 'registration.form_liquidation', (p) => put(p, '清算组成员', '甲某\n乙某\n丙某'))
      await act('clerk', registration, 'registration.notify_creditors') // those who are known are told, the others by the newspaper
      await act('clerk', registration, 'registration.notify_creditors', (p) => p.locator('#act_newspaper').fill('云岭日报'))
      await open(page, gone.file)
      await look(page, 'deregistering')
    })

    await step('they correct, and two officers check it', async () => {
      await opens(h.now() + 10 * day)
      for (const x of items) {
        if (x.party === gone.party) continue
        await act('officer', x.file, 'clearance.report', (p) => put(p, '整改报告', '年度报告已经补报，活动已恢复。'))
        await act('officer', x.file, 'clearance.check_rectified', async (p) => { await p.getByRole('radio', { name: '整改到位', exact: true }).check(); await put(p, '复核意见', '两人复核，年报已收到，活动已恢复。') })
        await act('section', x.file, 'clearance.close', (p) => put(p, '核对意见', '已核对整改材料。'))
      }
      const page = await hand('section')
      await go(page, `/cleanups/${c}`)
      await look(page, 'board')
    })

    await step('one is liquidated and deregistered', async () => {
      const claims = (await file('clerk', registration)).case.registration.liquidation.claims_until
      await opens(at(claims, '10:00') + day)
      await deregister(h, registration)
      await act('officer', gone.file, 'clearance.settle', (p) => put(p, '处置结果说明', '清算完结，已经注销登记。'))
      await act('section', gone.file, 'clearance.close', (p) => put(p, '核对意见', '登记簿已经注销。'))
      const page = await hand('section')
      await open(page, gone.file)
      await look(page, 'file-closed')
    })

    await step('the campaign is closed and its figures come out', async () => {
      await act('section', c, 'cleanup.close', (p) => look(p, 'close'))
      const page = await act('section', c, 'cleanup.report', (p) => put(p, '总结', '名单全部销号，无移交。'))
      await card(page, 'tally').waitFor()
      await look(page, 'reported')
      const y = (await file('section', c)).case.cleanup.tally
      console.log(`     ${JSON.stringify(y)}`)
      await go(page, `/cleanups/${c}`)
      await page.getByText('100.0%').first().waitFor()
      await look(page, 'board-closed')
      await go(page, `/cleanups/${c}/ledger?state=closed`)
      await look(page, 'ledger-closed')
      const [got] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载结果表' }).click()])
      if (!/结果表\.xlsx$/.test(got.suggestedFilename())) throw new Error(got.suggestedFilename())
      await go(page, `/organizations/${gone.party}`)
      await look(page, 'organization')
    })
    h.quiet()
  } finally {
    await h.close()
  }
  return r.end()
}

/** The deregistration of the one that goes, from the end of its liquidation to the register. */
async function deregister({ hand, act, form, confirm, file, discusses }, registration) {
  await act('clerk', registration, 'registration.end_liquidation', async (p) => {
    await p.locator('input[type=file]').first().setInputFiles(paper('清算报告'))
    await p.locator('.anticon-check-circle').first().waitFor()
    await p.locator('#act_residual_fen').fill('0')
    await put(p, '剩余财产的处理', '清算后没有剩余财产。')
  })
  await act('clerk', registration, 'registration.receive', async (p) => { await p.getByRole('button', { name: '全部收齐' }).click() })
  await act('clerk', registration, 'registration.accept')
  await act('section', registration, 'registration.assign', (p) => choose(p, '审查人员', [named('officer'), named('second')]))
  const page = await hand('officer')
  await form(page, registration, 'registration.propose')
  await conditions(page)
  await page.getByText('准予登记', { exact: true }).click()
  await put(page, '理由、意见', '清算完结，材料齐全。')
  await confirm(page)
  for (let n = 0; n < 8; n++) {
    const f = await file('clerk', registration)
    if (f.case.closed_on) return
    if (f.case.stage === 'reg_discuss') { await discusses(registration); continue } // the leaders meet
    const who = { reg_review: ['second', 'registration.second'], reg_legal: ['reviewer', 'registration.review_legality'], reg_to_decide: ['leader', 'registration.decide'] }[f.case.stage]
    const [hands, name] = who ?? ['clerk', ['registration.certify', 'registration.collect', 'registration.deliver', 'registration.announce'].find((a) => f.allowed_acts.some((x) => x.name === a && !x.refused))]
    await act(hands, registration, name, async (p) => {
      if (name === 'registration.second') { await p.getByText('同意', { exact: true }).click(); await put(p, '复核意见', '同意。') }
      if (name === 'registration.review_legality') { await p.getByText('通过', { exact: true }).click(); await put(p, '意见', '同意。') }
      if (name === 'registration.collect') { for (const x of await p.getByRole('checkbox').all()) await x.check() }
      if (name === 'registration.announce') await put(p, '公告载体', '云岭区人民政府门户网站')
    })
  }
}
