// An association comes into being by the hands of those who do it: applied for online on a phone, taken in at the window, reviewed by
// two, decided, certified and announced. Written against labels and roles.
import { choose, phone, settled, wide } from './browser.mjs'
import { association, conditions, date, desk, opened, paper, put, send, typeDate } from './desk.mjs'

export async function registrationWalk({ browser, base, r, accounts }) {
  const { hand, guest, go, act: does, fit, discusses, step, quiet } = desk({ browser, base, r, walk: 'registration', account: (who) => accounts[who], direct: true })
  const clerk = await hand('clerk')
  const section = await hand('section')
  const officer = await hand('officer')
  const other = await hand('officer2')
  const reviewer = await hand('reviewer')
  const leader = await hand('leader')
  const applicant = await guest('applicant', phone, { hasTouch: true, isMobile: true })
  const stamp = Date.now().toString(36).slice(-4)
  const tel = '0000 5550 987'
  let id = ''
  let reference = ''

  const act = (who, name, fill) => does(who, id, name, fill)

  if (!(await step('an applicant begins online', async () => {
    await go(applicant, `/apply`)
    await association(applicant, { by: '闻橹', tel, field: `风筝${stamp}`, home: '云栖街道纸鸢巷3号', aim: '传承风筝制作技艺', members: 56 })
    await applicant.getByLabel('同意电子送达').check()
    await fit(applicant, 'apply-390')
    await applicant.getByRole('button', { name: '开始申请' }).click()
    await applicant.waitForURL((u) => u.pathname === '/apply/mine')
    reference = (await applicant.getByText(/请记下案卷编号/).innerText()).match(/案卷编号\s*(\S+?号)/)[1]
    await fit(applicant, 'mine-begun-390')
  }, applicant))) return

  if (!(await step('the founders sign the prior notice', async () => {
    const sign = applicant.getByRole('region', { name: '签署事先告知书' })
    await sign.getByRole('button', { name: '签署事先告知书' }).click()
    await sign.getByRole('alert').waitFor() // what is missing is said in place
    await sign.getByLabel('已阅读并确认').check()
    await sign.getByLabel('签署人').fill('闻橹\n桑弦')
    await sign.getByRole('button', { name: '签署事先告知书' }).click()
    await applicant.getByText(/正在核查名称/).waitFor()
  }, applicant))) return

  if (!(await step('the clerk finds it in the queue and passes the name', async () => {
    await go(clerk, `/registrations?state=open`)
    await clerk.getByRole('link', { name: /申请前/ }).click()
    await settled(clerk)
    await fit(clerk, 'queue-1366')
    const link = clerk.getByRole('link', { name: reference })
    id = (await link.getAttribute('href')).split('/').pop()
    await act('clerk', 'registration.check_name', async (p) => { await fit(p, 'name-1366') })
  }, clerk))) return

  if (!(await step('the applicant comes back with number and phone and hands in, but for one', async () => {
    await applicant.getByRole('button', { name: '退出查询' }).click()
    await applicant.getByLabel('案卷编号').fill(reference)
    await applicant.getByLabel('联系电话').fill(tel)
    await applicant.getByRole('button', { name: '查询' }).click()
    await settled(applicant)
    const papers = applicant.getByRole('region', { name: '递交材料' })
    await papers.getByLabel('成立大会之日').fill(await applicant.evaluate(() => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)))
    for (const g of await papers.getByRole('group').all()) {
      const name = await g.getAttribute('aria-label')
      if (!name || name === '场所使用权证明' || await g.getByText('当地要求').count()) continue
      await g.locator('input[type=file]').setInputFiles(paper(name.slice(0, 8)))
      await g.locator('.anticon-check-circle').waitFor()
    }
    await fit(applicant, 'hand-in-390')
    await papers.getByRole('button', { name: '递交材料' }).click()
    await applicant.getByText('材料已收到。', { exact: false }).waitFor()
  }, applicant))) return

  if (!(await step('the receipt is there to print within a minute', async () => {
    await applicant.getByRole('link', { name: '收件凭证' }).waitFor({ timeout: 60_000 })
    await fit(applicant, 'received-390')
  }, applicant))) return

  const second = await clerk.context().newPage()
  if (!(await step('the clerk tells the gap once', async () => {
    await go(second, `/cases/${id}/acts/registration.list_gaps`) // another window on the same file
    await act('clerk', 'registration.list_gaps', async (p) => {
      await p.getByText('缺“场所使用权证明”，请提交。').waitFor()
      if ((await p.getByRole('group', { name: /^第 \d+ 项$/ }).count()) !== 1) throw new Error('more than the one gap is listed')
      await fit(p, 'gaps-1366')
    })
    await clerk.getByRole('link', { name: /打印一次性告知补正通知书/ }).waitFor({ timeout: 60_000 })
    await fit(clerk, 'told-1366')
  }, clerk))) return
  await step('a second list is refused in words', async () => {
    await second.getByText('这一事项现在不能办理', { exact: false }).first().waitFor() // the other window has heard of it
    await r.shot(second, 'reg-second-list-1366')
    const said = await second.evaluate(async (c) => {
      const r = await window.fetch(`/api/v1/cases/${c}/acts/registration.list_gaps`, { method: 'POST', headers: { 'content-type': 'application/json', 'Idempotency-Key': 'second-list-of-gaps' }, body: JSON.stringify({ data: { gaps: [{ key: 'premises', what: '再缺一份' }] } }) })
      return { status: r.status, ...(await r.json()) }
    }, id)
    if (said.status !== 409 || !/[一-龥]{6}/.test(said.detail)) throw new Error(`${said.status} ${said.detail}`)
  }, second)

  if (!(await step('the applicant supplements and it is accepted', async () => {
    await applicant.reload()
    const s = applicant.getByRole('region', { name: '补正材料', exact: true })
    await s.locator('input[type=file]').setInputFiles(paper('租赁合同'))
    await s.locator('.anticon-check-circle').waitFor()
    await fit(applicant, 'supplement-390')
    await s.getByRole('button', { name: '补正材料' }).click()
    await applicant.getByText('申请已经受理', { exact: false }).waitFor()
  }, applicant))) return

  if (!(await step('the head of the section names two', () => act('section', 'registration.assign', (p) => choose(p, '审查人员', ['陆原', '乔岸'])), section))) return
  if (!(await step('two visit the premises', () => act('officer', 'registration.visit', async (p) => {
    await choose(p, '审查人员', ['陆原', '乔岸'])
    await p.getByLabel('核查情况').fill('有活动室一间，与材料相符。')
    await p.getByText('与申请材料相符', { exact: true }).click()
  }), officer))) return
  if (!(await step('the other who went signs the record', () => act('officer2', 'registration.sign_visit'), other))) return
  if (!(await step('the reviewers confirm every condition and propose', () => act('officer', 'registration.propose', async (p) => {
    await p.getByRole('button', { name: '系统核对为符合的，确认符合' }).click()
    await conditions(p)
    await p.getByText('准予登记', { exact: true }).click()
    await p.getByLabel('理由、意见').fill('材料齐全，符合法定条件。')
    await fit(p, 'propose-1366')
  }), officer))) return
  if (!(await step('the other of the two signs the opinion', () => act('officer2', 'registration.second', async (p) => {
    await p.getByText('同意', { exact: true }).click()
    await p.getByLabel('复核意见').fill('复核同意。')
  }), other))) return
  if (!(await step('the legal reviewer passes it', () => act('reviewer', 'registration.review_legality', async (p) => {
    await p.getByText('通过', { exact: true }).click()
    await p.getByLabel('意见').fill('程序合法，同意。')
  }), reviewer))) return
  if (!(await step('the leaders discuss it', async () => {
    const meeting = await discusses(id, (page, name) => fit(page, `${name}-1366`))
    await go(leader, `/cases/${id}`)
    await leader.getByRole('region', { name: '登记决定' }).locator(`a[href="/cases/${meeting}"]`).waitFor() // the file names its meeting
    await fit(leader, 'discussed-1366')
  }, leader))) return
  if (!(await step('a leader decides', () => act('leader', 'registration.decide', (p) => fit(p, 'decide-1366')), leader))) return
  if (!(await step('the clerk certifies: the code is shown', async () => {
    await act('clerk', 'registration.certify')
    const code = await clerk.getByRole('region', { name: '登记决定' }).getByText(/^[0-9A-Z]{18}$/).innerText()
    if (!validUSCC(code) || !code.startsWith('51990101MJH')) throw new Error(`no valid code: ${code}`)
  }, clerk))) return
  if (!(await step('it is handed over', () => act('clerk', 'registration.deliver'), clerk))) return
  if (!(await step('it is announced, and the file is closed', async () => {
    await act('clerk', 'registration.announce', async (p) => { await p.getByLabel('公告载体').fill('云岭区人民政府门户网站') })
    await clerk.getByText(/办结 · 准予登记/).waitFor()
    await fit(clerk, 'closed-1366')
    await clerk.setViewportSize(phone)
    await fit(clerk, 'closed-390')
    await clerk.setViewportSize(wide)
  }, clerk))) return
  await step('the applicant sees the result and reads it in English', async () => {
    await applicant.reload()
    await applicant.getByText('准予登记', { exact: true }).first().waitFor()
    await applicant.getByRole('button', { name: 'English' }).click()
    await applicant.getByText('Granted', { exact: false }).first().waitFor()
    await fit(applicant, 'mine-closed-390')
  }, applicant)
  await step('the name is taken now', async () => {
    await go(clerk, `/registrations/new`)
    await clerk.getByLabel('行业、事业领域或者会员组成').fill(`风筝${stamp}`)
    await clerk.getByLabel('组织形式').fill('协会')
    await clerk.getByText(/重复/).first().waitFor()
    await fit(clerk, 'new-1366')
  }, clerk)
  await step('a private non-enterprise unit names its founders', async () => {
    await go(clerk, `/registrations/new`)
    await clerk.getByText('社会服务机构', { exact: true }).first().click()
    await clerk.getByText('个体', { exact: true }).first().click()
    await send(clerk)
    const first = clerk.getByRole('group', { name: '举办者 1' })
    await first.getByText(/姓名或者名称：/).waitFor() // what is missing is said at its field
    await first.getByLabel('姓名或者名称').fill('闻橹')
    await first.getByLabel('出资').fill('30000')
    await clerk.getByRole('button', { name: '增加举办者' }).click()
    const unit = clerk.getByRole('group', { name: '举办者 2' })
    await unit.getByText('组织', { exact: true }).click()
    await unit.getByLabel('姓名或者名称').fill('云岭区文化馆')
    await unit.getByLabel('出资').fill('10000')
    await unit.getByLabel(/其中国有资产/).fill('10000')
    await fit(clerk, 'founders-1366')
    await clerk.setViewportSize(phone)
    await fit(clerk, 'founders-390')
    await clerk.setViewportSize(wide)
  }, clerk)
  await step('what is left of a charity goes to a charity by a paper', async () => {
    const [ends, receives] = (await (await clerk.request.get(`${base}/api/v1/organizations?charity=true&status=active&limit=10`)).json()).items.filter((o) => o.charity)
    if (!receives) throw new Error('the demonstration has no two charities')
    await go(clerk, `/registrations/new?org=${ends.id}`)
    await clerk.getByText('注销登记', { exact: true }).first().click()
    await clerk.getByLabel('注销事由').fill('宗旨完成，会员大会决议解散')
    await typeDate(clerk.getByLabel(/^终止情形出现之日/), date(Date.now()))
    await clerk.getByLabel('申请人姓名或者名称').fill('柳溪')
    await clerk.getByLabel('联系电话').fill('0000 5550 988')
    await send(clerk)
    const end = await opened(clerk)
    await does('clerk', end, 'registration.form_liquidation', async (p) => { await p.getByLabel('清算组成员').fill('柳溪'); await put(p, '法院指定的，案号', '（2026）990101强清7号') })
    await does('clerk', end, 'registration.end_liquidation', async (p) => {
      await p.locator('input[type=file]').first().setInputFiles(paper('清算报告'))
      await p.locator('.anticon-check-circle').first().waitFor()
      await put(p, '剩余财产', '1200')
      await p.getByLabel('剩余财产的处理').fill('转给宗旨相近的慈善组织')
      await p.getByLabel(/裁定案号/).fill('（2026）990101强清7号之一')
    })
    await go(clerk, `/cases/${end}`)
    await clerk.getByText(/尚未登记接收组织和接收文件/).waitFor()
    await fit(clerk, 'residue-owed-1366')
    await does('clerk', end, 'registration.settle_residue', async (p) => {
      await choose(p, '接收组织（登记簿中的）', receives.name)
      await p.locator('input[type=file]').first().setInputFiles(paper('接收协议'))
      await p.locator('.anticon-check-circle').first().waitFor()
      await fit(p, 'residue-1366')
    })
    await clerk.getByRole('link', { name: receives.name }).first().waitFor()
    await fit(clerk, 'residue-settled-1366')
  }, clerk)
  quiet(/40[39]|412|422/)
}

/** GB 32100: the check character of the code. */
function validUSCC(code) {
  const set = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let sum = 0
  for (let i = 0; i < 17; i++) sum += set.indexOf(code[i]) * (3 ** i % 31)
  return set[(31 - (sum % 31)) % 31] === code[17]
}
