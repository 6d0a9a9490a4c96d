// The names of what is coded in the domain, in Chinese and English. Titles of stages come with the cases; these
// serve filters and places where only the code is known. They mirror domain/*.go.

export type Pair = readonly [zh: string, en: string]

export const procedures: Record<string, Pair> = {
  campaign: ['专项检查', 'Campaign'], inspection: ['行政检查', 'Inspection'], rectification: ['责令改正', 'Rectification'],
  agency: ['机关', 'Authority'], person: ['人员', 'Person'], party: ['当事人', 'Party'], calendar: ['工作日历', 'Calendar'], rules: ['期限规则', 'Rules'], case: ['通用', 'Any file'],
}
export const cases = ['campaign', 'inspection', 'rectification'] as const

export const stages: Record<string, Pair> = {
  current: ['有效', 'Current'],
  draft: ['起草', 'Draft'], approved_scheme: ['已批准', 'Approved'], published: ['已公布', 'Published'], running: ['检查中', 'Running'], suspended: ['已暂停', 'Suspended'], campaign_closed: ['已办结', 'Closed'], campaign_cancelled: ['已取消', 'Cancelled'],
  assigned: ['待审批', 'Awaiting approval'], approved: ['已审批', 'Approved'], notified: ['已通知', 'Notified'], arrived: ['检查中', 'On the spot'], recorded: ['处理问题', 'Disposing of findings'], result_notified: ['已告知结果', 'Result notified'], inspection_closed: ['已办结', 'Closed'], refused: ['拒绝检查', 'Refused'], not_found: ['未找到', 'Not found'], cancelled: ['已取消', 'Cancelled'],
  order_drafted: ['拟稿', 'Drafted'], order_approved: ['待送达', 'To be served'], order_announced: ['公告送达中', 'Public notice running'], in_progress: ['整改中', 'In progress'], extension_asked: ['申请延期', 'Extension asked'], reported: ['待复查', 'Reported'], rect_overdue: ['逾期未报', 'Overdue'], reinspected: ['未通过复查', 'Not passed'], rect_closed: ['已办结', 'Closed'], rect_revoked: ['已撤销', 'Revoked'],
}
export const stagesOf: Record<string, string[]> = {
  campaign: ['draft', 'approved_scheme', 'published', 'running', 'suspended', 'campaign_closed', 'campaign_cancelled'],
  inspection: ['assigned', 'approved', 'notified', 'arrived', 'recorded', 'result_notified', 'inspection_closed', 'refused', 'not_found', 'cancelled'],
  rectification: ['order_drafted', 'order_approved', 'order_announced', 'in_progress', 'extension_asked', 'reported', 'rect_overdue', 'reinspected', 'rect_closed', 'rect_revoked'],
}
/** The article a stage rests on, shown with the stepper. */
export const stageArticles: Record<string, string> = {
  assigned: '行政处罚法第四十二条：执法人员不得少于两人', approved: '国办发〔2024〕54号：检查须经负责人批准', approved_scheme: '国办发〔2024〕54号：方案须经批准', published: '国办发〔2024〕54号：备案并公布后方可启动',
  arrived: '行政处罚法第五十五条：主动出示执法证件', recorded: '行政处罚法第五十五条：制作笔录', result_notified: '殡葬管理条例（2025）第四十九条：书面告知检查结果', inspection_closed: '国办发〔2018〕118号：公布检查结果',
  order_drafted: '行政处罚法第二十八条第一款：责令改正', order_approved: '行政处罚法第五十七条：拟办与审批分离', in_progress: '行政处罚法第六十一条：自送达起算', reported: '行政处罚法第四十二条：两人复查', rect_closed: '全部改正的办结',
}
export const categories: Record<string, Pair> = {
  urn_price: ['骨灰盒价格过高', 'Urn price too high'], sold_outside: ['对外销售村级公益性墓位', 'Village plots sold outside'], over_std_profit: ['超标准、超利润销售公益性墓位', 'Over-standard or over-profit plots'],
  finance: ['财务管理不规范', 'Irregular finance'], private: ['私人经营', 'Private operation'], other: ['其他', 'Other'],
}
/** The unit a category is usually counted in. */
export const categoryUnits: Record<string, string> = { sold_outside: '个墓位', over_std_profit: '个墓位', urn_price: '个', finance: '个', private: '个', other: '项' }
export const exits: Record<string, Pair> = {
  no_issue: ['不构成问题', 'No issue'], corrected: ['立查立改', 'Corrected on the spot'], order: ['责令限期改正', 'Order to correct'], case: ['建议立案', 'Case proposed'], referral: ['建议移送', 'Referral proposed'], price_matter: ['转市场监管部门', 'To the market regulator'],
}
export const sources: Record<string, Pair> = {
  campaign: ['专项检查', 'Campaign'], complaint: ['投诉举报', 'Complaint'], assigned: ['上级交办', 'Assigned from above'], data_alert: ['数据监测', 'Data alert'], request: ['申请', 'Request'], routine: ['日常检查', 'Routine'],
}
export const outcomes: Record<string, Pair> = {
  findings: ['发现问题', 'Findings'], no_issue: ['未发现问题', 'No issue'], refused: ['拒绝检查', 'Refused'], not_found: ['未找到', 'Not found'], cancelled: ['已取消', 'Cancelled'],
  passed: ['复查通过', 'Passed'], ordered_again: ['再次责令改正', 'Ordered again'], case_proposed: ['建议立案', 'Case proposed'], revoked: ['已撤销', 'Revoked'], closed: ['已办结', 'Closed'],
}
export const results: Record<string, Pair> = { passed: ['全部改正', 'Passed'], partial: ['部分改正', 'Partly corrected'], failed: ['未改正', 'Not corrected'] }
export const partyKinds: Record<string, Pair> = {
  funeral_home: ['殡仪馆', 'Funeral home'], cemetery: ['经营性公墓', 'Commercial cemetery'], village_cemetery: ['村级公益性墓地', 'Village public-benefit cemetery'], shop: ['殡葬用品店', 'Funeral goods shop'],
  association: ['社会团体', 'Association'], service_org: ['民办非企业单位', 'Social service organization'], foundation: ['基金会', 'Foundation'], person: ['自然人', 'Natural person'], other: ['其他', 'Other'],
}
export const evidenceKinds: Record<string, Pair> = {
  photo: ['照片', 'Photo'], video: ['视频', 'Video'], audio: ['录音', 'Audio'], document: ['书证', 'Document'], statement: ['询问笔录', 'Statement'], other: ['其他', 'Other'],
}
export const methods: Record<string, Pair> = {
  direct: ['直接送达', 'Direct'], leaving: ['留置送达', 'Leaving'], post: ['邮寄送达', 'Post'], electronic: ['电子送达', 'Electronic'], entrusted: ['委托送达', 'Entrusted'], notice: ['公告送达', 'Public notice'],
}
export const roles: Record<string, Pair> = {
  officer: ['执法人员', 'Enforcement officer'], section_head: ['股室负责人', 'Section head'], reviewer: ['法制审核人员', 'Legal reviewer'], host: ['听证主持人', 'Hearing host'], leader: ['负责人', 'Bureau leader'], head: ['正职负责人', 'Bureau head'],
  manager: ['督办管理', 'Manager'], clerk: ['窗口人员', 'Window clerk'], archivist: ['档案管理员', 'Archivist'], auditor: ['监督审计', 'Auditor'], admin: ['系统管理员', 'Administrator'], backfill: ['补录员', 'Backfiller'],
}
export const parts: Record<string, Pair> = {
  officer: ['承办人员', 'Officer'], drafter: ['拟稿人', 'Drafter'], approver: ['审批人', 'Approver'], reviewer: ['审核人', 'Reviewer'], host: ['听证主持人', 'Hearing host'], decider: ['决定人', 'Decider'],
}
export const campaignKinds: Record<string, Pair> = { special: ['专项检查', 'Special'], routine: ['日常检查', 'Routine'] }
export const effects: Record<string, Pair> = {
  none: ['提醒', 'Reminder only'], escalate: ['报告上级，职权不丧失', 'Escalates; the power stays'], overdue: ['当事人逾期，可进入下一步', 'Overdue; the next step may be taken'], lapse: ['权利或事项消灭', 'Falls away'], waive: ['视为放弃', 'Taken as waived'],
  deem_served: ['视为送达', 'Counts as served'], deem_accepted: ['视为受理', 'Counts as accepted'], measure_lapses: ['措施解除', 'The measure ends'], surcharge: ['开始加处罚款', 'Additional fine begins'], void: ['逾期无效，须重办', 'Void; to be done again'],
  block: ['不得进入下一步', 'Bars the next step'], allow: ['方可进入下一步', 'Allows the next step'], final: ['决定确定', 'Becomes final'], bar: ['职权消灭（时效）', 'The power is gone'], move: ['转列', 'Moves to another list'], remove: ['移出', 'Removed'], lead: ['形成线索', 'Opens a lead'],
}
export const boardCounts: Record<string, Pair> = {
  to_approve: ['待审批', 'To approve'], to_serve: ['待送达', 'To serve'], in_progress: ['整改中', 'In progress'], due_soon: ['三日内到期', 'Due in 3 days'], overdue: ['已逾期', 'Overdue'], to_reinspect: ['待复查', 'To re-inspect'], not_passed: ['未通过复查', 'Not passed'], closed_year: ['今年办结', 'Closed this year'],
}
export const ruleProcedures: Record<string, Pair> = {
  ...procedures, penalty: ['行政处罚', 'Penalty'], registration: ['社会组织登记', 'Registration'], service: ['送达', 'Service'], disclosure: ['公示', 'Disclosure'], review: ['审核', 'Review'], cleanup: ['清理', 'Clean-up'],
}
export const competents: Record<string, Pair> = {
  bureau: ['民政部门', 'Civil affairs'], market: ['市场监管', 'Market regulator'], planning: ['自然资源和规划', 'Planning'], health: ['卫生健康', 'Health'], police: ['公安', 'Police'], discipline: ['纪检监察', 'Discipline'], bank: ['人民银行', 'Central bank'], province: ['省级以上民政', 'Provincial civil affairs'], court: ['人民法院', 'Court'],
}

export function title(table: Record<string, Pair>, key: string | undefined, lang: 'zh' | 'en'): string {
  if (!key) return ''
  return table[key]?.[lang === 'en' ? 1 : 0] ?? key
}
export function options(table: Record<string, Pair>, lang: 'zh' | 'en', keys = Object.keys(table)) {
  return keys.map((value) => ({ value, label: title(table, value, lang) }))
}
