// One matter from its opening to the board, by the hands of those who do it, written against labels and roles.
import { choose, complaints, phone, settled, signIn, wide } from './browser.mjs'

export async function walk({ browser, base, r, accounts }) {
  const hands = {}
  const said = []
  for (const [who, [login, password]] of Object.entries(accounts)) {
    const context = await browser.context(who === 'officer' ? phone : wide)
    const page = await context.newPage()
    said.push([who, complaints(page)])
    await signIn(page, base, login, password)
    hands[who] = page
  }
  const { officer, leader, manager } = hands
  const stamp = Date.now().toString(36)
  let id = ''
  let rect = ''

  const act = async (page, c, name, fill = async () => {}) => {
    await page.goto(`${base}/cases/${c}/acts/${name}`)
    await settled(page)
    await fill(page)
    await page.getByRole('button', { name: /^确认/ }).click()
    await page.waitForURL((u) => u.pathname === `/cases/${c}`, { timeout: 15000 })
    await page.getByText(/已办理：/).first().waitFor()
  }

  if (!(await r.step('walk: an officer opens an inspection', async () => {
    await officer.goto(`${base}/inspections/new`)
    await settled(officer)
    await officer.getByRole('combobox', { name: '检查对象' }).click()
    await officer.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
    await officer.waitForTimeout(400)
    const picked = officer.locator('.ant-form-item').filter({ has: officer.getByText('检查人员', { exact: true }) }).locator('.ant-select-selection-item')
    const free = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option:not(.ant-select-item-option-selected):not(.ant-select-item-option-disabled)'
    await officer.getByRole('combobox', { name: '检查人员' }).click()
    await officer.waitForTimeout(400)
    for (let n = await picked.count(); n < 2; n++) await officer.locator(free).filter({ hasText: '股' }).first().click()
    await officer.keyboard.press('Escape')
    await officer.getByLabel('检查依据').fill(`《殡葬管理条例》第四十九条（${stamp}）`)
    await officer.getByLabel('检查事项').fill('墓位销售登记\n收费公示')
    await officer.getByRole('button', { name: /^确认/ }).click()
    await officer.waitForURL((u) => /^\/cases\/[^/]+$/.test(u.pathname), { timeout: 15000 })
    id = new URL(officer.url()).pathname.split('/').pop()
    await r.shot(officer, 'walk-1-opened')
  }))) return

  await r.step('walk: the officer may not approve it and is told why', async () => {
    await officer.goto(`${base}/cases/${id}`)
    await settled(officer)
    await officer.getByRole('button', { name: /更多|可办事项/ }).click()
    await officer.getByRole('dialog').getByText(/现在不能办理/).first().waitFor()
    await officer.waitForTimeout(300)
    await r.shot(officer, 'walk-2-refused')
  })
  if (!(await r.step('walk: a leader approves', () => act(leader, id, 'inspection.approve')))) return
  await r.step('walk: the target is notified', () => act(officer, id, 'inspection.notify', async (p) => { await p.getByLabel('到场后当场告知').check() }))
  await r.step('walk: two officers arrive and show their cards', () => act(officer, id, 'inspection.arrive', async (p) => {
    await p.getByLabel('已主动出示执法证件').check()
    await p.getByLabel('已告知申请回避等权利').check()
  }))
  await r.step('walk: an empty sheet is refused at its fields', async () => {
    await officer.goto(`${base}/cases/${id}/acts/inspection.record`)
    await settled(officer)
    await officer.getByRole('button', { name: /^确认/ }).click()
    const alert = officer.getByRole('alert').filter({ hasText: '需要补正' })
    await alert.waitFor()
    await r.shot(officer, 'walk-3-faults')
  })
  if (!(await r.step('walk: the sheet is kept as a draft and sent', async () => {
    await officer.getByLabel('地点').fill('石桥村三组')
    await officer.getByLabel('现场情况').fill('查看墓区、管理用房，查阅销售登记簿和收据存根。')
    await officer.getByRole('button', { name: '添加一个问题' }).click()
    const finding = officer.getByRole('group', { name: '问题 1' })
    await finding.getByText('对外销售村级公益性墓位').click()
    await finding.getByLabel('事实').fill('向本村以外人员出售墓位12个。')
    await finding.getByLabel('数量').fill('12')
    await finding.getByLabel('违反的规定').fill('《殡葬管理条例》第十条')
    await officer.getByLabel('签字人').fill('赵某')
    await officer.waitForTimeout(700)
    await officer.reload()
    await settled(officer)
    await officer.getByText(/已恢复/).waitFor()
    if ((await officer.getByLabel('签字人').inputValue()) !== '赵某') throw new Error('the draft was lost')
    await officer.getByRole('button', { name: '取当前时间' }).click()
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await officer.locator('input[type=file]').setInputFiles({ name: '墓区全景.png', mimeType: 'image/png', buffer: png })
    await officer.getByText('已上传 1/1').waitFor()
    await r.shot(officer, 'walk-4-sheet', true)
    await officer.getByRole('button', { name: /^确认/ }).click()
    await officer.waitForURL((u) => u.pathname === `/cases/${id}`, { timeout: 15000 })
    await r.shot(officer, 'walk-5-recorded', true)
  }, officer))) return
  await r.step('walk: an order to correct is drafted', async () => {
    await act(officer, id, 'inspection.order', async (p) => { await p.getByLabel('改正要求').fill('停止对外出售墓位\n补齐销售登记') })
    const link = officer.getByRole('region', { name: /由此开立的案卷/ }).getByRole('link').first()
    rect = (await link.getAttribute('href')).split('/').pop()
  }, officer)
  if (!rect) return
  await r.step('walk: the leader approves and numbers the order', () => act(leader, rect, 'rectification.approve'))
  await r.step('walk: it is served, and the sentence says which clock starts', () => act(officer, rect, 'rectification.serve', async (p) => {
    await p.getByLabel('签收人').fill('赵某')
    await p.getByText(/整改期限自/).first().waitFor()
  }), officer)
  await r.step('walk: the case shows its clock', async () => {
    await officer.goto(`${base}/cases/${rect}`)
    await officer.getByRole('button', { name: /整改.*查看计算/ }).first().waitFor()
    await r.shot(officer, 'walk-6-rectification', true)
  })
  await r.step('walk: the result is notified', () => act(officer, id, 'inspection.notify_result'))
  await r.step('walk: the target reports', () => act(officer, rect, 'rectification.report', async (p) => { await p.getByLabel('整改情况').fill('已停止对外出售，登记已补齐。') }))
  await r.step('walk: re-inspection passes and closes the file', async () => {
    await act(officer, rect, 'rectification.reinspect', async (p) => {
      for (const b of await p.locator('.finding').all()) await b.getByText('已改正', { exact: true }).click()
      await p.getByLabel('复查意见').fill('全部改正。')
      await p.getByText('全部改正：复查后整改案卷办结。').waitFor()
    })
    await officer.getByText(/复查通过/).first().waitFor()
  }, officer)
  await r.step('walk: the board counts and opens its cases', async () => {
    await manager.goto(`${base}/rectification`)
    await settled(manager)
    await manager.getByRole('link', { name: /今年办结/ }).click()
    await manager.waitForURL(/\/cases\?/)
    await settled(manager)
    await r.shot(manager, 'walk-7-board-list')
    await manager.goto(`${base}/rectification`)
    await settled(manager)
    await manager.getByRole('link', { name: /已逾期/ }).click()
    await manager.waitForURL(/(state|deadline)=overdue/)
  })
  await r.step('walk: two characters find the file', async () => {
    await manager.goto(`${base}/cases?q=${encodeURIComponent('检查')}`)
    await settled(manager)
    await manager.getByRole('table').waitFor()
  })
  for (const [who, list] of said) r.check(`walk: console of ${who}`, list.length === 0, list.join('\n     '))
  void choose
}
