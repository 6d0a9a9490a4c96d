// A penalty case from the finding of an inspection to the archive, by the hands of those who do it and through the pages
// alone. The case takes two months: the demonstration is started as of two months ago and again when days have passed.
import { statSync } from 'node:fs'
import { choose, results, settled } from './browser.mjs'
import { at, between, card, course, date, day, minute, named, opened, put, putDate, send, typeDate } from './desk.mjs'

const party = '青萝山长青陵园有限公司'
const fine = 100_000
const gains = 3_600

/** Walks; returns the exit code. */
export async function penaltyWalk(system, shots) {
  const r = results(shots)
  const { now, today, hand, opens, go, open: open_, form, confirm, act, evidence, look, clocks, file, meets, step, quiet, forgive, close } = await course(system, r, 'penalty')
  const lastReview = async (c) => (await file('officer', c)).case.penalty.reviews.at(-1).case
  let insp = '', c = '', meeting = ''

  try {
    await opens(Date.now() - 65 * day)

    await step('an inspection finds something', async () => {
      const page = await hand('officer')
      await go(page, `/inspections/new`)
      await choose(page, '检查对象', party)
      await choose(page, '检查人员', named('second'))
      await page.getByLabel('检查依据').fill('《殡葬管理条例》第四十九条')
      await page.getByLabel('检查事项').fill('墓位销售登记\n购买人资格证明')
      await send(page)
      insp = await opened(page)
      await act('leader', insp, 'inspection.approve')
      await act('officer', insp, 'inspection.notify', async (p) => { await p.getByLabel('到场后当场告知').check() })
      await act('officer', insp, 'inspection.arrive', async (p) => { await p.getByLabel('已主动出示执法证件').check(); await p.getByLabel('已告知申请回避等权利').check() })
      await act('officer', insp, 'inspection.record', async (p) => {
        await p.getByLabel('地点').fill('青萝山墓园业务室')
        await p.getByLabel('现场情况').fill('查阅墓位销售台账、购买人证明存根。')
        await p.getByRole('button', { name: '添加一个问题' }).click()
        const f = p.getByRole('group', { name: '问题 1' })
        await f.locator('.ant-radio-button-wrapper').first().click()
        await f.getByLabel('事实').fill('向未提供死亡证明、火化证明的人员提供墓位3个，收取费用3600元。')
        await f.getByLabel('数量').fill('3')
        await choose(p, '违法行为', 'FN-08', f)
        await p.getByLabel('签字人').fill('卢青')
        await p.getByRole('button', { name: '取当前时间' }).click()
      })
    })

    await step('the finding becomes a penalty case', async () => {
      const page = await hand('officer')
      await open_(page, insp)
      await page.getByRole('link', { name: /登记线索/ }).first().click()
      await settled(page)
      await putDate(page, '行为开始之日', date(now() - 40 * day))
      await putDate(page, '行为终了之日', date(now() - 10 * day))
      await look(page, 'open-case')
      await confirm(page)
      const link = page.getByRole('region', { name: /由此开立的案卷/ }).getByRole('link').first()
      c = (await link.getAttribute('href')).split('/').pop()
    })

    await step('it is filed', async () => {
      await act('officer', c, 'penalty.propose_filing', async (p) => {
        await put(p, '管辖依据', '违法行为发生地在本辖区。')
        await put(p, '核查情况和理由', '经核查，有销售台账和收据证实，建议立案。')
      })
      await act('leader', c, 'penalty.file')
    })

    await step('evidence is entered and people are heard', async () => {
      await act('officer', c, 'case.add_evidence', async (p) => {
        await evidence(p, '墓位销售台账')
        await p.getByLabel(/^来源.* 1$/).fill('当事人提供')
      })
      await act('officer', c, 'penalty.interview', async (p) => {
        await put(p, '被询问人', '卢青')
        await put(p, '与本案的关系', '业务室主任')
        await typeDate(p.locator('#act_started_at'), minute(now() - 40 * 60_000))
        await typeDate(p.locator('#act_ended_at'), minute(now()))
        await p.locator('#act_place').fill('本局询问室')
        await p.getByLabel('已主动出示执法证件').check()
        await p.getByLabel('已告知申请回避等权利').check()
        await p.locator('#act_answers_0_q').fill('提供墓位时查验了哪些证明？')
        await p.locator('#act_answers_0_a').fill('有三个墓位没有查验火化证明。')
        await p.locator('#act_read_over').check()
      })
    })

    await step('the report proposes a penalty inside the range', async () => {
      const page = await hand('officer')
      await form(page, c, 'penalty.report')
      await put(page, '案件性质', '违反规定提供墓位')
      await page.locator('#act_proposal_assessments_0_gains_fen').fill(String(gains))
      await page.locator('#act_proposal_assessments_0_refund_settled').check()
      const add = page.getByRole('button', { name: '添加处罚' })
      for (const [i, kind, yuan] of [[0, '警告'], [1, '没收违法所得', gains], [2, '罚款', 300_000]]) {
        await add.click()
        const g = page.getByRole('group', { name: `处罚 ${i + 1}`, exact: true })
        await choose(page, '处罚种类', new RegExp(`^${kind}$`), g)
        if (yuan) await page.locator(`#act_proposal_sanctions_${i}_amount_fen`).fill(String(yuan))
      }
      await page.getByText(/不在.*幅度|幅度以外|超出/).first().waitFor() // 300,000 is above the range: the page says so before it is sent
      await r.shot(page, 'penalty-outside-1366', true)
      await page.locator('#act_proposal_sanctions_2_amount_fen').fill(String(fine))
      await put(page, '认定的事实和证据', '向未提供证明的人员提供墓位3个，收取3600元（证据1）。')
      await put(page, '裁量理由', '配合调查，违法所得较少，在幅度内从轻。')
      await put(page, '责令改正', '立即停止无证明提供墓位，三十日内补齐证明。')
      await look(page, 'report')
      await confirm(page)
      await act('officer', c, 'penalty.submit_review')
    })

    await step('who investigated cannot review it in any way, and is told why', async () => {
      const rev = await lastReview(c)
      const page = await hand('officer')
      const why = []
      // the page of the review
      await open_(page, rev)
      await page.getByRole('button', { name: /^(更多|可办事项)$/ }).first().click()
      const refused = page.getByRole('dialog').locator('li.act-refused').filter({ hasText: /^受理/ })
      why.push(await refused.first().innerText())
      await page.keyboard.press('Escape')
      // the address of the act
      await go(page, `/cases/${rev}/acts/legality.accept`)
      why.push(await page.locator('main .notice-warn').innerText())
      await r.shot(page, 'penalty-own-review-1366')
      // the API with his own session
      const ask = (path, body) => page.evaluate(async ([p, b]) => {
        const s = await (await fetch('/api/v1/session')).json()
        const x = await fetch(`/api/v1${p}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), 'X-CSRF-Token': s.csrf ?? '' }, body: JSON.stringify(b) })
        return { status: x.status, ...(await x.json()) }
      }, [path, body])
      forgive('officer')
      for (const [path, body] of [[`/cases/${rev}/acts/legality.accept`, { data: {} }], [`/cases/${rev}/acts/legality.accept`, { data: {}, backfill: '代为登记', as: 'p-yan.li' }], [`/cases/${rev}/acts/legality.conclude`, { data: { opinion: 'PASS', text: '同意', points: [{ item: 'facts', ok: true }], digest: '0000000000000000' } }]]) {
        const x = await ask(path, body)
        if (x.status < 400) throw new Error(`${path} went through`)
        why.push(x.detail ?? JSON.stringify(x))
      }
      // as a stand-in for the reviewer, named by the administrator
      const admin = await hand('admin')
      await go(admin, `/people`)
      await admin.getByRole('button', { name: named('officer'), exact: true }).click()
      await admin.getByRole('button', { name: '指定代理他人' }).click()
      await settled(admin)
      await choose(admin, '被代理人', named('reviewer'))
      await putDate(admin, '最后代理日', date(now() + 3 * day))
      await admin.locator('#act_reason').fill('出差')
      await send(admin)
      const refusal = admin.locator('form [role=alert].notice-bad') // an officer cannot hold the reviewer's office for a day either
      await refusal.waitFor()
      why.push(await refusal.innerText())
      await r.shot(admin, 'penalty-stand-in-1366')
      forgive('admin')
      console.log(why.map((w) => `     ✋ ${w.replace(/\s+/g, ' ')}`).join('\n'))
      for (const w of why) if (!/[\u4e00-\u9fff]{4}/.test(w)) throw new Error(`no readable rule: ${w}`)
      forgive('officer') // the refusals it asked for
    })

    const judge = async (opinion, wanting) => {
      const rev = await lastReview(c)
      await act('reviewer', rev, 'legality.accept')
      const page = await hand('reviewer')
      await form(page, rev, 'legality.conclude')
      if (wanting) {
        const g = page.locator('.point').nth(3)
        await g.getByText('不符合', { exact: true }).click()
        await g.locator('textarea').first().fill('收费3600元中应退的部分没有写明核定经过。')
      }
      await page.getByRole('button', { name: '其余均符合' }).click()
      await page.getByRole('radio', { name: opinion, exact: true }).check()
      await put(page, '审核意见', wanting ? '退回补充退赔核定的事实。' : '事实清楚，程序合法，幅度适当。')
      await look(page, wanting ? 'review-desk' : `review-pass-${rev.slice(-2)}`)
      await confirm(page)
    }
    await step('the reviewer returns it', () => judge('补充调查', true))

    await step('it is reported anew and submitted again', async () => {
      await act('officer', c, 'penalty.report', (p) => put(p, '认定的事实和证据', '向未提供证明的人员提供墓位3个，收取3600元（证据1）。经核定，没有应当退赔的款项（询问笔录）。'))
      await act('officer', c, 'penalty.submit_review')
      const page = await hand('reviewer')
      await open_(page, await lastReview(c))
      await look(page, 'review-differences')
    })
    await step('the reviewer passes it', () => judge('同意'))

    await step('the notice is served', async () => {
      await act('officer', c, 'penalty.notify')
      await act('officer', c, 'penalty.serve', async (p) => { await put(p, '签收人', '卢青'); await put(p, '与当事人关系', '业务室主任') })
    })

    let heard = ''
    await step('a hearing is asked for, its host appointed and its day set', async () => {
      const page = await hand('officer')
      await open_(page, c)
      await card(page, 'whatif').locator('summary').first().click()
      await settled(page)
      await look(page, 'case-noticed')
      await act('officer', c, 'penalty.request_hearing', async (p) => { await p.locator('#act_text').fill('请求举行听证。') })
      await act('leader', c, 'penalty.appoint_host', async (p) => {
        await choose(p, '主持人', named('host'))
        await choose(p, '记录人', named('recorder'))
      })
      await act('officer', c, 'penalty.hand_over_file')
      const host = await hand('host')
      await form(host, c, 'penalty.set_hearing')
      const hint = await host.getByText(/最早可定于/).innerText()
      heard = /\d{4}-\d{2}-\d{2}/.exec(hint)[0]
      await putDate(host, '听证日期', heard)
      await host.locator('#act_room').fill('四楼听证室')
      await host.keyboard.press('Escape')
      await host.getByLabel('不公开：涉及商业秘密').check()
      await look(host, 'hearing-set')
      await confirm(host)
      await act('officer', c, 'penalty.serve', async (p) => { await put(p, '签收人', '卢青') })
      r.check('penalty: every clock of the case explains itself (hearing)', (await clocks(page, c)) > 0)
      await go(host, `/hearings?view=list`)
      await look(host, 'hearings')
    })

    await step('the days until the hearing pass', () => opens(at(heard, '14:30')))

    await step('the hearing is held and reported', async () => {
      const page = await hand('recorder')
      await form(page, c, 'penalty.hold_hearing')
      const name = page.getByLabel('姓名 1', { exact: true })
      await name.fill('卢青')
      const speech = async (role, text) => {
        const n = await page.locator('.speech').count()
        if (role) await page.getByRole('group', { name: '添加下一段发言' }).getByRole('button', { name: new RegExp(role) }).first().click()
        await page.locator('.speech').nth(role ? n : n - 1).locator('textarea').first().fill(text)
      }
      await speech('', '宣布听证开始，核对身份，告知权利。')
      await speech('调查人员', '陈述违法事实、证据和处罚建议。')
      await speech('当事人', '墓位确已提供，请求从轻。')
      await speech('当事人', '对台账没有异议。')
      await speech('当事人', '没有补充。')
      await page.getByLabel(/^1\. 墓位销售台账/).check()
      await typeDate(page.locator('#act_ended_at'), `${heard} 11:00`)
      await page.locator('#act_read_over').check()
      await page.locator('#act_signed_by').fill('卢青、陆原、乔岸')
      await look(page, 'hearing-day')
      await confirm(page)
      await act('host', c, 'penalty.report_hearing', async (p) => {
        await p.locator('#act_facts').fill('双方对事实没有争议，争议在于裁量。')
        await p.locator('#act_opinion').fill('建议维持拟处理意见。')
      })
    })

    await step('it is reviewed again after the hearing', async () => {
      await act('officer', c, 'penalty.submit_review')
      await judge('同意')
      await act('officer', c, 'penalty.submit_decision')
    })

    await step('the leaders meet', async () => {
      const page = await hand('head')
      await go(page, `/waiting`)
      await look(page, 'leader')
      meeting = await meets(c, { report: '汇报案情、听证情况和拟处理意见。', opinion: '同意承办意见。', resolved: '同意拟处理意见。', view: look })
    })

    await step('the decision is numbered, served and published', async () => {
      await act('head', c, 'penalty.decide', async (p) => { await put(p, '决定意见', '同意，按集体讨论意见决定。') })
      const page = await act('officer', c, 'penalty.serve', async (p) => { await put(p, '签收人', '卢青'); await put(p, '与当事人关系', '业务室主任') })
      await card(page, 'decision').getByText(/罚.*号/).first().waitFor()
      await act('officer', c, 'penalty.redact', async (p) => {
        await put(p, '违法行为类型', '违反规定提供墓位')
        await p.locator('#act_basis').fill('《殡葬管理条例》第五十六条第三项')
      })
      await act('leader', c, 'penalty.publish', async (p) => { await put(p, '公布载体', '区人民政府门户网站') })
      r.check('penalty: every clock of the case explains itself (decision)', (await clocks(page, c)) > 0)
      await go(page, `/public`)
      await page.getByText(party).first().waitFor()
      await look(page, 'public')
    })

    let due = ''
    await step('the days to pay pass, and more', async () => {
      const page = await hand('officer')
      await open_(page, c)
      due = /\d{4}-\d{2}-\d{2}/.exec(await card(page, 'money').locator('.card-head').innerText())[0]
      await opens(at(due, '15:00') + 10 * day)
    })

    await step('it is paid late, with three per cent a day', async () => {
      const page = await hand('finance')
      const paid = today()
      const days = between(due, paid)
      const surcharge = Math.min(fine, fine * 3 * days / 100)
      await open_(page, c)
      const box = card(page, 'money')
      const before = await box.locator('.balances li').filter({ hasText: '加处罚款' }).locator('strong').allInnerTexts()
      await r.shot(page, 'penalty-owing-1366', true)
      await act('finance', c, 'penalty.record_payment', async (p) => {
        await p.locator('#act_receipt').fill('YH20260001')
        await p.locator('#act_fen').fill(String(fine + gains + surcharge))
        await p.locator('#act_payer').fill(party)
      })
      await settled(page)
      const entries = await box.getByRole('row').filter({ hasText: '加处罚款' }).allInnerTexts()
      console.log(`     ${days} days late, ${surcharge} yuan; before: ${before.join() || '–'}; ${entries.map((e) => e.replace(/\s+/g, ' ')).join(' | ')}`)
      if (!entries.some((e) => e.replace(/,/g, '').includes(surcharge.toFixed(2)))) throw new Error(`no surcharge of ${surcharge} for ${days} days: ${entries.join(' | ')}`)
      for (const name of ['罚款', '违法所得']) if ((await box.locator('.balances li').filter({ hasText: name }).first().locator('strong').innerText()) !== '0.00') throw new Error(`${name} is not settled`)
      await look(page, 'ledger')
    })

    await step('it is performed, closed and archived', async () => {
      const page = await hand('officer')
      for (let n = 0; n < 3; n++) {
        const f = await file('officer', c)
        if (!(f.case.penalty.obligations ?? []).some((o) => !o.done_on)) break
        await act('officer', c, 'penalty.record_performance', async (p) => { await p.locator('#act_how').fill('证明已补齐，经核对属实。') })
      }
      await act('leader', c, 'penalty.conclude', async (p) => { await put(p, '结案意见', '同意结案。') })
      await act('archivist', c, 'penalty.archive', async (p) => { await p.locator('#act_pages').fill('48') })
      await open_(page, c)
      await look(page, 'archived')
    })

    await step('the whole file is taken out', async () => {
      for (const who of ['auditor', 'archivist']) {
        const page = await hand(who)
        await open_(page, c)
        const fold = card(page, 'dossier').locator('details').filter({ hasText: /ZIP|导出|取出/ })
        await fold.locator('summary').first().click()
        const zip = fold.locator('a[href$="/dossier.zip"]')
        const whole = fold.getByRole('listitem').filter({ hasText: '压缩包' }) // the link, or the sentence that refuses
        await whole.waitFor()
        if (!(await zip.count())) continue
        const [got] = await Promise.all([page.waitForEvent('download'), zip.click()])
        const size = statSync(await got.path()).size
        if (size < 100_000) throw new Error(`the ZIP has ${size} bytes`)
        const pdf = await page.request.get(`${system.base}/api/v1/cases/${c}/dossier.pdf?copy=full`)
        if (!pdf.ok() || (await pdf.body()).length < 100_000) throw new Error(`the PDF: ${pdf.status()}`)
        return
      }
      throw new Error('nobody may take it out')
    })

    await step('the pages that count it', async () => {
      const own = await hand('auditor')
      await go(own, `/report/duties?year=${today().slice(0, 4)}`)
      await look(own, 'duties')
      const page = await hand('section')
      for (const [name, path] of [['enforcement', `/report/enforcement?year=${today().slice(0, 4)}`], ['penalties', '/penalties'], ['meeting', `/cases/${meeting}`], ['case-done', `/cases/${c}`]]) {
        await go(page, path)
        await look(page, name)
      }
    })
    quiet()
  } finally {
    await close()
  }
  return r.end()
}
