// One matter from its opening to the board, by the hands of those who do it, written against labels and roles.
import { phone, settled, wide } from './browser.mjs'
import { desk, opened, send } from './desk.mjs'

export async function walk({ browser, base, r, accounts }) {
  const { hand, go, act, evidence, step, quiet } = desk({ browser, base, r, walk: 'walk', account: (who) => accounts[who], direct: true, size: (who) => (who === 'officer' ? phone : wide) })
  const officer = await hand('officer')
  const manager = await hand('manager')
  const stamp = Date.now().toString(36)
  let id = ''
  let rect = ''

  if (!(await step('an officer opens an inspection', async () => {
    await go(officer, `/inspections/new`)
    await officer.getByRole('combobox', { name: '检查对象' }).click()
    await officer.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
    await settled(officer)
    const picked = officer.locator('.ant-form-item').filter({ has: officer.getByText('检查人员', { exact: true }) }).locator('.ant-select-selection-item')
    const free = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option:not(.ant-select-item-option-selected):not(.ant-select-item-option-disabled)'
    await officer.getByRole('combobox', { name: '检查人员' }).click()
    for (let n = await picked.count(); n < 2; n++) {
      await officer.locator(free).filter({ hasText: '股' }).first().click()
      await picked.nth(n).waitFor()
    }
    await officer.keyboard.press('Escape')
    await officer.getByLabel('检查依据').fill(`《殡葬管理条例》第四十九条（${stamp}）`)
    await officer.getByLabel('检查事项').fill('墓位销售登记\n收费公示')
    await send(officer)
    id = await opened(officer)
    await r.shot(officer, 'walk-1-opened')
  }))) return

  await step('the officer may not approve it and is told why', async () => {
    await go(officer, `/cases/${id}`)
    await officer.getByRole('button', { name: /更多|可办事项/ }).click()
    await officer.getByRole('dialog').getByText(/现在不能办理/).first().waitFor()
    await settled(officer)
    await r.shot(officer, 'walk-2-refused')
  })
  if (!(await step('a leader approves', () => act('leader', id, 'inspection.approve')))) return
  await step('the target is notified', () => act('officer', id, 'inspection.notify', async (p) => { await p.getByLabel('到场后当场告知').check() }))
  await step('two officers arrive and show their cards', () => act('officer', id, 'inspection.arrive', async (p) => {
    await p.getByLabel('已主动出示执法证件').check()
    await p.getByLabel('已告知申请回避等权利').check()
  }))
  await step('an empty sheet is refused at its fields', async () => {
    await go(officer, `/cases/${id}/acts/inspection.record`)
    await send(officer)
    const alert = officer.getByRole('alert').filter({ hasText: '需要补正' })
    await alert.waitFor()
    await r.shot(officer, 'walk-3-faults')
  })
  if (!(await step('the sheet is kept as a draft and sent', async () => {
    await officer.getByLabel('地点').fill('石桥村三组')
    await officer.getByLabel('现场情况').fill('查看墓区、管理用房，查阅销售登记簿和收据存根。')
    await officer.getByRole('button', { name: '添加一个问题' }).click()
    const finding = officer.getByRole('group', { name: '问题 1' })
    await finding.getByText('对外销售村级公益性墓位').click()
    await finding.getByLabel('事实').fill('向本村以外人员出售墓位12个。')
    await finding.getByLabel('数量').fill('12')
    await finding.getByLabel('违反的规定').fill('《殡葬管理条例》第十条')
    await officer.getByLabel('签字人').fill('赵某')
    await officer.waitForFunction(() => Object.values(window.localStorage).some((kept) => kept.includes('赵某'))) // it is kept shortly after the last change
    await officer.reload()
    await settled(officer)
    await officer.getByText(/已恢复/).waitFor()
    if ((await officer.getByLabel('签字人').inputValue()) !== '赵某') throw new Error('the draft was lost')
    await officer.getByRole('button', { name: '取当前时间' }).click()
    await evidence(officer, '墓区全景')
    await r.shot(officer, 'walk-4-sheet', true)
    await send(officer)
    await opened(officer)
    await r.shot(officer, 'walk-5-recorded', true)
  }, officer))) return
  await step('an order to correct is drafted', async () => {
    await act('officer', id, 'inspection.order', async (p) => { await p.getByLabel('改正要求').fill('停止对外出售墓位\n补齐销售登记') })
    const link = officer.getByRole('region', { name: /由此开立的案卷/ }).getByRole('link').first()
    rect = (await link.getAttribute('href')).split('/').pop()
  }, officer)
  if (!rect) return
  await step('the leader approves and numbers the order', () => act('leader', rect, 'rectification.approve'))
  await step('it is served, and the sentence says which clock starts', () => act('officer', rect, 'rectification.serve', async (p) => {
    await p.getByLabel('签收人').fill('赵某')
    await p.getByText(/整改期限自/).first().waitFor()
  }), officer)
  await step('the case shows its clock', async () => {
    await go(officer, `/cases/${rect}`)
    await officer.getByRole('button', { name: /整改.*查看计算/ }).first().waitFor()
    await r.shot(officer, 'walk-6-rectification', true)
  })
  await step('the result is notified', () => act('officer', id, 'inspection.notify_result'))
  await step('the target reports', () => act('officer', rect, 'rectification.report', async (p) => { await p.getByLabel('整改情况').fill('已停止对外出售，登记已补齐。') }))
  await step('re-inspection passes and closes the file', async () => {
    await act('officer', rect, 'rectification.reinspect', async (p) => {
      for (const b of await p.locator('.finding').all()) await b.getByText('已改正', { exact: true }).click()
      await p.getByLabel('复查意见').fill('全部改正。')
      await p.getByText('全部改正：复查后整改案卷办结。').waitFor()
    })
    await officer.getByText(/复查通过/).first().waitFor()
  }, officer)
  await step('the board counts and opens its cases', async () => {
    await go(manager, `/rectification`)
    await manager.getByRole('link', { name: /今年办结/ }).click()
    await manager.waitForURL(/\/cases\?/)
    await settled(manager)
    await r.shot(manager, 'walk-7-board-list')
    await go(manager, `/rectification`)
    await manager.getByRole('link', { name: /已逾期/ }).click()
    await manager.waitForURL(/(state|deadline)=overdue/)
  })
  await step('two characters find the file', async () => {
    await go(manager, `/cases?q=${encodeURIComponent('检查')}`)
    await manager.getByRole('table').waitFor()
  })
  quiet()
}
