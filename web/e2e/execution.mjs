// What comes after a decision, by the hands of those who do it: instalments, the bank's list, a demand, disclosure and credit
// repair, remedies, a refund, a referral, a stand-in, a hand-over, a template, a batch of papers. It runs on the demonstration
// year: one case there is overdue with its payment, one waits for its decision.
import { choose, complaints, open, results, settled, signIn, violations, wide } from './browser.mjs'
import { card, desk, until } from './desk.mjs'

export async function execution({ browser, base, r, password }) {
  const d = desk({ browser, base, r, walk: 'execution', account: (login) => [login, password], direct: true })
  const { hand, go, act, get: ask, quiet } = d
  const today = (await ask('fei.ce', '/session')).today
  const rest = { date: (page, label, day) => page.getByLabel(label).first().fill(day).then(() => page.keyboard.press('Enter')) }
  const addDays = (day, n) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
  const stamp = Date.now().toString(36)

  const step = async (name, login, f) => d.step(name, async () => f(await hand(login)), await hand(login))
  // the timers of a system that was just loaded are still running down
  const find = (stage) => until(`a case is at ${stage}`, async () => (await ask('shen.mu', `/cases?procedure=penalty&stage=${stage}&state=open`)).items?.[0])
  const owing = await find('pay_overdue')
  const waiting = await find('to_decide')
  const debtor = owing.id
  const officer = (id) => ask('shen.mu', `/cases/${id}`).then((f) => f.people && Object.keys(f.people).length ? f.case.officers[0].replace(/^p-/, '') : '')
  const chaser = await officer(debtor)

  await step('a hardship is told, and refused with a reason', chaser, async () => {
    await act(chaser, debtor, 'penalty.ask_instalment', (p) => p.getByLabel('经济困难的情况').fill('墓地停止经营，暂无收入。'))
    await act('he.jian', debtor, 'penalty.refuse_instalment', (p) => p.getByLabel('理由').fill('缴款期限已过，不予分期。'))
  })
  let demanded = false
  await step('the debtor is called upon to pay', chaser, async (p) => {
    await act(chaser, debtor, 'penalty.demand', () => p.getByLabel('履行义务的方式').fill('十日内到指定银行缴清罚款、违法所得和加处罚款。'))
    demanded = true
    await r.shot(p, 'execution-demanded', true)
  })
  if (demanded) {
    await step('the demand is served', chaser, () => act(chaser, debtor, 'penalty.serve', (p) => p.getByLabel('签收人').fill('郗朗')))
    await step('views on the demand are answered', chaser, () => act(chaser, debtor, 'penalty.record_demand_views', async (p) => {
      await p.getByLabel(/陈述|意见/).first().fill('请求减免加处罚款。')
      await p.getByLabel('复核意见').fill('加处罚款依法计算，不予减免。')
    }))
  }

  await step('the list of the bank is checked, entered, and entered once', 'fei.ce', async (p) => {
    await go(p, `/payments`)
    const list = `receipt_no,paid_on,amount_yuan,case,payer\nHD-${stamp},${today},1000.50,${owing.reference},竹笕镇\nHD-${stamp}-2,${today},abc,${owing.reference},\nHD-${stamp}-3,${today},10,云民罚案〔1999〕99号,\n`
    const file = { name: '银行回单.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${list}`) }
    await p.locator('input[type=file]').setInputFiles(file)
    await p.getByText(/金额有误/).waitFor()
    await r.shot(p, 'execution-import', true)
    const bad = await violations(p)
    if (bad.length) throw new Error(bad.join('\n'))
    await p.getByRole('button', { name: /登记|导入/ }).last().click()
    await p.locator('[role=status].notice-good').filter({ hasText: /1,000\.50/ }).waitFor() // not the summary of the trial run, which has the sum too
    await p.locator('input[type=file]').setInputFiles(file)
    await p.getByText('以前登记过', { exact: true }).first().waitFor()
  })
  await step('too much is paid: it is to be paid back', 'fei.ce', async (p) => {
    await act('fei.ce', debtor, 'penalty.record_payment', async () => {
      await p.getByLabel('银行回单号').fill(`HD-${stamp}-9`)
      await p.getByLabel('金额（元）').fill('60000')
    })
    await r.shot(p, 'execution-overpaid', true)
  })
  await step('a refund is approved and paid', 'he.jian', async () => {
    await act('he.jian', debtor, 'penalty.approve_refund', async (p) => {
      await p.getByLabel('金额（元）').fill('100')
      await p.getByLabel('理由').fill('多缴退还。')
    })
    await act('fei.ce', debtor, 'penalty.refund', (p) => p.getByLabel(/凭证/).fill(`TK-${stamp}`))
  })

  await step('credit repair is asked for, taken up and decided', 'su.he', async () => {
    await act('su.he', debtor, 'penalty.ask_repair', (p) => p.getByLabel('已公开作出信用承诺').check())
  })
  await step('what is public is corrected, and found by two characters', 'he.jian', async () => {
    await act('he.jian', debtor, 'penalty.correct_publicity', async (p) => {
      if (!(await p.getByLabel('处罚内容').inputValue())) throw new Error('the form does not begin with what is public')
      await p.getByLabel(/更正理由/).fill('补充说明。')
      await p.getByLabel('说明', { exact: false }).first().fill('已改正。')
    })
    const p = await hand('he.jian')
    await go(p, `/public`)
    await p.getByRole('searchbox').fill('桐坡')
    await p.waitForURL(/q=/)
    await p.getByRole('status').filter({ hasText: '找到 1 条' }).waitFor()
    await p.reload()
    await p.getByRole('status').filter({ hasText: '找到 1 条' }).waitFor()
    await p.getByRole('searchbox').fill('没有这个名称')
    await p.getByText('没有符合条件的记录。').waitFor()
  })
  await step('a reconsideration is entered and its outcome', 'su.he', async () => {
    await act('su.he', debtor, 'penalty.remedy_filed', (p) => p.getByLabel('复议机关、人民法院').fill('云岭区人民政府'))
    await act('shen.mu', debtor, 'penalty.remedy_decided', (p) => p.getByText('维持', { exact: true }).click())
  })
  await step('what is public is taken down', 'he.jian', async () => {
    await act('he.jian', debtor, 'penalty.withdraw_publicity', (p) => p.getByLabel(/撤回理由/).fill('复议期间撤回公示。'))
  })

  if (waiting) {
    const id = waiting.id
    const maker = await officer(id)
    let decided = false
    await step('the waiting case is decided and served', 'he.jian', async () => {
      await act('he.jian', id, 'penalty.decide', (p) => p.getByLabel('决定意见').fill('同意处罚意见。'))
      decided = true
      await act(maker, id, 'penalty.serve', (p) => p.getByLabel('签收人').fill('郁某'))
    })
    if (decided) {
      await step('its public copy is made and published', maker, async () => {
        await act(maker, id, 'penalty.redact', async (p) => {
          await p.getByLabel('违法行为类型').fill('利用农村公益性墓地从事营利活动')
          await p.getByLabel('处罚依据').fill('《殡葬管理条例》')
        })
        await act('shen.mu', id, 'penalty.publish', (p) => p.getByLabel(/公示网站|平台|公开地点|公布/).first().fill('区政府门户网站'))
      })
      await step('instalments are granted for the new fine', maker, async () => {
        await act(maker, id, 'penalty.ask_instalment', (p) => p.getByLabel('经济困难的情况').fill('歉收，无力一次缴清。'))
        await act('he.jian', id, 'penalty.approve_instalment', async (p) => {
          await rest.date(p, '到期日', addDays(today, 40))
          await p.getByLabel('金额（元）').fill('12000')
          await p.getByLabel('意见').fill('同意延期。')
        })
      })
      await step('its papers are printed in one batch', maker, async (p) => {
        await go(p, `/cases/${id}`)
        await p.getByText('合并打印', { exact: false }).first().click()
        const link = p.getByRole('link', { name: /打开 PDF/ })
        await card(p, 'dossier').getByRole('checkbox').last().check()
        const pdf = await p.request.get(base + await link.getAttribute('href'))
        if (pdf.headers()['content-type'] !== 'application/pdf') throw new Error(`${pdf.status()} ${await pdf.text()}`)
      })
    }
    let sent = ''
    await step('a price matter is passed to the market regulator', maker, async (p) => {
      await act(maker, id, 'penalty.refer', async () => {
        await choose(p, '移送去向', '市场')
        await p.keyboard.press('Escape')
        await p.getByLabel('受移送机关名称').fill('云岭区市场监督管理局')
        await p.getByLabel('事实和线索摘要').fill('墓位价格未明码标价。')
        await p.getByRole('button', { name: '添加材料' }).click()
        await p.getByRole('group', { name: /材料 1/ }).getByLabel('名称').fill('价目表照片')
      })
      sent = (await ask(maker, `/cases/${id}`)).children.find((c) => c.procedure === 'referral').id
    })
    if (sent) {
      await step('the referral is approved, sent, received and answered', maker, async () => {
        await act('he.jian', sent, 'referral.approve_letter')
        await act(maker, sent, 'referral.send', (p) => p.getByLabel('接收人').fill('芮某'))
        await act(maker, sent, 'referral.receipt', (p) => p.getByLabel('接收人').fill('芮某'))
        const p = await act(maker, sent, 'referral.reply', async (x) => { await x.getByRole('radio').first().check(); await x.getByLabel('内容').fill('已立案。') })
        await r.shot(p, 'execution-referral', true)
        await go(p, `/referrals`)
        await p.getByRole('cell', { name: /云岭区市场监督管理局/ }).first().waitFor()
      })
    }
  }

  await step('a refused PDF says so on a page', 'su.he', async (p) => {
    const tab = await p.context().newPage()
    await tab.goto(`${base}/api/v1/cases/${debtor}/dossier.pdf?copy=full`)
    await tab.getByRole('heading', { level: 1, name: '无权办理' }).waitFor()
    const bad = await violations(tab)
    if (bad.length) throw new Error(bad.join('\n'))
    await r.shot(tab, 'execution-refusal')
    await tab.close()
  })

  await step('a sample of a template is seen under the policy of the page', 'xu.an', async () => {
    const strict = await browser.context(wide, { bypassCSP: false })
    const p = await strict.newPage()
    const list = complaints(p)
    await signIn(p, base, 'xu.an', password)
    await go(p, `/templates/penalty_decision`)
    await p.getByRole('button', { name: /样例/ }).first().click()
    await p.locator('iframe.pdf').waitFor()
    await until('the frame is let in', () => p.frames().some((f) => f.url().startsWith('blob:')))
    await r.shot(p, 'execution-sample')
    if (list.length) throw new Error(list.join('\n'))
    await strict.close()
  })
  await step('a template is changed and set back', 'xu.an', async (p) => {
    await go(p, `/templates`)
    await p.getByRole('link', { name: '催告书', exact: false }).first().click()
    await settled(p)
    await p.getByRole('button', { name: '修改模板' }).click()
    const form = p.getByRole('dialog')
    await form.getByLabel(/理由|原因/).fill('试改一次')
    await form.getByRole('button', { name: /^确认/ }).click()
    await form.waitFor({ state: 'hidden' })
    await p.getByRole('button', { name: '恢复' , exact: false }).first().click()
    await p.getByRole('dialog').getByLabel(/理由|原因/).fill('改回原文')
    await p.getByRole('dialog').getByRole('button', { name: /^确认/ }).click()
    await p.getByRole('dialog').waitFor({ state: 'hidden' })
  })
  await step('the page of a person is in order', 'xu.an', async (p) => {
    const people = await ask('xu.an', '/people')
    const dai = people.find((x) => x.login === 'dai.xin')
    await go(p, `/people?person=${dai.id}`)
    const bad = await violations(p)
    if (bad.length) throw new Error(bad.join('\n'))
    await r.shot(p, 'execution-person')
  })

  quiet()
}

if (process.argv[1]?.endsWith('execution.mjs')) {
  const browser = await open()
  const r = results(process.argv[4] ?? 'e2e/shots')
  await execution({ browser, base: process.argv[2], r, password: process.argv[3] })
  await browser.close()
  process.exit(r.end())
}
