// A small stand-in for the API, for work on the pages alone: YIFA_FAKE=1 npm run dev. It answers with fixed files and
// accepts every act. It is not part of the build, and no test of behaviour rests on it.
import { readFileSync } from 'node:fs'

const today = '2026-11-22'
const at = (d, t = '09:30') => `${d}T${t}:00+08:00`
const hash = (n) => (n * 2654435761 % 4294967296).toString(16).padStart(8, '0').repeat(8)
const officers = ['p-li', 'p-zhang']
const person = (id, name, login, section, title, roles, cert) => ({
  id, name, login, section, title, agency: 'yunling', roles, certificate: !!cert, grants: roles.map((role) => ({ role, agency: 'yunling', from: '2024-01-01' })),
  certificates: cert ? [{ number: cert, issuer: '湖北省人民政府', from: '2023-03-01', until: '2027-02-28' }] : [], account: { login, must_change: false },
})
const people = [
  person('p-li', '李建国', 'li.jianguo', '社会事务股', '四级主任科员', ['officer'], '鄂A20230117'),
  person('p-zhang', '张敏', 'zhang.min', '社会事务股', '科员', ['officer'], '鄂A20230118'),
  person('p-wang', '王海燕', 'wang.haiyan', '执法监督股', '股长', ['section_head', 'manager'], '鄂A20230090'),
  person('p-chen', '陈志远', 'chen.zhiyuan', '', '副局长', ['leader']),
  person('p-zhou', '周文', 'zhou.wen', '办公室', '科员', ['clerk']),
  person('p-sun', '孙倩', 'sun.qian', '办公室', '', ['admin']),
  { ...person('p-old', '何平', 'he.ping', '社会事务股', '科员', [], ''), left_on: '2026-06-30', certificates: [{ number: '鄂A20190044', issuer: '湖北省人民政府', from: '2019-03-01', until: '2024-02-28' }] },
]
const agency = { id: 'yunling', name: '云岭区民政局', short: '云民', region: '云岭区', sections: ['社会事务股', '执法监督股', '办公室'], townships: ['青石镇', '白鹿乡', '云水街道', '双河镇'] }
const parties = [
  ['t-1', 'cemetery', '青松陵园有限公司', '91420105MA4K123X4Q', '青石镇', '青石镇松山路18号'], ['t-2', 'village_cemetery', '白鹿乡石桥村公益性墓地', '', '白鹿乡', '石桥村三组'],
  ['t-3', 'shop', '福寿殡葬用品店', '92420105MA4L456Y7W', '云水街道', '云水大道206号'], ['t-4', 'funeral_home', '云岭区殡仪馆', '12420105MB0C78901X', '双河镇', '双河镇东路1号'],
  ['t-5', 'village_cemetery', '双河镇杨家湾公益性公墓', '', '双河镇', '杨家湾村'],
].map(([id, kind, name, uscc, township, address]) => ({ id, kind, name, uscc: uscc || undefined, township, address }))

