// What the bureau does with a social organization after it was registered, by the hands of those who do it: the check of a year from
// the report to a conclusion that is changed later, an entry of the abnormal list from the lead to the removal, and the yearly sample
// drawn so that anybody can repeat it. Written against labels and roles.
import { choose, phone, settled, wide } from './browser.mjs'
import { desk, opened, send } from './desk.mjs'

export async function supervisionWalk({ browser, base, r, accounts }) {
  const { hand, guest, go, act, may, fit, look: both, step, quiet, forgive } = desk({ browser, base, r, walk: 'supervision', account: (who) => accounts[who], direct: true })
  const clerk = await hand('clerk')
  const section = await hand('section')
  const officer = await hand('officer')
  const leader = await hand('leader')
  const year = new Date().getFullYear() - 1

  // --- the pool is frozen first: what draws from it comes to be later
  let campaign = ''
  let frozen = 0
  await step('an officer drafts a sampling inspection and freezes the pool', async () => {
    await go(officer, '/inspections/new-campaign')
    await officer.getByLabel('名称').fill(`${year + 1}年度社会组织抽查`)
    await officer.getByLabel('检查依据').fill('《社会组织抽查暂行办法》（民发〔2017〕45号）')
    await officer.getByLabel('检查事项').fill('按照章程开展活动情况\n财务管理情况')
    const day = await officer.evaluate(() => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10))
    for (const label of ['开始日期', '结束日期']) { await officer.getByLabel(label).fill(day); await officer.keyboard.press('Enter') }
    await send(officer)
    campaign = await opened(officer)
    await act('officer', campaign, 'campaign.freeze_pool', (p) => both(p, 'freeze'))
    frozen = Date.now()
    await officer.getByText('名单已固定，等待公开数值产生后抽取。').waitFor()
    await both(officer, 'frozen')
  }, officer)

  // --- the check of a year
  let check = ''
  if (!(await step('the clerk finds who has no file, and opens one check', async () => {
    await go(clerk, '/annual-checks')
    await both(clerk, 'desk-empty')
    await clerk.getByRole('link', { name: /^尚未开立/ }).first().click()
    await settled(clerk)
    await both(clerk, 'unopened')
    const row = clerk.getByRole('row').filter({ hasText: '社会团体' }).filter({ hasText: '存续' }).first()
    await row.getByRole('link', { name: /^开立年检/ }).click()
    await clerk.getByRole('dialog').waitFor()
    await settled(clerk)
    await fit(clerk, 'open-1366')
    await send(clerk)
    check = await opened(clerk)
  }, clerk))) return
  await step('the head of the section opens all the others', async () => {
    await go(section, '/annual-checks?view=unopened')
    await section.getByRole('button', { name: /^批量开立/ }).click()
    await section.getByText(/已开立 \d+ 个，还有 0 个/).waitFor({ timeout: 120_000 })
    await go(section, '/annual-checks')
    await both(section, 'desk')
  }, section)
  if (!(await step('the clerk takes in the report', () => act('clerk', check, 'annual_check.report', async (p) => {
    await p.getByRole('button', { name: '增加一项活动' }).click()
    const one = p.getByRole('group', { name: '第 1 项活动' })
    await one.getByLabel('日期').fill(`${year}-06-01`)
    await p.keyboard.press('Enter')
    await one.getByLabel('活动', { exact: true }).fill('举办会员培训')
    await p.getByLabel('收入').fill('120000')
    await p.getByLabel('支出').fill('98000')
    await p.getByLabel('年末净资产').fill('56000')
    await p.getByLabel('理事会次数').fill('2')
    await p.getByLabel('自查情况和存在的问题').fill('财务制度不健全，正在完善。')
    await p.getByLabel(/^法定代表人签字/).check()
    await both(p, 'report')
  }), clerk))) return
  await step('the supervising unit gives its opinion', async () => {
    if (!(await may('clerk', check, 'annual_check.unit_opinion'))) return
    await act('clerk', check, 'annual_check.unit_opinion', async (p) => {
      await p.getByLabel('业务主管单位', { exact: true }).fill('云岭区文化体育局')
      await p.getByLabel('意见', { exact: true }).fill('初审合格。')
    })
  }, clerk)
  await step('an officer asks for an explanation, and it comes', async () => {
    await act('officer', check, 'annual_check.ask', async (p) => {
      await p.getByText('说明情况', { exact: true }).click()
      await p.getByLabel('具体要求').fill('说明财务制度完善的安排。')
      const day = await p.evaluate(() => new Date(Date.now() + 8 * 3600e3 + 10 * 864e5).toISOString().slice(0, 10))
      await p.getByLabel('期限').fill(day)
      await p.keyboard.press('Enter')
    })
    await act('clerk', check, 'annual_check.answer', (p) => p.getByLabel('补充、说明的内容').fill('年底前修订财务管理办法。'))
  }, officer)
  if (!(await step('the officer reviews: a conclusion that does not follow is refused in words', async () => {
    await go(officer, `/cases/${check}/acts/annual_check.review`)
    const matters = officer.getByRole('group', { name: /^第 \d+ 项情形$/ })
    for (let n = await matters.count(); n > 0; n--) {
      await officer.getByRole('button', { name: /^移除 第 1 项情形/ }).click()
      await matters.nth(n - 1).waitFor({ state: 'detached' })
    }
    await officer.getByRole('button', { name: '增加一项情形' }).click()
    const one = officer.getByRole('group', { name: '第 1 项情形' })
    await choose(officer, '情形', '财务、资金、资产管理不符合规定', one)
    await one.getByLabel('事实').fill('没有财务管理制度。')
    await one.getByText('一般', { exact: true }).click()
    for (const why of await officer.getByLabel(/不认定的理由$/).all()) await why.fill('已经核实，不属于这种情形。')
    await officer.getByText('按所列情形，结论可以是：基本合格、不合格。').waitFor()
    await officer.getByText('合格', { exact: true }).first().click()
    await officer.getByLabel('审查意见').fill('财务管理不规范，其他正常。')
    await both(officer, 'review')
    await send(officer)
    await officer.getByRole('alert').filter({ hasText: '年检结论只能是' }).waitFor()
    await r.shot(officer, 'sup-review-refused', true)
    await officer.getByText('基本合格', { exact: true }).first().click()
    await send(officer)
    await officer.getByText(/已办理：/).first().waitFor()
    await both(officer, 'reviewed')
  }, officer))) return
  if (!(await step('a leader concludes', () => act('leader', check, 'annual_check.conclude', (p) => both(p, 'conclude')), leader))) return
  await step('a year that was missed is a clue, which the section registers', async () => {
    if (!(await may('section', check, 'annual_check.open_clue'))) return
    await act('section', check, 'annual_check.open_clue')
    await both(section, 'clue')
  }, section)
  await step('the clerk publishes and serves the conclusion: the check is closed', async () => {
    await act('clerk', check, 'annual_check.publish', (p) => p.getByLabel('公布载体').fill('云岭区人民政府门户网站'))
    await clerk.getByText('待送达', { exact: true }).first().waitFor()
    await both(clerk, 'to-serve')
    await act('clerk', check, 'annual_check.serve', async (p) => {
      await p.getByLabel('签收人').fill('温棠')
      await both(p, 'serve-conclusion')
    })
    await clerk.getByText(/办结 · 基本合格/).waitFor()
    await both(clerk, 'concluded')
  }, clerk)
  await step('what came to light later changes the conclusion; the earlier one stays', async () => {
    await act('leader', check, 'annual_check.reset', async (p) => {
      await p.getByRole('group', { name: '第 1 项情形' }).getByText('严重', { exact: true }).click()
      await p.getByText('不合格', { exact: true }).first().click()
      await p.getByLabel('理由').fill('审计发现大额支出没有凭证。')
      await p.getByLabel('整改要求').fill('建立财务管理制度\n补齐支出凭证')
      await both(p, 'reset')
    })
    const list = leader.getByRole('region', { name: '年检结论及变更' })
    await list.getByText('已改变').waitFor()
    await both(leader, 'reset-done')
  }, leader)
  await step('it is published again; nobody holds an order against the organization that was not served', async () => {
    await act('clerk', check, 'annual_check.publish', (p) => p.getByLabel('公布载体').fill('云岭区人民政府门户网站'))
    await go(officer, `/cases/${check}/acts/annual_check.verify_rectified`)
    await officer.getByText('未按要求整改', { exact: true }).click()
    await officer.getByLabel('核实情况').fill('没有整改。')
    await send(officer)
    await officer.getByRole('alert').filter({ hasText: '整改通知书尚未送达' }).waitFor()
    await both(officer, 'not-served')
    await act('clerk', check, 'annual_check.serve', async (p) => { // the order is the last paper made: it is chosen
      await p.getByLabel('签收人').fill('温棠')
      await p.getByText(/民非年检整改|社会团体、基金会年检整改/).waitFor()
      await both(p, 'serve-order')
    })
    const time = clerk.getByRole('region', { name: '整改', exact: true })
    await time.getByText(/自整改通知书送达之日起/).waitFor()
    await act('clerk', check, 'annual_check.serve', (p) => p.getByLabel('签收人').fill('温棠'))
    await both(clerk, 'rectifying')
  }, clerk)
  await step('it is rectified and verified', async () => {
    await act('clerk', check, 'annual_check.report_rectified', (p) => p.getByLabel('整改情况').fill('制度已经建立，凭证已经补齐。'))
    await act('officer', check, 'annual_check.verify_rectified', async (p) => {
      await p.getByText('已按要求整改', { exact: true }).click()
      await p.getByLabel('核实情况').fill('已查看制度和凭证。')
    })
    await officer.getByText(/办结 · 不合格/).waitFor()
    await both(officer, 'rectified')
  }, officer)
  await step('every number of the desk opens its list', async () => {
    await go(section, '/annual-checks')
    await section.getByRole('link', { name: /^社会团体 不合格：/ }).click()
    await settled(section)
    await section.getByRole('cell', { name: '不合格' }).first().waitFor()
    await section.goBack()
    await settled(section)
    await section.getByRole('link', { name: /未参加：/ }).first().click()
    await settled(section)
    await both(section, 'desk-missed')
  }, section)

  // --- the election board
  await step('the board of elections leads to what can be done', async () => {
    await go(section, '/elections?state=overdue')
    await both(section, 'elections')
    await section.getByRole('button', { name: /可以办理$/ }).first().click()
    await section.getByRole('menuitem', { name: '责令限期换届' }).waitFor()
    await settled(section)
    await fit(section, 'elections-menu-1366')
    await section.getByRole('menuitem', { name: '登记换届' }).click()
    await section.getByRole('dialog', { name: '登记换届' }).waitFor()
    await settled(section)
    await fit(section, 'elections-record-1366')
    await section.keyboard.press('Escape')
    await go(section, '/elections?state=overdue')
    const name = await section.getByRole('rowheader').first().innerText()
    await section.getByRole('button', { name: `${name}：可以办理` }).click()
    await section.getByRole('menuitem', { name: '责令限期换届' }).click()
    await section.getByRole('dialog', { name: '责令限期换届' }).waitFor()
    await settled(section)
    await choose(section, '检查人员', ['陆原', '乔岸'])
    await fit(section, 'elections-order-1366')
    await send(section)
    await opened(section)
    await go(section, '/elections?state=overdue')
    await section.getByRole('row').filter({ hasText: name }).getByRole('link', { name: '责令改正' }).waitFor()
    await both(section, 'elections-ordered')
  }, section)

  // --- the abnormal list
  let entry = ''
  if (!(await step('a lead of the register is taken up', async () => {
    await go(clerk, '/listings')
    await both(clerk, 'listings')
    await clerk.getByRole('link', { name: /^登记簿提示/ }).click()
    await settled(clerk)
    await both(clerk, 'listing-leads')
    await clerk.getByRole('link', { name: /^采用：.*AB-1$/ }).first().click()
    await clerk.getByRole('heading', { level: 1, name: '登记列入线索' }).waitFor()
    await settled(clerk)
    await both(clerk, 'listing-new')
    await send(clerk)
    entry = await opened(clerk)
    await clerk.getByText('未确认').first().waitFor()
  }, clerk))) return
  if (!(await step('the officer gives notice, which is served', async () => {
    await act('officer', entry, 'listing.notice')
    await officer.getByRole('link', { name: /打印.*事先告知书/ }).waitFor({ timeout: 60_000 })
    await act('officer', entry, 'listing.serve', async (p) => {
      await p.getByLabel('签收人').fill('温棠')
      await both(p, 'serve')
    })
    await both(officer, 'noticed')
  }, officer))) return
  await step('the organization replies itself, on a phone, and is answered', async () => {
    // its phone number stands in the register; whoever has another learns nothing
    await go(officer, `/cases/${entry}`)
    const ref = (await officer.locator('body').innerText()).match(/[\u4e00-\u9fff]+〔\d{4}〕\d+号/)[0]
    await officer.getByRole('region', { name: '列入情况' }).getByRole('link').first().click()
    await officer.getByRole('region', { name: '登记事项' }).waitFor()
    const number = await officer.getByRole('region', { name: '登记事项' }).locator('div').filter({ has: officer.locator('dt', { hasText: /^(联系)?电话$/ }) }).locator('dd').last().innerText()
    const org = await guest('organization', phone, { hasTouch: true, isMobile: true })
    await go(org, '/apply/filing')
    await fit(org, 'filing-390')
    await org.getByLabel('案卷编号').fill(ref)
    await org.getByLabel('登记的联系电话').fill('99999999')
    await org.getByRole('button', { name: '进入办理' }).click()
    await org.getByRole('alert').filter({ hasText: '没有这个案卷' }).waitFor()
    await org.getByLabel('登记的联系电话').fill(number)
    await org.getByRole('button', { name: '进入办理' }).click()
    await org.getByLabel('内容').fill('经办人离职，漏报。')
    await fit(org, 'filing-open-390')
    await org.getByRole('button', { name: '陈述申辩' }).click()
    await org.getByText('已收到，回执如下。').waitFor()
    await fit(org, 'filing-handed-390')
    await org.setViewportSize(wide)
    await fit(org, 'filing-handed-1366')
    await org.context().close()
    forgive('organization') // whoever has another number is refused
    await act('officer', entry, 'listing.answer_reply', async (p) => {
      await p.getByText('不采纳', { exact: true }).click()
      await p.getByLabel('复核意见').fill('人员变动不是未报送的正当理由。')
    })
  }, officer)
  // the days of the reply are walked in registration-course.mjs: here they have not passed
  await step('the officer may not decide and is told why; nor may a leader before the days to answer are over', async () => {
    await go(officer, `/cases/${entry}`)
    await officer.getByRole('button', { name: /更多|可办事项/ }).click()
    await officer.getByRole('dialog').getByText(/现在不能办理/).first().waitFor()
    await settled(officer)
    await r.shot(officer, 'sup-listing-refused-1366')
    await go(leader, `/cases/${entry}/acts/listing.decide`)
    await leader.getByText('列入', { exact: true }).click()
    await leader.getByLabel('理由').fill('未按照规定时限报送年度工作报告，事实清楚。')
    await both(leader, 'decide')
    await send(leader)
    await leader.getByRole('alert').filter({ hasText: '届满' }).waitFor()
    await both(leader, 'decide-early')
  }, leader)
  await step('whom no letter reaches: two letters, the second not before its day', async () => {
    await go(clerk, '/listings/new')
    await choose(clerk, '组织', '云岭区')
    await choose(clerk, '情形', 'AB-6')
    await clerk.getByLabel('事实').fill('电话停机，住所无人。')
    await both(clerk, 'listing-new-ab6')
    await send(clerk)
    const id = await opened(clerk)
    await act('clerk', id, 'listing.send_letter', async (p) => { await p.getByLabel('邮件号').fill('XA000000001CN'); await both(p, 'letter') })
    await act('clerk', id, 'listing.letter_result', async (p) => {
      await p.getByText('无人签收，退回', { exact: true }).click()
      await p.getByLabel('签收人，或者退回原因').fill('查无此人')
    })
    await go(clerk, `/cases/${id}/acts/listing.send_letter`)
    await clerk.getByLabel('邮件号').fill('XA000000002CN')
    await send(clerk)
    await clerk.getByRole('alert').filter({ hasText: '第二封专用信函须在' }).waitFor()
    await both(clerk, 'letter-early')
    await go(officer, `/cases/${id}/acts/listing.notice`)
    await send(officer)
    await officer.getByRole('alert').filter({ hasText: '两次专用信函' }).waitFor()
    await go(officer, `/cases/${id}`)
    await both(officer, 'letters')
  }, clerk)

  // --- the sample
  await step('a public value draws the sample, and the browser repeats it', async () => {
    const wait = Math.ceil(frozen / 60e3) * 60e3 + 1500 - Date.now() // a minute that began after the pool was frozen
    if (wait > 0) await officer.waitForTimeout(wait)
    const now = await officer.evaluate(() => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 16).replace('T', ' '))
    await act('officer', campaign, 'campaign.sample', async (p) => {
      await p.getByLabel('公开数值', { exact: true }).fill('03 08 15 21 27 33 + 07')
      await p.getByLabel('数值产生的时间').fill(now)
      await p.keyboard.press('Enter')
      await p.getByLabel('数值的名称、期次和查询处').fill('福利彩票双色球某期开奖号码，省福利彩票网站')
      await choose(p, '检查人员', ['陆原', '乔岸'])
      await p.getByLabel('见证人').fill('驻局纪检人员')
      await both(p, 'sample')
    })
    await officer.getByText('系统重算：与记载一致').waitFor()
    await officer.getByRole('button', { name: '在本机重算' }).click()
    await officer.getByText('本机重算与记载一致').waitFor()
    await officer.getByText('怎样自行核对').click()
    await both(officer, 'sampled')
  }, officer)

  await step('it reads in English too', async () => {
    await go(section, '/annual-checks')
    await section.getByRole('button', { name: 'English' }).click()
    for (const [path, h] of [['/annual-checks', 'Annual checks'], ['/elections', 'Elections'], ['/listings', 'Credit lists'], [`/cases/${check}`, ''], [`/cases/${entry}`, ''], [`/cases/${campaign}`, '']]) {
      await go(section, path)
      if (h) await section.getByRole('heading', { level: 1, name: h }).waitFor()
      await fit(section, `english${path.replace(/\W+/g, '-').slice(0, 16)}-1366`)
    }
    await section.getByRole('button', { name: '中文' }).click()
  }, section)
  quiet(/40[39]|412|422/)
}