const clock = (id, rule, title, article, n, unit, from, due, state, days, more = {}) => ({
  id, rule, title, article, rule_status: 'confirmed', term: { n, unit, binds: unit === 'working' ? 'agency' : 'party' }, from, due, effect: 'overdue', status: { state, days, unit }, ...more,
})
const doc = (id, type, title, number, on, by, seq, files = true, more = {}) => ({
  id, type, title, number, issued_on: on, issued_by: by, seq, files: files ? [{ hash: hash(seq), name: `${title}.pdf`, type: 'application/pdf', size: 81234 }, { hash: hash(seq + 40), name: `${title}.docx`, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', size: 21034 }] : [], ...more,
})
const act = (name, title, english, starts, article, refused, enforcement) => ({ name, title, english, starts, article, enforcement, refused })
const sod = { code: 'separation_of_duties', detail: '您在本案中已是“承办人员”，不能再办理此事，请由其他人办理。', detail_en: 'you have already acted as officer in this matter; somebody else must do this', article: '行政处罚法第五十七条（拟办与审批分离）' }
const wrongStage = (s) => ({ code: 'wrong_stage', detail: `案卷现处于“${s}”，此时不能办理。`, detail_en: 'the file is at another stage' })
const event = (seq, kind, title, title_en, actor_name, d, t, more = {}) => ({ seq, kind, title, title_en, actor: 'p-li', actor_name, occurred_at: at(d, t), recorded_at: at(d, t), ...more })
const anyActs = [act('case.note', '记事', 'Add a note'), act('case.add_evidence', '登记证据', 'Enter evidence'), act('case.reassign', '变更承办人', 'Reassign', '', '', { code: 'not_permitted', detail: '“变更承办人”由股室负责人、负责人、督办管理办理。', detail_en: 'for section heads, leaders and managers' })]

const row = (id, procedure, reference, title, stage, stage_title, more) => ({
  id, procedure, reference, title, stage, stage_title, handler: 'p-li', handler_name: '李建国', section: '社会事务股', opened_on: '2026-10-20', last_at: at('2026-11-12'), seq: 7, days_left: 0, ...more,
})
const rows = [
  row('r1', 'rectification', '云民改案〔2026〕4号', '责令改正：青松陵园有限公司', 'rect_overdue', '逾期未报', { township: '青石镇', party: 't-1', party_name: '青松陵园有限公司', due: '2026-11-16', due_clock: '整改期限', due_rule: 'RE-01', days_left: -6, clock_state: 'overdue', unit: 'calendar' }),
  row('r2', 'rectification', '云民改案〔2026〕5号', '责令改正：双河镇杨家湾公益性公墓', 'in_progress', '整改中', { township: '双河镇', due: '2026-11-24', due_clock: '整改期限', due_rule: 'RE-01', days_left: 2, clock_state: 'running', unit: 'calendar', handler: 'p-zhang', handler_name: '张敏' }),
  row('i1', 'inspection', '云民检案〔2026〕17号', '检查：福寿殡葬用品店', 'arrived', '检查中', { township: '云水街道', due: '2026-11-22', due_clock: '紧急检查补办审批', due_rule: 'IN-01', days_left: 0, clock_state: 'due_today', unit: 'working' }),
  row('i2', 'inspection', '云民检案〔2026〕12号', '检查：白鹿乡石桥村公益性墓地', 'recorded', '处理问题', { township: '白鹿乡', due: '2027-01-05', due_clock: '检查结果公布期限', due_rule: 'IN-02', days_left: 30, clock_state: 'running', unit: 'working', provisional: true }),
  row('r3', 'rectification', '云民改案〔2026〕3号', '责令改正：云岭区殡仪馆', 'order_announced', '公告送达中', { township: '双河镇', due: '2026-12-18', due_clock: '整改期限', due_rule: 'RE-01', days_left: 12, clock_state: 'suspended', unit: 'calendar', handler: 'p-zhang', handler_name: '张敏' }),
  row('r0', 'rectification', '云民改案〔2026〕1号', '责令改正：福寿殡葬用品店', 'rect_closed', '已办结', { township: '云水街道', closed_on: '2026-09-18', outcome: 'passed' }),
  row('c1', 'campaign', '云民专检〔2026〕1号', '2026年清明殡葬服务市场专项检查', 'running', '检查中', { due: '2026-12-31', due_clock: '方案截止', due_rule: 'CA-01', days_left: 39, clock_state: 'running', unit: 'calendar', handler: 'p-wang', handler_name: '王海燕' }),
]
const steps = (list, now) => { const n = list.findIndex((s) => s[0] === now); return list.map(([stage, title, english], i) => ({ stage, title, english, state: i < n ? 'done' : i === n ? 'current' : 'todo' })) }
const inspSteps = [['assigned', '待审批', 'Awaiting approval'], ['approved', '已审批', 'Approved'], ['notified', '已通知', 'Notified'], ['arrived', '检查中', 'On the spot'], ['recorded', '处理问题', 'Disposing'], ['result_notified', '已告知结果', 'Result notified'], ['inspection_closed', '已办结', 'Closed']]
const rectSteps = [['order_drafted', '拟稿', 'Drafted'], ['order_approved', '待送达', 'To be served'], ['in_progress', '整改中', 'In progress'], ['reported', '待复查', 'Reported'], ['rect_closed', '已办结', 'Closed']]
const who = Object.fromEntries(people.map((p) => [p.id, { name: p.name, section: p.section }]))
const task = (id, kind, title, english, more) => ({ id, kind, title, english, raised_at: at('2026-11-18'), section: '社会事务股', ...more })
const finding = (line, category, fact, quantity, unit, exits, more = {}) => ({ line, category, fact, quantity, unit, exits, ...more })
const party = (id) => { const p = parties.find((x) => x.id === id); return { id, name: p.name, kind: p.kind, township: p.township } }
const theCase = (r, more) => ({ id: r.id, procedure: r.procedure, agency: 'yunling', reference: r.reference, title: r.title, stage: r.stage, handler: r.handler, officers, section: r.section, opened_on: r.opened_on, closed_on: r.closed_on, outcome: r.outcome, seq: r.seq, last_at: r.last_at, parts: [{ person: 'p-li', part: 'officer', seq: 1 }, { person: 'p-li', part: 'drafter', seq: 2 }, { person: 'p-zhang', part: 'officer', seq: 1 }, { person: 'p-chen', part: 'approver', seq: 3 }], ...more })

const findings = [
  finding(1, 'sold_outside', '向本村以外人员出售墓位，经查销售登记簿和收款收据，2021年至今共出售12个。', 12, '个墓位', [{ exit: 'order', on: '2026-10-22', case: 'r1' }], { amount_fen: 36000000, violation: 'FN-06' }),
  finding(2, 'finance', '维护管理费未设专户，收支凭证不全。', 1, '个', [{ exit: 'referral', on: '2026-10-22', to: '区纪委监委', note: '线索移送' }]),
  finding(3, 'urn_price', '同款骨灰盒标价高于公示价。', 1, '个', null),
]
const files = {
  r1: {
    case: theCase(rows[0], {
      party: party('t-1'), parent: 'i2',
      tasks: [task('reinspect', 'rectification.reinspect', '整改逾期，复查', 'Overdue: re-inspect', { person: 'p-li', due: '2026-11-23', clock: 'reinspect' }), task('look-1', 'look', '“整改期限”已于2026-11-16届满，尚未办结', 'Overdue: RE-01', { role: 'manager', due: '2026-11-16' })],
      documents: [doc('d1', 'I-8', '责令限期改正通知书', '云民改字〔2026〕第3号', '2026-10-22', 'p-chen', 2, true, { voided_on: '2026-10-23', voided_reason: '当事人名称有误' }), doc('d2', 'I-8', '责令限期改正通知书', '云民改字〔2026〕第4号', '2026-10-24', 'p-chen', 4), doc('d3', 'I-10', '复查意见书', '云民复字〔2026〕第2号', '2026-11-20', 'p-li', 9, false)],
      services: [{ document: 'd2', method: 'direct', on: '2026-10-27', failed_for: '负责人外出，拒绝代收', seq: 5 }, { document: 'd2', method: 'leaving', on: '2026-11-01', deemed_on: '2026-11-01', witness: '石桥村委会 赵某', seq: 6 }],
      evidence: [{ hash: hash(3), name: 'service.jpg', type: 'image/png', size: 1200, kind: 'photo', title: '留置送达现场', taken_at: at('2026-11-01'), taken_by: 'p-zhang', seq: 6 }],
      rectification: { round: 1, findings: findings.slice(0, 1), measures: ['停止向本村以外人员出售墓位', '在陵园入口和收费处公示经核准的收费标准', '补齐2021年以来的销售登记'], basis: '《中华人民共和国行政处罚法》第二十八条第一款', days: 15, drafted_by: 'p-li', approved_by: 'p-chen', order: 'd2', served_on: '2026-11-01', overdue_on: '2026-11-17' },
    }),
    version: 9, stage_title: '逾期未报', steps: steps(rectSteps, 'reported'), people: who, parent: rows[3], children: [],
    clocks: [clock('comply', 'RE-01', '整改期限', '《行政处罚法》第二十八条第一款', 15, 'calendar', '2026-11-01', '2026-11-16', 'overdue', 6, { rule_status: 'unconfirmed' }), clock('reinspect', 'RE-02', '复查期限', '本机关规定', 5, 'working', '2026-11-16', '2026-11-23', 'running', 1, { rule_status: 'unconfirmed' }), clock('serve', 'RE-03', '送达期限', '《行政处罚法》第六十一条', 7, 'working', '2026-10-24', '2026-11-03', 'met', 0, { met_on: '2026-11-01' })],
    allowed_acts: [act('rectification.report', '登记整改报告', 'Record the report', '整改期限办结，起算复查期限'), act('rectification.reinspect', '复查', 'Re-inspect', '生成《复查意见书》；全部改正的办结', '行政处罚法第四十二条', undefined, true), act('rectification.revoke', '撤销通知书', 'Revoke the order', '全部期限停止，案卷办结', '', sod), ...anyActs],
    timeline: [
      event(1, 'OrderDrafted', '拟责令改正', 'Order drafted', '李建国', '2026-10-22', '16:02'), event(2, 'OrderApproved', '批准并编号', 'Approved and numbered', '陈志远', '2026-10-22', '17:20', { summary: '取得文号 云民改字〔2026〕第3号' }),
      event(3, 'OrderVoided', '文号作废', 'Number voided', '陈志远', '2026-10-23', '09:10', { summary: '当事人名称有误' }), event(4, 'OrderApproved', '批准并编号', 'Approved and numbered', '陈志远', '2026-10-24', '10:00', { summary: '云民改字〔2026〕第4号' }),
      event(5, 'ServiceHasFailed', '登记送达失败', 'Service failed', '张敏', '2026-10-27', '15:30', { summary: '负责人外出，拒绝代收' }), event(6, 'OrderServed', '登记送达', 'Order served', '张敏', '2026-11-01', '11:00', { summary: '留置送达；见证人：石桥村委会 赵某', late_days: 3, recorded_by_name: '周文', backfill: '外勤期间未能登录' }),
      event(7, 'InstantPassed', '期限届满前提醒', 'Reminder', '系统', '2026-11-13', '00:00', { system: true, summary: '“整改期限”将于2026-11-16届满' }), event(8, 'InstantPassed', '期限届满', 'Deadline passed', '系统', '2026-11-17', '00:00', { system: true, summary: '整改逾期，起算复查期限' }), event(9, 'NoteAdded', '记事', 'Note', '李建国', '2026-11-18', '10:15', { summary: '电话联系负责人，称正在准备整改材料。' }),
    ],
  },
  i1: {
    case: theCase(rows[2], {
      party: party('t-3'), tasks: [task('record', 'inspection.record', '制作现场检查笔录', 'Write the on-site record', { person: 'p-li', due: today })],
      documents: [doc('d1', 'I-4', '行政检查通知书', '云民检通字〔2026〕第9号', '2026-11-20', 'p-li', 3)], services: [], evidence: [],
      inspection: { source: 'complaint', basis: '《殡葬管理条例》第四十九条；群众投诉云民信〔2026〕31号', items: ['经营场所和执照', '骨灰盒明码标价', '封建迷信丧葬用品'], place: '云水大道206号', urgent: true, arrived_at: at(today, '09:05'), notified_on: '2026-11-20' },
    }),
    version: 4, stage_title: '检查中', steps: steps(inspSteps, 'arrived'), people: who, children: [],
    clocks: [clock('urgent', 'IN-01', '紧急检查补办审批', '国办发〔2024〕54号', 2, 'working', '2026-11-20', '2026-11-24', 'running', 2, { rule_status: 'unconfirmed' })],
    allowed_acts: [act('inspection.record', '制作检查笔录', 'Record the visit', '起算结果告知期限和公布期限；生成《现场检查笔录》', '行政处罚法第五十五条', undefined, true), act('inspection.refuse_entry', '记录拒绝检查', 'Record a refusal', '检查以“拒绝检查”结束', '', undefined, true), act('inspection.approve', '审批检查', 'Approve the inspection', '批准后由承办人通知检查对象', '国办发〔2024〕54号', sod), act('inspection.notify', '通知检查', 'Notify', '', '', wrongStage('检查中')), ...anyActs],
    timeline: [event(1, 'InspectionAssigned', '登记检查任务', 'Inspection opened', '李建国', '2026-11-20', '08:40'), event(2, 'InspectionNotified', '通知检查', 'Notified', '李建国', '2026-11-20', '09:40'), event(3, 'Arrived', '到场亮证', 'Arrived', '李建国', today, '09:05', { summary: '已出示执法证，已告知权利；接待人：店主 刘某' })],
  },
  i2: {
    case: theCase(rows[3], {
      party: party('t-2'), tasks: [task('dispose', 'inspection.dispose', '逐项处理发现的问题', 'Dispose of every finding', { person: 'p-li' })],
      documents: [doc('d1', 'I-5', '现场检查笔录', '', '2026-10-21', 'p-li', 5)], services: [], evidence: [],
      inspection: { source: 'campaign', basis: '《殡葬管理条例》第四十九条', items: ['墓位销售登记', '收费公示', '财务管理'], place: '石桥村三组', approved_by: 'p-chen', approved_on: '2026-10-18', orders: 1, findings, arrived_at: at('2026-10-21'),
        record: { started_at: at('2026-10-21', '09:00'), ended_at: at('2026-10-21', '11:40'), place: '石桥村三组', officers, statement: '对检查情况无异议，将尽快整改。', signed_by: '赵某', summary: '现场查看墓区、管理用房，查阅销售登记簿和收据存根。\n墓区分东西两片，未见超面积墓穴。' } },
    }),
    version: 7, stage_title: '处理问题', steps: steps(inspSteps, 'recorded'), people: who, parent: rows[6], children: [rows[0]],
    clocks: [clock('result', 'IN-03', '结果告知期限', '《殡葬管理条例》（2025）第四十九条', 10, 'working', '2026-11-16', '2026-11-30', 'running', 6), clock('publish', 'IN-02', '检查结果公布期限', '国办发〔2018〕118号', 20, 'working', '2026-12-07', '2027-01-05', 'running', 30, { provisional: true, rule_status: 'unconfirmed' })],
    allowed_acts: [act('inspection.dispose', '处理问题', 'Dispose of findings', '', '行政处罚法第三十三条'), act('inspection.order', '责令改正', 'Order correction', '开立整改案卷，送另一人审批；期限自送达起算', '行政处罚法第二十八条第一款'), act('inspection.notify_result', '告知检查结果', 'Notify the result', '生成《行政检查结果告知书》并编号；结果告知期限办结', '殡葬管理条例（2025）第四十九条', { code: 'findings_open', detail: '还有1项问题没有处理，全部处理后才能告知结果。', detail_en: '1 findings are not disposed of yet' }), ...anyActs],
    timeline: [event(1, 'InspectionAssigned', '登记检查任务', 'Inspection opened', '王海燕', '2026-10-18', '09:00'), event(5, 'VisitRecorded', '制作检查笔录', 'Visit recorded', '李建国', '2026-10-21', '11:40', { summary: '发现问题3项' }), event(6, 'CorrectionOrdered', '责令改正', 'Correction ordered', '李建国', '2026-10-22', '16:02'), event(7, 'FindingsDisposed', '处理问题', 'Disposed', '李建国', '2026-10-22', '16:30', { summary: '第2项：建议移送区纪委监委' })],
  },
  c1: {
    case: theCase(rows[6], {
      parts: [{ person: 'p-wang', part: 'drafter', seq: 1 }, { person: 'p-chen', part: 'approver', seq: 2 }], tasks: [task('close', 'campaign.close', '全部检查办结后汇总', 'Close when all inspections have ended', { person: 'p-wang', due: '2026-12-31' })], documents: [doc('d1', 'I-1', '专项检查方案', '云民检方字〔2026〕第1号', '2026-10-12', 'p-chen', 2)], services: [], evidence: [],
      campaign: { kind: 'special', basis: '《殡葬管理条例》；民办发〔2026〕6号', items: ['公益性墓地对外销售', '超标准墓穴', '殡葬用品明码标价', '财务管理'], method: '现场检查、查阅账目', from: '2026-10-15', until: '2026-12-31', targets: [{ party: 't-2', officers }, { party: 't-5', officers }], opened: ['i2'], approved_by: 'p-chen', approved_on: '2026-10-12', published_on: '2026-10-14', published_at: '区政府网站', filed_as: '云司备〔2026〕22号' },
    }),
    version: 5, stage_title: '检查中', steps: steps([['draft', '起草', 'Draft'], ['approved_scheme', '已批准', 'Approved'], ['published', '已公布', 'Published'], ['running', '检查中', 'Running'], ['campaign_closed', '已办结', 'Closed']], 'running'), people: who, children: [rows[3]], clocks: [],
    allowed_acts: [act('campaign.add_target', '增加检查对象', 'Add a target'), act('campaign.suspend', '暂停', 'Suspend'), act('campaign.close', '汇总结束', 'Close with its results', '冻结结果表', '', { code: 'inspections_open', detail: '还有检查没有办结：白鹿乡石桥村公益性墓地。', detail_en: 'an inspection has not ended yet' }), ...anyActs],
    timeline: [event(1, 'CampaignDrafted', '起草检查方案', 'Drafted', '王海燕', '2026-10-10', '09:00'), event(2, 'CampaignApproved', '审批方案', 'Approved', '陈志远', '2026-10-12', '15:00')],
  },
}
const taskRow = (id, kind, title, english, r, due, days_left, more = {}) => ({ case: r.id, procedure: r.procedure, reference: r.reference, case_title: r.title, stage: r.stage, stage_title: r.stage_title, id, kind, title, english, due, days_left, raised_at: at('2026-11-18'), person: 'p-li', person_name: '李建国', ...more })
const tasks = {
  mine: [taskRow('a', 'look', '“整改期限”已于2026-11-16届满，尚未办结', 'Overdue: RE-01', rows[0], '2026-11-16', -6), taskRow('b', 'inspection.record', '制作现场检查笔录', 'Write the on-site record', rows[2], today, 0), taskRow('c', 'rectification.reinspect', '整改逾期，复查', 'Overdue: re-inspect', rows[0], '2026-11-23', 1), taskRow('d', 'inspection.dispose', '逐项处理发现的问题', 'Dispose of every finding', rows[3])],
  team: [taskRow('e', 'rectification.approve', '审批责令改正通知书', 'Approve the order', rows[4], '2026-12-02', 10, { person: undefined, person_name: undefined, role: 'leader' })],
}
tasks.all = [...tasks.mine, ...tasks.team]
tasks.done = [taskRow('z', 'inspection.notify', '通知检查对象或当场告知', 'Notify the target', rows[2], undefined, undefined, { done_at: at('2026-11-20', '09:40') })]

const group = (key, name, open, overdue, due_soon, param) => ({ key, name, open, overdue, due_soon, query: { procedure: 'rectification', state: 'open', [param]: key } })
const board = {
  as_of: today,
  counts: [['to_approve', 1], ['to_serve', 2], ['in_progress', 9], ['due_soon', 2], ['overdue', 3], ['to_reinspect', 4], ['not_passed', 1], ['closed_year', 27]].map(([key, count]) => ({ key, count, query: { procedure: 'rectification', ...(key === 'overdue' || key === 'due_soon' ? { state: key } : {}) } })),
  by_officer: [group('p-li', '李建国', 7, 2, 1, 'handler'), group('p-zhang', '张敏', 6, 1, 1, 'handler'), group('p-wang', '王海燕', 4, 0, 0, 'handler')],
  by_section: [group('社会事务股', '社会事务股', 13, 3, 2, 'section'), group('执法监督股', '执法监督股', 4, 0, 0, 'section')],
  by_township: [group('青石镇', '青石镇', 6, 2, 0, 'township'), group('双河镇', '双河镇', 5, 1, 1, 'township'), group('白鹿乡', '白鹿乡', 4, 0, 1, 'township'), group('云水街道', '云水街道', 2, 0, 0, 'township')],
  by_month: Array.from({ length: 12 }, (_, i) => ({ month: new Date(Date.UTC(2025, 11 + i, 1)).toISOString().slice(0, 7), served: [1, 2, 3, 2, 4, 3, 2, 5, 3, 4, 6, 3][i], closed: [0, 1, 2, 3, 2, 3, 3, 2, 4, 3, 3, 2][i], overdue: [0, 0, 1, 0, 0, 1, 0, 0, 2, 0, 1, 2][i] })),
  coldest: [rows[4], rows[1]],
}
const label = (zh, en) => ({ zh, en })
const report = (year) => ({
  year, as_of: today,
  figures: { targets: 41, inspections: 38, inspections_closed: 33, 'findings.sold_outside': 118, 'findings.over_std_profit': 605, 'findings.urn_price': 1, 'findings.finance': 9, 'findings.private': 4, 'exits.corrected': 39, 'exits.order': 9, 'exits.referral': 9, orders_issued: 9, orders_served: 9, rectifications_passed: 7, overdue: 1 },
  queries: { inspections: `procedure=inspection&year=${year}`, inspections_closed: `procedure=inspection&state=closed&year=${year}`, 'findings.sold_outside': `category=sold_outside&year=${year}`, 'exits.order': `exit=order&year=${year}`, orders_issued: `document=I-8&year=${year}` },
  labels: { targets: label('检查对象', 'Targets'), inspections: label('行政检查', 'Inspections'), inspections_closed: label('办结的检查', 'Inspections closed'), 'findings.sold_outside': label('对外销售村级公益性墓位', 'Village plots sold outside'), 'findings.over_std_profit': label('超标准、超利润销售公益性墓位', 'Over-standard plots'), 'findings.urn_price': label('骨灰盒价格过高', 'Urn price too high'), 'findings.finance': label('财务管理不规范', 'Irregular finance'), 'findings.private': label('私人经营', 'Private operation'), 'exits.corrected': label('立查立改', 'Corrected on the spot'), 'exits.order': label('责令限期改正', 'Orders'), 'exits.referral': label('建议移送', 'Referrals'), orders_issued: label('发出的责令改正通知书', 'Orders issued'), orders_served: label('送达的责令改正通知书', 'Orders served'), rectifications_passed: label('通过复查的整改', 'Passed'), overdue: label('逾期', 'Overdue') },
})

const rules = (() => { try { const x = JSON.parse(readFileSync(new URL('../../migrations/rules.json', import.meta.url))); return Array.isArray(x) ? x : x.rules ?? x.rows ?? [] } catch { return [] } })()
const fallbackRules = [
  { id: 'RE-01', procedure: 'rectification', title_zh: '整改期限', title_en: 'Time to correct', trigger: '送达之日', term: { n: 15, unit: 'calendar', binds: 'party' }, min_n: 1, max_n: 30, effect: 'overdue', law: '《行政处罚法》', article: '第二十八条第一款', source: 'design', status: 'unconfirmed', note: '法律未规定日数，由本机关设定。' },
  { id: 'IN-02', procedure: 'inspection', title_zh: '检查结果公布期限', title_en: 'Publication of the result', trigger: '制作笔录之日', term: { n: 20, unit: 'working', binds: 'agency' }, effect: 'escalate', law: '国办发〔2018〕118号', article: '', source: 'S48', status: 'confirmed' },
  { id: 'SV-01', procedure: 'service', title_zh: '公告送达', title_en: 'Public notice', trigger: '公告之日', term: { n: 30, unit: 'calendar', binds: 'party' }, effect: 'deem_served', law: '《民事诉讼法》', article: '第九十五条', source: 'S93', status: 'confirmed', valid_from: '2022-01-01' },
]
const days = (year) => {
  let named = []
  try { named = JSON.parse(readFileSync(new URL(`../../migrations/holidays/${year}.json`, import.meta.url))).days } catch { /* not published */ }
  const by = new Map(named.map((d) => [d.date, d]))
  const out = []
  for (let t = Date.UTC(year, 0, 1); t < Date.UTC(year + 1, 0, 1); t += 86400000) {
    const date = new Date(t).toISOString().slice(0, 10)
    const rest = [0, 6].includes(new Date(t).getUTCDay())
    const n = by.get(date)
    const kind = n ? (n.isOffDay ? 'holiday' : 'makeup') : rest ? 'weekend' : 'weekday'
    out.push({ date, working: kind === 'weekday' || kind === 'makeup', kind, name: n?.name, provisional: named.length === 0 || undefined })
  }
  return { year, published: named.length > 0, source: named.length ? 'https://www.gov.cn/zhengce/' : undefined, days: out }
}
const trace = (from, n, unit) => {
  const steps = [{ date: from, count: 0, kind: 'start', zh: '事由发生之日，不计入', en: 'the day of the event, not counted' }]
  const cal = new Map([...days(2026).days, ...days(2027).days].map((d) => [d.date, d]))
  const names = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
  let d = from
  for (let c = 0; c < n;) {
    d = new Date(Date.parse(d) + 86400000).toISOString().slice(0, 10)
    const day = cal.get(d)
    const w = names[new Date(d).getUTCDay()]
    if (unit === 'working' && !day?.working) steps.push({ date: d, count: c, kind: day?.kind === 'holiday' ? 'holiday' : 'rest', zh: `${w}${day?.kind === 'holiday' ? `，${day.name}放假，不计` : '休息，不计'}`, en: 'not counted' })
    else steps.push({ date: d, count: ++c, kind: day?.kind === 'makeup' ? 'makeup' : 'counted', zh: `${w}，第${c}${unit === 'working' ? '个工作日' : '日'}`, en: `day ${c}` })
  }
  steps.push({ date: d, count: n, kind: 'due', zh: '期限届满，当日24时前均为按期', en: 'the last day; in time until 24:00' })
  return { due: d, provisional: d > '2027', trace: steps }
}
const policyLines = (() => {
  const all = Object.values(files).flatMap((f) => f.allowed_acts)
  const seen = new Map(all.map((a) => [a.name, a]))
  return [...seen.values()].map((a, i) => ({ kind: a.name.split('.')[0], act: a.name.split('.')[1], title: a.title, english: a.english, article: a.article, roles: i % 3 ? ['officer'] : ['leader', 'head'], bar: i % 3 ? [] : ['officer', 'drafter'], note: i % 3 ? '' : '承办人、拟稿人除外', line: i + 5 }))
})()
const powers = ['view.cases', 'view.tasks_all', 'view.board', 'view.report', 'view.people', 'view.policy', 'view.audit', 'view.rules', 'view.calendar', 'case.backfill', 'file.upload', 'inspection.assign', 'inspection.arrive', 'inspection.record', 'inspection.dispose', 'campaign.draft', 'rectification.reinspect', 'party.register', 'party.amend', 'person.add', 'person.grant', 'person.end_grant', 'person.certify', 'person.leave', 'calendar.import', 'case.note', 'case.acknowledge']

function answer(method, path, q, body, state) {
  const seg = path.split('/').filter(Boolean).map(decodeURIComponent)
  const page = (items) => ({ items, total: items.length })
  if (path === '/session' && method === 'POST') return body?.password === 'wrong' ? [401, { code: 'not_signed_in', detail: '登录名或者密码不对。', detail_en: 'The login or the password is wrong.' }] : (state.in = true, [200, me()])
  if (path === '/session' && method === 'DELETE') return (state.in = false, [204])
  if (path === '/session') return state.in ? [200, me()] : [401, { code: 'not_signed_in', detail: '请登录。' }]
  if (!state.in) return [401, { code: 'not_signed_in', detail: '请登录。' }]
  if (method === 'POST' && seg.at(-2) === 'acts') {
    if (seg.at(-1) === 'inspection.assign' && body?.data?.basis === '错') return [422, { code: 'invalid_input', detail: '请补正', errors: [{ path: 'data.basis', message: '请写明检查依据' }, { path: 'data.items[0]', message: '检查事项不明' }] }]
    return [200, { case: seg[0] === 'cases' ? seg[1] : 'i1', reference: '', procedure: 'inspection', seq: 10, stage: 'x', stage_title: '', events: ['Done'], started: [{ id: 'publish', title: '检查结果公布期限', due: '2026-12-18' }], numbers: ['云民检通字〔2026〕第10号'], occurred_at: at(today), recorded_at: at(today) }]
  }
  switch (seg[0]) {
    case 'sessions': return [200, [{ id: 's1', current: true, created_at: at(today), last_seen_at: at(today), expires_at: at('2026-11-23'), address: '10.0.0.5', user_agent: 'Chrome/140 Windows' }, { id: 's2', current: false, created_at: at('2026-11-20'), last_seen_at: at('2026-11-21'), expires_at: at('2026-11-23'), address: '10.0.0.9', user_agent: 'Chrome/140 Android' }]]
    case 'cases': {
      if (!seg[1]) return [200, page(rows.filter((r) => (!q.get('q') || `${r.reference}${r.title}`.includes(q.get('q'))) && (!q.get('procedure') || r.procedure === q.get('procedure')) && (q.get('state') !== 'overdue' || r.clock_state === 'overdue') && (q.get('state') !== 'open' || !r.closed_on)))]
      const f = files[seg[1]] ?? (rows.find((r) => r.id === seg[1]) && { ...files.r1, case: { ...files.r1.case, ...rows.find((r) => r.id === seg[1]) } })
      if (!f) return [404, { code: 'not_found', detail: '没有这个案卷。', detail_en: 'There is no such file.' }]
      if (seg[2] === 'clocks') { const k = f.clocks.find((x) => x.id === seg[3]); return [200, { clock: k, status: k.status, basis: k.article, answer: { ...trace(k.from, k.term.n, k.term.unit), due: k.due, provisional: !!k.provisional } }] }
      if (seg[2] === 'events') return [200, f.timeline.map((e) => ({ case: seg[1], seq: e.seq, kind: e.kind, actor: e.system ? 'system' : 'p-li', recorded_by: 'p-li', occurred_at: e.occurred_at, recorded_at: e.recorded_at, data: { summary: e.summary }, prev: e.seq > 1 ? hash(e.seq + 99) : '', hash: hash(e.seq + 100) }))]
      if (seg[2] === 'files') return [200, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), 'image/png']
      return [200, f]
    }
    case 'files': return [200, { hash: hash(Date.now() % 9999), name: 'photo.jpg', type: 'image/jpeg', size: 1000 }]
    case 'tasks': return [200, page(tasks[q.get('scope') ?? 'mine'])]
    case 'board': return [200, board]
    case 'report': return [200, report(Number(q.get('year')))]
    case 'people': return seg[2] === 'account' ? [200, { login: 'x', password: '雨后-青松-3817' }] : [200, people]
    case 'policy': return [200, { roles: ['officer', 'section_head', 'leader', 'head', 'manager', 'clerk', 'reviewer', 'auditor', 'admin'].map((role, i) => ({ role, title: ['执法人员', '股室负责人', '负责人', '正职负责人', '督办管理', '窗口人员', '法制审核人员', '监督审计', '系统管理员'][i], english: role })), parts: { officer: ['承办人员', 'officer'], drafter: ['拟稿人', 'drafter'] }, lines: policyLines }]
    case 'parties':
      if (seg[1] === 'import') return [200, { rows: 12, ok: 10, created: 0, duplicates: 1, errors: [{ row: 7, field: 'uscc', message: '统一社会信用代码校验不通过' }] }]
      if (seg[1]) return [200, { ...parties.find((p) => p.id === seg[1]), agency: 'yunling', contact: '刘某', phone: '027-80000000', history: rows.slice(0, 2) }]
      return [200, page(parties.filter((p) => !q.get('q') || p.name.includes(q.get('q'))))]
    case 'violations': return [200, [{ id: 'FN-06', title: '公益性墓地对外销售', competent: 'bureau', article: '《殡葬管理条例》第十条', status: 'confirmed' }, { id: 'FN-21', title: '不执行政府指导价', competent: 'market', article: '《价格法》第三十九条', status: 'unconfirmed', valid_from: '2012-01-01' }]]
    case 'rules': return [200, rules.length ? rules : fallbackRules]
    case 'calendar':
      if (seg[1] === 'years') return [200, [2024, 2025, 2026].map((year) => ({ year, published: true })).concat({ year: 2027, published: false })]
      if (seg[1] === 'preview') return [200, { year: 2027, notice: { year: 2027, number: '', source: '', days: [] }, days: [], moves: [{ case: 'i2', reference: '云民检案〔2026〕12号', clock: 'publish', title: '检查结果公布期限', rule: 'IN-02', from: '2027-01-05', to: '2027-01-06', provisional: false, settled: true }] }]
      return [200, days(Number(seg[1]))]
    case 'clock': { const k = files.i2.clocks[0]; return [200, { rule: (rules.length ? rules : fallbackRules).find((r) => r.id === q.get('rule')), clock: { ...k, from: q.get('from') }, status: k.status, basis: k.article, answer: trace(q.get('from'), 20, 'working') }] }
  }
  return [404, { code: 'no_such_page', detail: `没有这个地址：${path}` }]
}
function me() {
  return { person: { id: 'p-li', name: '李建国', login: 'li.jianguo', section: '社会事务股', title: '四级主任科员' }, roles: [{ role: 'officer', title: '执法人员', english: 'Enforcement officer' }], agency, powers, counters: { mine: 4, team: 1, overdue: 1, due_soon: 2 }, must_change_password: false, today, version: '0.1.0', demo: true }
}

export function fake() {
  const states = new Map()
  const middleware = (req, res, next) => {
    const url = new URL(req.url, 'http://x')
    if (!url.pathname.startsWith('/api/v1')) {
      res.setHeader('Content-Security-Policy', process.env.YIFA_CSP ? "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" : '')
      return next()
    }
    const path = url.pathname.slice(7)
    const sid = /yifa=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ?? Math.random().toString(36).slice(2)
    if (!states.has(sid)) states.set(sid, { in: false })
    const state = states.get(sid)
    res.setHeader('Set-Cookie', `yifa=${sid}; Path=/; HttpOnly`)
    if (path === '/stream') { res.writeHead(200, { 'Content-Type': 'text/event-stream' }); res.write(': hello\n\n'); return undefined }
    const chunks = []
    req.on('data', (c) => chunks.push(c))
    req.on('end', () => {
      let body
      try { body = JSON.parse(Buffer.concat(chunks).toString()) } catch { /* a file */ }
      try {
        const [status, data, type] = answer(req.method, path, url.searchParams, body, state)
        res.writeHead(status, { 'Content-Type': type ?? (status >= 400 ? 'application/problem+json' : 'application/json') })
        res.end(data === undefined ? '' : type ? data : JSON.stringify(status >= 400 ? { status, title: '', type: '', ...data } : data))
      } catch (err) {
        res.writeHead(500, { 'Content-Type': 'application/problem+json' })
        res.end(JSON.stringify({ status: 500, code: 'fault', detail: String(err) }))
      }
    })
    return undefined
  }
  return { name: 'fake-api', configureServer: (s) => { s.middlewares.use(middleware) }, configurePreviewServer: (s) => { s.middlewares.use(middleware) } }
}
