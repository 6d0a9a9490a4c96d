// The names of what is coded in the domain, in Chinese and English. Titles of stages come with the cases; these
// serve filters and places where only the code is known. They mirror domain/*.go.

export type Pair = readonly [zh: string, en: string]

export const procedures: Record<string, Pair> = {
  campaign: ['专项检查', 'Campaign'], inspection: ['行政检查', 'Inspection'], rectification: ['责令改正', 'Rectification'],
  penalty: ['行政处罚', 'Penalty'], legality: ['合法性审核', 'Legality review'], meeting: ['集体讨论', 'Meeting of the leaders'], referral: ['移送', 'Referral'],
  registration: ['社会组织登记', 'Registration'], annual_check: ['年度检查', 'Annual check'], listing: ['活动异常名录和失信名单', 'Lists of abnormal and dishonest bodies'], cleanup: ['僵尸社会组织清理', 'Clean-up of dormant bodies'], clearance: ['个案清理', 'Clearance of one body'], norms: ['处罚规范', 'Law of sanctions'],
  agency: ['机关', 'Authority'], person: ['人员', 'Person'], party: ['当事人', 'Party'], calendar: ['工作日历', 'Calendar'], rules: ['期限规则', 'Rules'], case: ['通用', 'Any file'],
}
export const cases = ['campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance'] as const

export const stages: Record<string, Pair> = {
  current: ['有效', 'Current'],
  draft: ['起草', 'Draft'], approved_scheme: ['已批准', 'Approved'], published: ['已公布', 'Published'], running: ['检查中', 'Running'], suspended: ['已暂停', 'Suspended'], campaign_closed: ['已办结', 'Closed'], campaign_cancelled: ['已取消', 'Cancelled'],
  assigned: ['待审批', 'Awaiting approval'], approved: ['已审批', 'Approved'], notified: ['已通知', 'Notified'], arrived: ['检查中', 'On the spot'], recorded: ['处理问题', 'Disposing of findings'], result_notified: ['已告知结果', 'Result notified'], inspection_closed: ['已办结', 'Closed'], refused: ['拒绝检查', 'Refused'], not_found: ['未找到', 'Not found'], cancelled: ['已取消', 'Cancelled'],
  order_drafted: ['拟稿', 'Drafted'], order_approved: ['待送达', 'To be served'], order_announced: ['公告送达中', 'Public notice running'], in_progress: ['整改中', 'In progress'], extension_asked: ['申请延期', 'Extension asked'], reported: ['待复查', 'Reported'], rect_overdue: ['逾期未报', 'Overdue'], reinspected: ['未通过复查', 'Not passed'], rect_closed: ['已办结', 'Closed'], rect_revoked: ['已撤销', 'Revoked'],
  clue: ['线索核查', 'Clue'], not_filed: ['不予立案', 'Not filed'], moved: ['已移送', 'Passed on'], filed: ['调查取证', 'Inquiry'], pen_suspended: ['中止调查', 'Suspended'], reported_out: ['调查终结', 'Inquiry reported'], examining: ['审核中', 'Under examination'],
  disputed: ['意见分歧，待集体讨论', 'Disputed'], examined: ['待告知', 'To be noticed'], noticed: ['已告知', 'Noticed'], hearing_set: ['听证程序', 'Hearing'], heard: ['已听证', 'Heard'], post_notice: ['待提请决定', 'Notice completed'], legal_review: ['法制审核中', 'Legality review'],
  to_discuss: ['待集体讨论', 'To be discussed'], to_decide: ['待决定', 'To be decided'], decided: ['待送达', 'Decided, to be served'], served: ['履行中', 'To be performed'], instalment: ['延期、分期缴纳', 'Instalments'], pay_overdue: ['逾期未履行', 'Payment overdue'], demanded: ['已催告', 'Demanded'],
  in_court: ['申请法院执行', 'In court'], performed: ['待结案', 'To be concluded'], with_police: ['公安机关办理中', 'With the police'], concluded: ['待归档', 'Concluded'], archived: ['已归档', 'Archived'],
  joined: ['已并案', 'Joined'],
  ref_verifying: ['专案组核实', 'Verifying'], ref_proposed: ['待批准', 'Awaiting approval'], ref_approved: ['待送出', 'To be handed over'], ref_sent: ['待签收', 'Sent'], ref_supplement: ['补充材料', 'Supplement asked'], ref_received: ['待答复', 'Received'], ref_refused: ['不予立案', 'Refused'], ref_reviewing: ['复议中', 'Reconsidered'], ref_supervised: ['立案监督中', 'Supervised'], ref_opened: ['对方已受理', 'Taken up'], ref_incoming: ['来件待处理', 'Incoming'], ref_closed: ['已办结', 'Closed'],
  review_submitted: ['待受理', 'Submitted'], review_returned: ['退回补充', 'Returned as incomplete'], under_review: ['审核中', 'Under review'], review_opined: ['待修改', 'To be changed'], review_passed: ['审核通过', 'Found lawful'], paper_adopted: ['讨论通过', 'Adopted'],
  paper_signed: ['已签署', 'Signed'], paper_numbered: ['已编号', 'Numbered'], paper_published: ['已公布', 'Published'], paper_filed: ['已备案', 'Filed'], paper_in_force: ['施行中', 'In force'], paper_expired: ['已失效', 'Expired'], paper_repealed: ['已废止', 'Repealed'], paper_rejected: ['讨论未通过', 'Not adopted'],
  review_concluded: ['已办结', 'Concluded'], review_withdrawn: ['已撤回', 'Withdrawn'],
  meeting_convened: ['已召集', 'Convened'], meeting_held: ['待签字', 'Held, to be signed'], meeting_closed: ['已办结', 'Closed'], meeting_cancelled: ['已取消', 'Cancelled'],
  reg_draft: ['拟申请', 'Drafted'], reg_noticed: ['已签事先告知书', 'Prior notice signed'], reg_named: ['名称已预登记', 'Name reserved'], reg_liquidating: ['清算中', 'Liquidating'], reg_liquidated: ['清算结束', 'Liquidated'], reg_received: ['已收件', 'Received'], reg_deficient: ['待补正', 'To be supplemented'],
  reg_accepted: ['已受理', 'Accepted'], reg_review: ['审查中', 'Under review'], reg_paused: ['暂停计时', 'Paused'], reg_legal: ['法制审核', 'Legality review'], reg_discuss: ['待集体讨论', 'To be discussed'], reg_to_decide: ['待决定', 'To be decided'], reg_granted: ['准予登记', 'Granted'],
  reg_certified: ['已制证', 'Certified'], reg_refused: ['不予登记', 'Refused'], reg_closed: ['已办结', 'Closed'], reg_rejected: ['不予受理', 'Rejected'], reg_withdrawn: ['已撤回', 'Withdrawn'], reg_lapsed: ['已退件', 'Lapsed'],
  check_open: ['待报送', 'Report awaited'], check_unit: ['业务主管单位初审', 'With the unit'], check_review: ['审查中', 'Under review'], check_asked: ['待补充、说明', 'More asked for'], check_to_decide: ['待负责人审定', 'For the leader'], check_to_publish: ['待公布', 'To be published'], check_to_serve: ['待送达', 'To be served'],
  check_rectify: ['限期整改', 'To be rectified'], check_missed: ['逾期未报送', 'Missed'], check_closed: ['已办结', 'Closed'], check_out: ['不参加本年度', 'Stays out'],
  list_candidate: ['线索待核实', 'Candidate'], list_noticed: ['待送达告知书', 'Notice to be served'], list_reply: ['陈述申辩期间', 'Time to reply'], list_answer: ['陈述申辩待复核', 'Reply to be answered'], list_to_decide: ['待决定', 'To be decided'], list_listed: ['已列入', 'Listed'],
  list_removal: ['已申请移出', 'Removal asked for'], list_verified: ['待移出', 'To be removed'], list_removed: ['已移出', 'Removed'], list_dropped: ['不予列入', 'Dropped'], list_joined: ['原列入期间重新起算', 'Earlier entry restarted'], list_entry_void: ['列入有误已更正', 'Entry corrected'],
  // clean-ups
  cl_preparing: ['拟定方案', 'Preparing'], cl_approved: ['待筛查', 'To be screened'], cl_screening: ['筛查中', 'Screening'], cl_verifying: ['逐户核查', 'Verifying'], cl_announced: ['已公告', 'Announced'], cl_handling: ['分类处置', 'Handling'], cl_closing: ['收尾', 'Closing'], cl_reported: ['已总结', 'Reported'], cl_paused: ['已暂停', 'Paused'], cl_cancelled: ['已取消', 'Cancelled'],
  clr_suspect: ['待核查', 'Suspect'], clr_contacting: ['信函联系中', 'Contacting'], clr_lost: ['两次信函未签收', 'Letters unsigned'], clr_confirmed: ['已核实', 'Confirmed'], clr_proposed: ['待决定处置', 'Proposed'], clr_ordered: ['整改通知待送达', 'Order to be served'], clr_rectifying: ['整改中', 'Rectifying'], clr_overdue: ['逾期未整改', 'Overdue'],
  clr_reported: ['整改待复核', 'Reported'], clr_deregistering: ['注销办理中', 'Deregistering'], clr_case: ['立案办理中', 'Case open'], clr_liquidation: ['已撤销，待清算注销', 'Revoked, to be liquidated'], clr_settled: ['待销号', 'Settled'], clr_closed: ['已销号', 'Closed'],
}
export const stagesOf: Record<string, string[]> = {
  annual_check: ['check_open', 'check_unit', 'check_review', 'check_asked', 'check_to_decide', 'check_to_publish', 'check_to_serve', 'check_rectify', 'check_missed', 'check_closed', 'check_out'],
  listing: ['list_candidate', 'list_noticed', 'list_reply', 'list_answer', 'list_to_decide', 'list_listed', 'list_removal', 'list_verified', 'list_removed', 'list_dropped', 'list_joined', 'list_entry_void'],
  cleanup: ['cl_preparing', 'cl_approved', 'cl_screening', 'cl_verifying', 'cl_announced', 'cl_handling', 'cl_closing', 'cl_paused', 'cl_reported', 'cl_cancelled'],
  clearance: ['clr_suspect', 'clr_contacting', 'clr_lost', 'clr_confirmed', 'clr_proposed', 'clr_ordered', 'clr_rectifying', 'clr_overdue', 'clr_reported', 'clr_deregistering', 'clr_case', 'clr_liquidation', 'clr_settled', 'clr_closed'],
  registration: ['reg_draft', 'reg_noticed', 'reg_named', 'reg_liquidating', 'reg_liquidated', 'reg_received', 'reg_deficient', 'reg_accepted', 'reg_review', 'reg_paused', 'reg_legal', 'reg_discuss', 'reg_to_decide', 'reg_granted', 'reg_certified', 'reg_refused', 'reg_closed', 'reg_rejected', 'reg_withdrawn', 'reg_lapsed'],
  legality: ['review_submitted', 'review_returned', 'under_review', 'review_opined', 'review_passed', 'paper_adopted', 'paper_signed', 'paper_numbered', 'paper_published', 'paper_filed', 'paper_in_force', 'paper_expired', 'paper_repealed', 'paper_rejected', 'review_concluded', 'review_withdrawn'],
  referral: ['ref_verifying', 'ref_proposed', 'ref_approved', 'ref_sent', 'ref_supplement', 'ref_received', 'ref_refused', 'ref_reviewing', 'ref_supervised', 'ref_opened', 'ref_incoming', 'ref_closed'],
  meeting: ['meeting_convened', 'meeting_held', 'meeting_closed', 'meeting_cancelled'],
  campaign: ['draft', 'approved_scheme', 'published', 'running', 'suspended', 'campaign_closed', 'campaign_cancelled'],
  inspection: ['assigned', 'approved', 'notified', 'arrived', 'recorded', 'result_notified', 'inspection_closed', 'refused', 'not_found', 'cancelled'],
  rectification: ['order_drafted', 'order_approved', 'order_announced', 'in_progress', 'extension_asked', 'reported', 'rect_overdue', 'reinspected', 'rect_closed', 'rect_revoked'],
  penalty: ['clue', 'filed', 'pen_suspended', 'reported_out', 'examining', 'disputed', 'examined', 'noticed', 'hearing_set', 'heard', 'post_notice', 'legal_review', 'to_discuss', 'to_decide', 'decided', 'served', 'instalment', 'pay_overdue', 'demanded', 'in_court', 'performed', 'with_police', 'concluded', 'archived', 'not_filed', 'moved'],
}
/** The article a stage rests on, shown with the stepper. */
export const stageArticles: Record<string, string> = {
  assigned: '行政处罚法第四十二条：执法人员不得少于两人', approved: '国办发〔2024〕54号：检查须经负责人批准', approved_scheme: '国办发〔2024〕54号：方案须经批准', published: '国办发〔2024〕54号：备案并公布后方可启动',
  arrived: '行政处罚法第五十五条：主动出示执法证件', recorded: '行政处罚法第五十五条：制作笔录', result_notified: '殡葬管理条例（2025）第四十九条：书面告知检查结果', inspection_closed: '国办发〔2018〕118号：公布检查结果',
  order_drafted: '行政处罚法第二十八条第一款：责令改正', order_approved: '行政处罚法第五十七条：拟办与审批分离', in_progress: '行政处罚法第六十一条：自送达起算', reported: '行政处罚法第四十二条：两人复查', rect_closed: '全部改正的办结',
  clue: '行政处罚法第五十四条：符合立案标准的及时立案', filed: '行政处罚法第五十四条、第五十五条：全面、客观、公正地调查', reported_out: '行政处罚法第五十七条：调查终结', examined: '行政处罚法第五十七条、第五十八条：审核通过后告知', noticed: '行政处罚法第四十四条、第六十三条：事先告知、听证告知', post_notice: '行政处罚法第四十五条：复核陈述申辩',
  to_decide: '行政处罚法第五十七条：负责人决定', decided: '行政处罚法第六十一条：七个工作日内送达', served: '行政处罚法第六十六条、第六十七条：十五日内缴纳', performed: '履行、处理完毕的结案', concluded: '行政处罚法第四十七条：归档保存', archived: '行政处罚法第四十七条：归档保存',
  cl_verifying: '民发〔2021〕63号：逐户核查，不搞一刀切', cl_announced: '三项制度：公告前经法制审核', clr_suspect: '民发〔2021〕63号：两人核查', clr_settled: '民发〔2021〕63号：处置与销号分开',
  reg_received: '行政许可法第三十二条：五个工作日内一次性告知，逾期即为受理', reg_accepted: '行政许可法第三十二条：材料齐全的应当受理', reg_review: '行政许可法第三十四条：两名以上工作人员核查', reg_to_decide: '行政许可法第三十八条：书面决定', reg_granted: '行政许可法第三十八条：准予的，说明依据', reg_certified: '行政许可法第四十四条：十个工作日内颁发、送达', reg_closed: '行政许可法第四十条：准予的，予以公开',
}
Object.assign(stageArticles, {
  check_open: '社会团体年度检查办法第六条：3月31日前报业务主管单位，5月31日前报登记机关', check_unit: '社会团体年度检查办法第七条：业务主管单位初审', check_review: '社会团体年度检查办法第八条至第十二条', check_to_decide: '社会团体年度检查办法第九条至第十二条', check_to_publish: '社会团体年度检查办法第七条：9月30日前作出结论并公布', check_to_serve: '民事诉讼法第八十七条至第九十五条：送达', check_rectify: '社会团体年度检查办法第十四条：送达之日起算',
  list_noticed: '民政部令第60号：列入前事先告知', list_reply: '民政部令第60号：陈述、申辩', list_to_decide: '民政部令第60号：作出列入决定', list_listed: '民政部令第60号：公布并录入信用信息',
})
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
  not_filed: ['不予立案', 'Not filed'], moved: ['已移送', 'Passed on'], penalty: ['给予处罚', 'Penalty'], no_penalty: ['不予处罚', 'No penalty'], not_established: ['违法事实不能成立', 'Not established'], transfer: ['移送', 'Transferred'], transferred: ['移送', 'Transferred'], ban: ['予以取缔', 'Banned'],
  answered: ['已答复', 'Answered'], taken_up: ['已受理', 'Taken up'], declined: ['未受理', 'Declined'], not_approved: ['未批准', 'Not approved'], returned: ['退回', 'Returned'], joined: ['并入他案', 'Joined to another'], lawful: ['合法', 'Lawful'], modify: ['修改', 'To be changed'], return_procedure: ['补正程序', 'Procedure to be made up'], unlawful: ['不合法', 'Unlawful'],
  filed: ['已备案', 'Filed'], published: ['已公布', 'Published'], expired: ['有效期届满', 'Expired'], rejected: ['讨论未通过', 'Rejected'], repealed: ['已废止', 'Repealed'], withdrawn: ['撤回送审', 'Withdrawn'],
  performed: ['履行完毕', 'Performed'], court_ended: ['法院终结执行', 'Ended by the court'], terminated: ['终止', 'Terminated'], dissolved: ['劝散', 'Dissolved'],
  pass: ['同意', 'Pass'], pass_with_changes: ['修改后同意', 'Pass with changes'], supplement: ['补充调查', 'Supplement'], reject: ['不同意', 'Reject'], not_competent: ['不属于本机关管辖', 'Not competent'], refer_criminal: ['移送公安机关', 'Refer to the police'],
  granted: ['准予登记', 'Granted'], annulled: ['登记已撤销', 'Annulled'], 'registration.refused': ['不予登记', 'Refused'], 'registration.rejected': ['不予受理', 'Rejected'], 'registration.withdrawn': ['申请人撤回', 'Withdrawn'], name_expired: ['名称预登记期满', 'The reserved name ran out'], not_supplemented: ['逾期未补正，退件', 'Not supplemented'], promise_broken: ['承诺未兑现，退件', 'A promise was not kept'],
  'annual_check.passed': ['合格', 'Passed'], 'annual_check.fair': ['基本合格', 'Fair'], 'annual_check.failed': ['不合格', 'Failed'], 'annual_check.missed': ['未参加年检', 'Missed'], 'annual_check.exempt': ['不参加本年度年检', 'Stays out'], 'annual_check.filed': ['已报送', 'Reported'],
  reachable: ['能够联系，不予列入', 'It can be reached'], dropped: ['不予列入', 'Not listed'], not_at_fault: ['无过错，不予列入', 'Not at fault'], restarted: ['原列入期间重新起算', 'The earlier period began again'],
  'listing.complied': ['履行义务，移出', 'Duty met, removed'], 'listing.expired': ['期满移出', 'Removed at the end'], 'listing.error': ['列入有误，更正', 'Wrong entry corrected'], 'listing.ended': ['组织终止，列入终止', 'Ended with the organization'],
  cleared: ['核实后移出', 'Cleared'], revived: ['整改激活', 'Revived'], deregistered: ['已注销', 'Deregistered'], 'clearance.revoked': ['已撤销（吊销）', 'Revoked'], penalized: ['已处罚', 'Penalized'], merged: ['已合并', 'Merged'], 'clearance.terminated': ['已终止', 'Terminated'], banned: ['已取缔', 'Banned'], 'clearance.dissolved': ['已劝散', 'Dissolved'], 'clearance.transferred': ['已移送', 'Transferred'], 'cleanup.reported': ['已总结', 'Reported'],
}
export const results: Record<string, Pair> = { passed: ['全部改正', 'Passed'], partial: ['部分改正', 'Partly corrected'], failed: ['未改正', 'Not corrected'] }
export const partyKinds: Record<string, Pair> = {
  funeral_home: ['殡仪馆', 'Funeral home'], cemetery: ['经营性公墓', 'Commercial cemetery'], village_cemetery: ['村级公益性墓地', 'Village public-benefit cemetery'], shop: ['殡葬用品店', 'Funeral goods shop'],
  association: ['社会团体', 'Association'], service_org: ['社会服务机构', 'Social service organization'], foundation: ['基金会', 'Foundation'], person: ['自然人', 'Natural person'], unregistered: ['涉嫌非法社会组织', 'Suspected unregistered body'], other: ['其他', 'Other'],
}
export const evidenceKinds: Record<string, Pair> = {
  photo: ['照片', 'Photo'], video: ['视频', 'Video'], audio: ['录音', 'Audio'], document: ['书证', 'Document'], statement: ['询问笔录', 'Statement'], other: ['其他', 'Other'],
}
export const methods: Record<string, Pair> = {
  direct: ['直接送达', 'Direct'], leaving: ['留置送达', 'Leaving'], post: ['邮寄送达', 'Post'], electronic: ['电子送达', 'Electronic'], entrusted: ['委托送达', 'Entrusted'], notice: ['公告送达', 'Public notice'],
}
export const roles: Record<string, Pair> = {
  officer: ['执法人员', 'Enforcement officer'], section_head: ['股室负责人', 'Section head'], reviewer: ['法制审核人员', 'Legal reviewer'], host: ['听证主持人', 'Hearing host'], leader: ['负责人', 'Bureau leader'], head: ['正职负责人', 'Bureau head'],
  manager: ['督办管理', 'Manager'], clerk: ['窗口人员', 'Window clerk'], archivist: ['档案管理员', 'Archivist'], auditor: ['监督审计', 'Auditor'], admin: ['系统管理员', 'Administrator'], backfill: ['补录员', 'Backfiller'], finance: ['财务人员', 'Cashier'], applicant: ['申请人', 'Applicant'],
}
export const parts: Record<string, Pair> = {
  officer: ['承办人员', 'Officer'], drafter: ['拟稿人', 'Drafter'], approver: ['审批人', 'Approver'], reviewer: ['审核人', 'Reviewer'], host: ['听证主持人', 'Hearing host'], decider: ['决定人', 'Decider'],
  recorder: ['听证记录人', 'Hearing recorder'], task_force: ['移送专案组', 'Referral team'], recused: ['已决定回避', 'Recused'], archivist: ['归档人', 'Archivist'], cashier: ['收缴登记人', 'Cashier'], discussant: ['参加集体讨论', 'Discussant'],
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
  ...procedures, registration: ['社会组织登记', 'Registration'], service: ['送达', 'Service'], disclosure: ['公示', 'Disclosure'], review: ['审核', 'Review'], cleanup: ['清理', 'Clean-up'],
}
export const competents: Record<string, Pair> = {
  construction: ['住房和城乡建设', 'Construction'], forestry: ['林业', 'Forestry'], internet: ['网信、电信', 'Internet and telecom'], province: ['省级以上民政部门', 'Provincial civil affairs'], court: ['人民法院', 'Court'], tax: ['税务', 'Tax'], other: ['其他主管部门', 'Another authority'],
  bureau: ['民政部门', 'Civil affairs'], market: ['市场监管', 'Market regulator'], planning: ['自然资源和规划', 'Planning'], health: ['卫生健康', 'Health'], police: ['公安', 'Police'], discipline: ['纪检监察', 'Discipline'], bank: ['人民银行', 'Central bank'],
}


// --- penalty cases

export const tracks: Record<string, Pair> = { general: ['普通程序', 'General procedure'], simple: ['简易程序（当场处罚）', 'On the spot'], ban: ['取缔程序', 'Ban'] }
export const regimes: Record<string, Pair> = { SOCIAL_ORG_68: ['社会组织（民政部令第68号）', 'Social organizations (order 68)'], GENERAL_APL: ['一般（行政处罚法）', 'General (penalty law)'], BAN_77: ['取缔非法社会组织', 'Ban of unregistered bodies'] }
export const clueSources: Record<string, Pair> = {
  inspection: ['检查发现', 'Inspection'], report: ['投诉举报', 'Report or complaint'], transfer: ['其他机关移送', 'Transfer'], superior: ['上级交办', 'Superior'], annual_check: ['年度检查', 'Annual check'], media: ['媒体反映', 'Media'],
  police: ['公安机关移送', 'Police'], procuratorate: ['检察建议', 'Procuratorate'], rectification: ['逾期未改正', 'Not corrected'], other: ['其他', 'Other'],
}
export const advices: Record<string, Pair> = { file: ['建议立案', 'File'], not_file: ['建议不予立案', 'Do not file'], move: ['建议移送其他机关', 'Pass it on'] }
export const verdicts: Record<string, Pair> = {
  penalty: ['给予行政处罚', 'Penalty'], no_penalty: ['不予行政处罚', 'No penalty'], not_established: ['违法事实不能成立', 'Not established'], transfer: ['移送司法机关或者其他机关', 'Transfer'], ban: ['予以取缔', 'Ban'],
}
export const sanctionKinds: Record<string, Pair> = {
  warning: ['警告', 'Warning'], criticism: ['通报批评', 'Public criticism'], fine: ['罚款', 'Fine'], confiscate_gains: ['没收违法所得', 'Confiscation of gains'], confiscate_goods: ['没收非法财物', 'Confiscation of property'], stop_activity: ['限期停止活动', 'Suspension of activities'],
  replace_managers: ['责令撤换直接负责的主管人员', 'Replacement of managers'], revoke_certificate: ['吊销登记证书', 'Revocation of the certificate'], cancel_registration: ['撤销登记', 'Cancellation of the registration'], close: ['责令关闭', 'Closure'], stop_business: ['责令停产停业', 'Suspension of business'],
  bar_person: ['限制从业', 'Occupational ban'], ban: ['取缔', 'Ban'],
}
export const amendReasons: Record<string, Pair> = {
  review: ['审核意见', 'Review'], discussion: ['集体讨论意见', 'Discussion'], defence: ['陈述申辩', 'Defence'], hearing: ['听证', 'Hearing'], new_facts: ['新事实', 'New facts'], correction: ['更正', 'Correction'],
}
export const reviewKinds: Record<string, Pair> = { examination: ['案件审核（告知前）', 'Examination'], legality: ['法制审核', 'Legality review'] }
export const reviewOpinions: Record<string, Pair> = {
  PASS: ['同意', 'Pass'], PASS_WITH_CHANGES: ['修改后同意', 'Pass with changes'], SUPPLEMENT: ['补充调查', 'Supplement'], REJECT: ['不同意', 'Reject'], NOT_COMPETENT: ['不属于本机关管辖', 'Not competent'], REFER_CRIMINAL: ['涉嫌犯罪，移送公安机关', 'Refer to the police'],
}
export const paperOpinions: Record<string, Pair> = {
  LAWFUL: ['合法，可以提请审议', 'Lawful'], MODIFY: ['个别条款不合法，逐条修改', 'To be changed'], RETURN_PROCEDURE: ['程序缺失，补正程序', 'Procedure to be made up'], UNLAWFUL: ['无权制定或者主要内容违法，不得制定', 'Unlawful'],
}
export const reviewObjects: Record<string, Pair> = {
  penalty: ['行政处罚案件', 'Penalty case'], normative: ['行政规范性文件', 'Normative document'], contract: ['合同', 'Contract'], decision: ['重大行政决策', 'Major decision'], fair_competition: ['公平竞争审查', 'Fair-competition review'],
}
export const fairExceptions: Record<string, Pair> = { security: ['维护国家安全', 'National security'], science: ['促进科技进步', 'Science and technology'], public_interest: ['实现节能环保、救灾等公共利益', 'Public interest'], law: ['法律、行政法规规定', 'Provided by law'] }
export const votes: Record<string, Pair> = { agree: ['同意', 'For'], oppose: ['反对', 'Against'], abstain: ['弃权', 'Abstains'] }
/** What the review of a penalty case must speak of, by key (domain/legality.go). */
export const reviewItems: Record<string, Pair> = {
  authority: ['执法主体是否合法', 'Authority'], officers: ['执法人员是否具备执法资格', 'Officers’ qualification'], jurisdiction: ['是否有管辖权，是否超越职权', 'Jurisdiction'], facts: ['事实是否清楚，证据是否合法充分', 'Facts and evidence'], law: ['适用法律、法规、规章是否准确', 'Law applied'],
  discretion: ['裁量是否适当', 'Discretion'], procedure: ['程序是否合法', 'Procedure'], form: ['执法文书是否完备、规范', 'Form of the instruments'], crime: ['是否有涉嫌犯罪应当移送的情形', 'Suspected crime to be referred'],
}
export const resolutions: Record<string, Pair> = {
  agree: ['同意', 'Agreed'], change: ['变更处理意见', 'Change'], inquire: ['补充调查', 'Inquire further'], extend: ['延长办案期限', 'Extend'], defer: ['暂缓', 'Deferred'], reject: ['不同意', 'Rejected'],
}
/** On the opinion of those who reviewed an application. */
export const regResolutions: Record<string, Pair> = {
  agree: ['同意审查意见', 'The opinion is agreed to'], inquire: ['补充审查', 'Review further'], defer: ['暂缓', 'Deferred'], reject: ['不同意审查意见', 'The opinion is not agreed to'],
}
export const publicityStates: Record<string, Pair> = {
  due: ['待公示', 'Due'], redacted: ['待审批公示', 'Prepared'], published: ['已公示', 'Published'], withheld: ['不予公示', 'Withheld'], repaired: ['已信用修复', 'Repaired'], corrected: ['已更正', 'Corrected'], withdrawn: ['已撤回', 'Withdrawn'], expired: ['公示期满', 'Expired'],
}
export const referTargets: Record<string, Pair> = { ...competents, police: ['公安机关', 'Police'], discipline: ['纪检监察机关', 'Discipline supervision'], justice: ['司法行政', 'Justice'], region: ['其他地区民政部门', 'Civil affairs elsewhere'], procuratorate: ['人民检察院', 'Procuratorate'] }
export const referStates: Record<string, Pair> = {
  pending: ['待送出', 'Pending'], sent: ['已送出', 'Sent'], received: ['已签收', 'Received'], accepted: ['已受理、立案', 'Accepted'], refused: ['不予受理', 'Refused'], returned: ['退回', 'Returned'], closed: ['已办结', 'Closed'],
}
export const remedyKinds: Record<string, Pair> = { reconsideration: ['行政复议', 'Reconsideration'], lawsuit: ['行政诉讼', 'Lawsuit'], appeal: ['上诉', 'Appeal'] }
export const remedyResults: Record<string, Pair> = {
  upheld: ['维持', 'Upheld'], varied: ['变更', 'Varied'], annulled: ['撤销', 'Annulled'], unlawful: ['确认违法', 'Found unlawful'], withdrawn: ['撤回', 'Withdrawn'], rejected: ['驳回', 'Rejected'],
}
export const rulings: Record<string, Pair> = { accepted: ['已受理', 'Accepted'], not_accepted: ['不予受理', 'Not accepted'], allowed: ['准予执行', 'Allowed'], refused: ['不准予执行', 'Refused'], objected: ['已提出异议', 'Objected'], ended: ['终结执行', 'Ended'] }
export const ledgerKinds: Record<string, Pair> = {
  charge: ['决定应缴', 'Charged'], reversal: ['撤销后冲销', 'Reversed'], payment: ['银行缴款', 'Paid at the bank'], cash: ['当场收缴', 'Collected on the spot'], cancel: ['更正误登', 'Entry corrected'], surcharge: ['加处罚款', 'Additional fine'], waiver: ['减免加处罚款', 'Additional fine waived'],
  overpaid: ['多缴，转应退', 'Overpaid'], restore: ['应退转回欠缴', 'Set against the debt'], refund: ['退还', 'Refunded'], hand_in: ['当场收缴款交回机关', 'Handed in'], bank_in: ['当场收缴款缴付银行', 'Banked'], proceeds: ['没收财物变价', 'Proceeds of goods'],
}
export const ledgerAccounts: Record<string, Pair> = {
  fine: ['罚款', 'Fine'], gains: ['没收违法所得', 'Confiscated gains'], surcharge: ['加处罚款', 'Additional fine'], goods: ['没收财物变价款', 'Proceeds of goods'], 'owed.fine': ['欠缴罚款', 'Fine owed'], 'owed.gains': ['欠缴违法所得', 'Gains owed'], 'owed.surcharge': ['欠缴加处罚款', 'Additional fine owed'],
  bank: ['已缴入银行', 'At the bank'], cash: ['当场收缴，未交回', 'Cash not handed in'], office: ['已交回机关，未缴付银行', 'Cash not banked'], refundable: ['应退还当事人', 'To be refunded'],
}
export const suspendCauses: Record<string, Pair> = {
  ruling: ['须以其他案件结果为依据', 'Another ruling is needed'], question: ['法律问题请示', 'A question of law was referred'], force_majeure: ['不可抗力', 'Force majeure'], untraceable: ['当事人下落不明', 'The party cannot be found'], other: ['其他', 'Other'],
}
export const preservationOutcomes: Record<string, Pair> = {
  refused: ['未批准', 'Not approved'], returned: ['退还', 'Returned'], evidence: ['转为证据保管', 'Kept as evidence'], appraisal: ['送交鉴定', 'Sent for appraisal'], confiscate: ['没收', 'Confiscated'], transferred: ['移送', 'Transferred'], lapsed: ['逾期解除', 'Lapsed'],
}
/** The eight kinds of evidence (行政处罚法 46). */
export const evidenceClasses: Record<string, Pair> = {
  documentary: ['书证', 'Documentary evidence'], physical: ['物证', 'Physical evidence'], audiovisual: ['视听资料', 'Audiovisual material'], electronic: ['电子数据', 'Electronic data'], testimony: ['证人证言', 'Witness testimony'], statement: ['当事人的陈述', 'Statement of the party'], appraisal: ['鉴定意见', 'Expert opinion'], record: ['勘验笔录、现场笔录', 'Record of an inquest or on-site record'],
}
export const hearingEnds: Record<string, Pair> = { held: ['已举行', 'Held'], default: ['缺席或者退场，听证终止', 'Default'], withdrawn: ['撤回申请', 'Withdrawn'], refused: ['逾期申请，不予听证', 'Refused as late'], superseded: ['重新告知，不再举行', 'Superseded'] }
export const hearingStates: Record<string, Pair> = {
  late: ['逾期申请', 'Asked late'], asked: ['已申请', 'Asked'], appointed: ['待定时间', 'To be set'], set: ['已定，待通知', 'Set, to be told'], told: ['已通知', 'Told'], held: ['已举行', 'Held'], reported: ['已报告', 'Reported'], default: ['缺席，终止', 'Default'], withdrawn: ['已撤回', 'Withdrawn'], refused: ['不予听证', 'Refused'], superseded: ['已取代', 'Superseded'], stopped: ['已停止', 'Stopped'],
}
export const closedReasons: Record<string, Pair> = { state_secret: ['涉及国家秘密', 'State secrets'], trade_secret: ['涉及商业秘密', 'Trade secrets'], privacy: ['涉及个人隐私', 'Privacy'] }
export const lawComparisons: Record<string, Pair> = {
  same: ['新旧规定轻重相同', 'Both laws weigh the same'], lighter: ['新规定较轻', 'The newer law is lighter'], heavier: ['新规定较重', 'The newer law is heavier'], mixed: ['新旧规定互有轻重', 'Each is lighter in part'], unknown: ['依照其他法律处罚，无从比较', 'Not comparable here'], dropped: ['新规定不再处罚', 'No longer punished'],
}
/** The instruments that are served on the party, by type (domain/defence.go). */
export const servable = ['P-8', 'P-9', 'P-11', 'P-15', 'P-16', 'P-17', 'P-19', 'P-20', 'I-7', 'I-8', 'P-3', 'P-28', 'P-29', 'P-30', 'P-32n', 'P-33n']
export const visitForms: Record<string, Pair> = { inspection: ['现场检查', 'Inspection'], inquest: ['勘验', 'Inquest'] }
export const appraisalForms: Record<string, Pair> = { appraisal: ['鉴定', 'Appraisal'], testing: ['检测', 'Testing'], audit: ['审计', 'Audit'] }
export const recusalParts = ['officer', 'reviewer', 'host', 'recorder', 'decider']
export const terminateCauses: Record<string, Pair> = { deceased: ['公民死亡', 'The person died'], dissolved: ['组织终止且无承受人', 'The body ended without successor'] }
export const joinGroundsOf: Record<string, Pair> = { same_party: ['同一当事人', 'Same party'], same_act: ['同一违法行为', 'Same act'] }
export const jurisdictionResults: Record<string, Pair> = {
  agreed_ours: ['协商由本机关管辖', 'Agreed: ours'], agreed_theirs: ['协商由对方管辖', 'Agreed: theirs'], designated_ours: ['指定本机关管辖', 'Designated: ours'], designated_theirs: ['指定对方管辖', 'Designated: theirs'],
}
export const attendeeRoles: Record<string, Pair> = { party: ['当事人', 'Party'], agent: ['代理人', 'Agent'], third: ['第三人', 'Third person'], witness: ['证人', 'Witness'], appraiser: ['鉴定人', 'Expert'], interpreter: ['翻译', 'Interpreter'] }
export const speechRoles: Record<string, Pair> = { host: ['主持人', 'Host'], officer: ['案件调查人员', 'Officer'], party: ['当事人', 'Party'], agent: ['代理人', 'Agent'], third: ['第三人', 'Third person'], witness: ['证人', 'Witness'] }
export const speechParts: Record<string, Pair> = {
  opening: ['宣布开始', 'Opening'], case: ['提出事实、证据和处罚建议', 'The case is put'], defence: ['申辩', 'Defence'], examination: ['质证', 'Examination of evidence'], answer: ['询问答复', 'Questions and answers'], closing: ['最后陈述', 'Closing words'],
}
export const defaultHows: Record<string, Pair> = { absent: ['无正当理由拒不出席', 'Did not appear without good reason'], left: ['未经许可中途退出', 'Left without leave'] }
export const retentions: Record<string, Pair> = { '30y': ['30 年', '30 years'], permanent: ['永久', 'Permanent'] }

export const spotGrounds: Record<string, Pair> = { small: ['一百元以下罚款', 'A fine of up to 100 yuan'], hard: ['不当场收缴事后难以执行', 'Hard to collect later'], remote: ['边远、水上、交通不便地区且当事人提出', 'Remote, and the party asked'] }
export const courtRulings: Record<string, Pair> = { accepted: ['受理', 'Accepted'], not_accepted: ['不予受理', 'Not accepted'], allowed: ['准予执行', 'Allowed'], refused: ['不准予执行', 'Refused'], ended: ['执行终结', 'Ended'] }
export const endGrounds: Record<string, Pair> = { dead: ['公民死亡，无遗产可供执行', 'The person died without estate'], dissolved: ['组织终止，无财产可供执行', 'The body ended without property'], destroyed: ['执行标的灭失', 'The thing is lost'], window_passed: ['逾期不能申请法院执行', 'The time to apply has passed'], other: ['其他', 'Other'] }
export const goodsWays: Record<string, Pair> = { destroyed: ['销毁', 'Destroyed'], sold: ['公开拍卖', 'Sold by auction'], transferred: ['移交', 'Transferred'], returned: ['退还', 'Returned'] }
export const officialKinds: Record<string, Pair> = {
  none: ['不是公职人员', 'Not a public official'], organ: ['机关公职人员', 'Of an organ'], authorised: ['授权、受托组织人员', 'Of an authorised body'], enterprise: ['国有企业管理人员', 'Of a state enterprise'], institution: ['公办事业单位管理人员', 'Of a public institution'], village: ['基层群众性自治组织管理人员', 'Of a village or residents’ committee'], other: ['其他依法履行公职的人员', 'Other'],
}
export const referInTargets: Record<string, Pair> = { police: ['公安机关', 'Police'], procuratorate: ['检察院', 'Procuratorate'], discipline: ['纪检监察机关', 'Discipline supervision'], market: ['市场监管', 'Market regulator'], planning: ['自然资源和规划', 'Planning'], health: ['卫生健康', 'Health'], forestry: ['林业', 'Forestry'], bank: ['人民银行', 'Central bank'], justice: ['司法行政', 'Justice'], region: ['其他地区', 'Another region'], other: ['其他', 'Other'] }
export const sendWays: Record<string, Pair> = { hand: ['直接送交', 'By hand'], post: ['邮寄', 'Post'], exchange: ['机要交换', 'Confidential exchange'] }
export const policeKinds: Record<string, Pair> = { normal: ['一般', 'Ordinary'], verify: ['线索须核实', 'To be verified'], major: ['重大疑难复杂', 'Major or complex'] }
export const replyResults: Record<string, Pair> = { accepted: ['受理', 'Accepted'], refused: ['不予受理', 'Refused'], feedback: ['反馈办理结果', 'Result'] }
export const contestWays: Record<string, Pair> = { reconsideration: ['向原公安机关提请复议', 'Reconsideration by the police'], procuratorate: ['建议检察院立案监督', 'Supervision by the procuratorate'] }
export const criminalSteps: Record<string, Pair> = { not_prosecuted: ['不起诉', 'Not prosecuted'], examined: ['检察机关审查行政处罚', 'Procuratorate examines the penalty'], other: ['其他', 'Other'] }
export const criminalResults: Record<string, Pair> = { convicted: ['追究刑事责任', 'Convicted'], not_prosecuted: ['不起诉', 'Not prosecuted'], withdrawn: ['撤销案件', 'Withdrawn'], other: ['其他', 'Other'] }
export const referralSteps: Record<string, Pair> = {
  answered: ['已答复', 'Answered'], not_approved: ['未批准', 'Not approved'], returned: ['退回', 'Returned'], arrived: ['已收到', 'Arrived'], delivered: ['移交物品材料', 'Goods handed over'], forwarded: ['已转送', 'Forwarded'], incomplete: ['要求补充', 'Supplement asked'], misdirected: ['误投', 'Misdirected'], opened: ['决定立案', 'Case opened'], ordered: ['通知立案', 'Ordered to open'],
  received: ['已签收', 'Received'], refusal_upheld: ['维持不予立案', 'Refusal upheld'], refused: ['不予立案、不予受理', 'Refused'], sent: ['已送出', 'Sent'], supplemented: ['已补充', 'Supplemented'], taken_back: ['收回自行处理', 'Taken back'],
}

// --- registration

export const regKinds: Record<string, Pair> = { establish: ['成立登记', 'Establishment'], change: ['变更登记', 'Change'], deregister: ['注销登记', 'Deregistration'], charter: ['章程核准', 'Charter approval'], replace: ['证书补领', 'Replacement of the certificate'] }
export const regChannels: Record<string, Pair> = { window: ['窗口', 'Window'], online: ['网上', 'Online'], mobile: ['移动端', 'Mobile'], post: ['邮寄', 'Post'] }
export const regItems: Record<string, Pair> = {
  name: ['名称', 'Name'], address: ['住所', 'Address'], purpose: ['宗旨', 'Purpose'], scope: ['业务范围', 'Scope'], area: ['活动地域', 'Area'], legal_rep: ['法定代表人（负责人）', 'Legal representative'], capital: ['活动（开办）资金', 'Capital'], supervisor: ['业务主管单位', 'Supervising unit'],
}
export const materialStates: Record<string, Pair> = { missing: ['缺', 'Missing'], given: ['已收', 'Given'], flawed: ['须补正', 'To be put right'], promised: ['承诺补交', 'Promised'] }
export const regDeliveries: Record<string, Pair> = { collected: ['窗口领取', 'Collected'], mailed: ['邮寄', 'Mailed'], electronic: ['电子送达', 'Electronic'] }
export const regRejections: Record<string, Pair> = { wrong_office: ['不属于本机关职权范围', 'Not for this office'], not_a_permit: ['依法不需要取得许可', 'Needs no registration'] }
export const nameBars: Record<string, Pair> = { registered: ['已登记', 'registered'], reserved: ['已预登记', 'reserved'], renamed: ['更名未满一年', 'renamed less than a year ago'], deregistered: ['注销未满一年', 'deregistered less than a year ago'], revoked: ['被撤销未满三年', 'revoked less than three years ago'] }
export const units: Record<string, Pair> = { working: ['个工作日', 'working days'], calendar: ['日', 'days'], hour: ['小时', 'hours'], month: ['个月', 'months'], year: ['年', 'years'] }
export const pauseWhys: Record<string, Pair> = { inspection: ['检验、检测、检疫', 'Inspection or testing'], testing: ['鉴定', 'Expert opinion'], expert_review: ['专家评审', 'Review by experts'] }
export const hearingWhys: Record<string, Pair> = { interested: ['直接涉及他人重大利益（依申请）', 'Important interests of others (on request)'], public: ['涉及重大公共利益（依职权）', 'Important public interests (by the bureau)'] }
export const consentLosses: Record<string, Pair> = { withdrawn: ['业务主管单位撤回同意', 'The consent was withdrawn'], abolished: ['业务主管单位被撤销', 'The unit was abolished'], released: ['不再担任业务主管单位', 'It no longer supervises'] }
export const regClues: Record<string, Pair> = { change: ['逾期申请变更登记（章程核准）', 'Change applied for late'], supervisor: ['逾期未找到新的业务主管单位', 'No supervising unit found in time'], end: ['清算结束后逾期未申请注销登记', 'Deregistration applied for late'], consent: ['业务主管单位撤销批准', 'The supervising unit took its approval back'], fraud: ['隐瞒情况、提供虚假材料', 'Facts hidden or false materials'] }
export const annulGrounds: Record<string, Pair> = {
  fraud: ['以欺骗、贿赂等不正当手段取得', 'Obtained by fraud or bribery'], abuse: ['滥用职权、玩忽职守', 'Abuse of office or neglect'], beyond_power: ['超越法定职权', 'Beyond the powers'], procedure: ['违反法定程序', 'Against the procedure'],
  unqualified: ['对不具备资格、不符合条件的准予登记', 'The conditions were not met'], circumstances: ['所依据的法律、客观情况变化（撤回）', 'The law or the facts changed (withdrawal)'],
}
/** Where an application stands and what comes next, in the words of who asked. */
export const applicantStages: Record<string, Pair> = {
  reg_draft: ['申请已经登记，还没有递交。按下面的步骤继续。', 'Your application is opened but not handed in yet. Go on with the steps below.'],
  reg_noticed: ['事先告知书已签署。登记机关正在核查名称，通过后可以召开成立大会。', 'The prior notice is signed. The bureau is checking the name; then you may hold the founding assembly.'],
  reg_named: ['名称已经预登记。请在有效期内召开成立大会，然后递交材料。', 'The name is reserved. Hold the founding assembly before it runs out, then hand in the materials.'],
  reg_liquidating: ['正在清算。债权申报期满、清算报告完成后，才能申请注销。', 'Liquidation is running. You may ask for deregistration when claims are closed and the report is ready.'],
  reg_liquidated: ['清算已经结束。请在期限内递交注销材料。', 'Liquidation has ended. Hand in the materials within the limit.'],
  reg_received: ['材料已收到。登记机关将在五个工作日内告诉您是否齐全；逾期没有告知的，收到之日就算受理。', 'Your materials were received. Within five working days you are told whether they are complete; if not told, they count as accepted on receipt.'],
  reg_deficient: ['材料需要补正。全部补正要求只告知一次，补齐后即受理；逾期不补的，申请退回。', 'Something is missing. You are told once; when it is all there the application is accepted. If time runs out, it is returned.'],
  reg_accepted: ['申请已经受理，登记机关正在安排审查。', 'Your application is accepted; reviewers are being named.'],
  reg_review: ['正在审查，可能会到住所实地核查。', 'Under review; officers may visit the premises.'],
  reg_paused: ['正在听证、鉴定等，这段时间不计入办理期限。', 'A hearing or expert opinion is under way; this time does not count.'],
  reg_legal: ['正在法制审核，之后作出决定。', 'In legality review; the decision follows.'], reg_discuss: ['正在集体讨论，之后作出决定。', 'Discussed by the leaders; the decision follows.'], reg_to_decide: ['等待作出决定。', 'Waiting for the decision.'],
  reg_granted: ['准予登记，正在赋码、制证。', 'Granted. The code and certificate are being made.'], reg_certified: ['证书已经制好，请领取；登记结果随后公告。', 'The certificate is ready to be handed over; the announcement follows.'],
  reg_refused: ['不予登记。理由和救济途径见下面的决定。', 'Refused. The reasons and what you can do are in the decision below.'], reg_closed: ['已经办结。', 'Closed.'], reg_rejected: ['不予受理。理由见通知书。', 'Not accepted. The reasons are in the notice.'],
  reg_withdrawn: ['您已撤回申请。', 'You withdrew the application.'], reg_lapsed: ['超过期限，申请已退回，可以重新申请。', 'Time ran out and the application was returned; you may apply again.'],
}

/** The same of what an organization files itself: the annual report, and what it says to a listing. */
export const filingStages: Record<string, Pair> = {
  check_open: ['请在期限内报送年度工作报告。', 'File the annual report within the limit.'], check_missed: ['报送期限已过。仍可报送，记为逾期。', 'The limit is over. You may still file; it counts as late.'],
  check_unit: ['报告已经收到，正由业务主管单位初审。', 'Your report was received and lies with the supervising unit.'], check_review: ['登记机关正在审查报告。', 'The bureau is reviewing the report.'],
  check_asked: ['登记机关要求补充或者说明，请在期限内答复。', 'The bureau asks for more; answer within the limit.'], check_to_decide: ['审查完毕，等待负责人审定。', 'Reviewed; the leader decides next.'],
  check_to_publish: ['已经审定，随后公布。', 'It was decided and is published next.'], check_to_serve: ['结果已经公布，登记机关正在送达文书。', 'It is published; the papers are being served on you.'], check_rectify: ['请按整改通知书的要求整改，并在期限内报告。', 'Rectify as demanded and report within the limit.'], check_closed: ['已经办结。', 'Closed.'], check_out: ['不参加本年度年检。', 'Stays out of this year.'],
  list_noticed: ['拟列入名单。您有权陈述和申辩。', 'You are to be listed. You may be heard.'], list_reply: ['拟列入名单。请在期限内陈述和申辩；不提出的，登记机关依法决定。', 'You are to be listed. Reply within the limit; without a reply the bureau decides by law.'],
  list_answer: ['陈述申辩已经收到，正在复核。', 'Your reply was received and is being looked at.'], list_to_decide: ['等待决定。', 'Waiting for the decision.'], list_listed: ['已列入名单。履行义务后可以申请移出。', 'Listed. You may ask for removal when the duty is met.'],
  list_removal: ['移出申请已经收到，正在核实。', 'Your application for removal is being verified.'], list_verified: ['已经核实，等待移出。', 'Verified; removal follows.'], list_removed: ['已移出名单。', 'Removed from the list.'],
  list_dropped: ['不予列入。', 'Not listed.'], list_joined: ['原列入期间重新起算。', 'The period of the earlier entry began again.'], list_entry_void: ['列入有误，已经更正。', 'The entry was wrong and is corrected.'],
}

/** How a file ended; a word that means something else in a procedure has its own title there. */
export function outcomeTitle(procedure: string, outcome: string | undefined, lang: 'zh' | 'en'): string {
  return title(outcomes, outcome && outcomes[`${procedure}.${outcome}`] ? `${procedure}.${outcome}` : outcome, lang)
}

export function title(table: Record<string, Pair>, key: string | undefined, lang: 'zh' | 'en'): string {
  if (!key) return ''
  return table[key]?.[lang === 'en' ? 1 : 0] ?? key
}
export function options(table: Record<string, Pair>, lang: 'zh' | 'en', keys = Object.keys(table)) {
  return keys.map((value) => ({ value, label: title(table, value, lang) }))
}

// the register of organizations
export const orgKinds: Record<string, Pair> = { association: ['社会团体', 'Association'], service_org: ['社会服务机构', 'Social service body'] }
export const founderKinds: Record<string, Pair> = { person: ['个人', 'Person'], organization: ['组织', 'Organization'] }
export const residueBases: Record<string, Pair> = { charter: ['按章程的规定', 'As the charter says'], presided: ['章程未规定，由民政部门主持', 'The charter says nothing: settled by the department'] }
export const orgForms: Record<string, Pair> = { legal_person: ['法人', 'Legal person'], partnership: ['合伙', 'Partnership'], individual: ['个体', 'Individual'] }
export const orgStatuses: Record<string, Pair> = {
  active: ['存续', 'Active'], stopped: ['限期停止活动', 'Stopped'], liquidating: ['清算中', 'Liquidating'], revoked: ['已撤销（吊销）', 'Revoked'], deregistered: ['已注销', 'Deregistered'], annulled: ['成立登记被撤销', 'Annulled'], merged: ['重复录入，已并入他条', 'Merged'],
}
export const orgModes: Record<string, Pair> = { dual: ['双重管理', 'Dual'], direct: ['直接登记', 'Direct'] }
export const orgChecks: Record<string, Pair> = { passed: ['合格', 'Passed'], fair: ['基本合格', 'Fair'], failed: ['不合格', 'Failed'], missed: ['未参加', 'Missed'], exempt: ['不参加本年度', 'Exempt'], filed: ['已报送', 'Filed'] }
export const orgFilings: Record<string, Pair> = { seal: ['印章', 'Seal'], account: ['银行账号', 'Account'], charter: ['章程', 'Charter'], officers: ['负责人', 'Officers'] }
export const orgLists: Record<string, Pair> = { abnormal: ['活动异常名录', 'Abnormal list'], severe: ['严重违法失信名单', 'Severe list'] }
export const orgPenalties: Record<string, Pair> = { warning: ['警告', 'Warning'], fine: ['罚款', 'Fine'], confiscate: ['没收', 'Confiscation'], stop: ['限期停止活动', 'Stop of activities'], revoke: ['撤销登记（吊销证书）', 'Revocation'], other: ['其他', 'Other'] }
export const branchKinds: Record<string, Pair> = { branch: ['分支机构', 'Branch'], office: ['代表机构', 'Representative office'] }

// annual check, elections, credit lists
export const checkKinds: Record<string, Pair> = { association: ['社会团体', 'Association'], service_org: ['社会服务机构', 'Social service body'], foundation: ['基金会', 'Foundation'] }
export const checkStates: Record<string, Pair> = {
  open: ['待报送', 'Awaited'], unit: ['主管单位初审', 'With the unit'], filed: ['已报送、审查中', 'Filed, in review'], passed: ['合格', 'Passed'], fair: ['基本合格', 'Fair'], failed: ['不合格', 'Failed'], missed: ['未参加', 'Missed'], exempt: ['不参加本年度', 'Exempt'],
}
export const checkConclusions: Record<string, Pair> = { passed: ['合格', 'Passed'], fair: ['基本合格', 'Fair'], failed: ['不合格', 'Failed'], filed: ['已报送（慈善组织年报）', 'Reported (charity)'] }
export const checkWeights: Record<string, Pair> = { slight: ['轻微，未造成不良影响', 'Slight'], ordinary: ['一般', 'Ordinary'], grave: ['严重', 'Grave'] }
export const checkAsks: Record<string, Pair> = { supplement: ['补充材料', 'Supplement'], explain: ['说明情况', 'Explain'], audit: ['委托审计', 'Audit'], accounts: ['调取账目', 'Accounts'], organ: ['商请有关部门核实', 'Another department'] }
export const electionStates: Record<string, Pair> = { overdue: ['逾期未换届', 'Overdue'], ending: ['即将届满', 'Ending'], extended: ['已批准延期', 'Extended'], never: ['没有届期记载', 'No term known'], runs: ['任期内', 'Term runs'] }
export const removalWhys: Record<string, Pair> = { complied: ['已履行义务', 'Duty met'], expired: ['期满自动移出', 'The months are over'], error: ['列入有误', 'The entry was wrong'], ended: ['组织终止，列入终止', 'It ended with the organization'] }
// --- clean-ups (domain/screening.go, clearance.go)
export const cleanupKinds: Record<string, Pair> = {
  zombie: ['“僵尸型”“三不”社会组织清理', 'Dormant and “three-no” bodies'], elections: ['逾期未换届清理', 'Overdue elections'], fees: ['乱收费专项整治', 'Fee abuse'],
  nonprofit: ['非营利专项监管', 'Non-profit supervision'], commendation: ['违规评选表彰专项整治', 'Unapproved commendations'], illegal: ['打击整治非法社会组织', 'Illegal organizations'],
}
export const cleanupStates: Record<string, Pair> = { listed: ['在名单上', 'On the list'], unopened: ['未立档', 'No file yet'], open: ['在办', 'Open'], closed: ['已销号', 'Closed'], overdue: ['逾期', 'Overdue'], removed: ['已移出', 'Taken off'], objected: ['提出异议', 'Objected'], lost: ['无法联系', 'Not reached'], unassigned: ['未指定人员', 'Nobody named'] }
export const screenedStates: Record<string, Pair> = { hit: ['命中', 'Hit'], missed: ['未命中', 'Missed'], unknown: ['未命中、部分无法核对', 'Missed, partly untestable'], outside: ['范围外', 'Outside'] }
export const dispositions: Record<string, Pair> = {
  rectify: ['限期整改', 'Correct'], deregister: ['注销登记', 'Deregister'], revoke: ['撤销登记（吊销证书）', 'Revoke'], penalize: ['立案查处', 'Penalize'], merge: ['责令合并', 'Merge'], terminate: ['责令终止', 'Terminate'], ban: ['立案取缔', 'Ban'], persuade: ['劝散', 'Persuade to dissolve'], transfer: ['移送其他机关', 'Transfer'],
}
export const clearOutcomes: Record<string, Pair> = {
  cleared: ['核实后移出', 'Cleared'], revived: ['整改激活', 'Revived'], deregistered: ['已注销', 'Deregistered'], revoked: ['已撤销（吊销）', 'Revoked'], penalized: ['已处罚', 'Penalized'], merged: ['已合并', 'Merged'], terminated: ['已终止', 'Terminated'], banned: ['已取缔', 'Banned'], dissolved: ['已劝散', 'Dissolved'], transferred: ['已移送', 'Transferred'],
}
export const contactChannels: Record<string, Pair> = {
  visit: ['走访', 'Visit'], interview: ['约谈', 'Interview'], phone: ['电话', 'Phone'], tax: ['税务部门', 'Tax authority'], bank: ['银行', 'Bank'], social_insurance: ['社会保险', 'Social insurance'], supervisor: ['业务主管单位', 'Supervising unit'], report: ['群众反映', 'Report'], other: ['其他', 'Other'],
}
export const rectifyKinds: Record<string, Pair> = { correct: ['改正', 'Correct'], reorganize: ['重整', 'Reorganize'], merge: ['合并', 'Merge'], rename: ['更名', 'Rename'], elect: ['换届', 'Elect'] }
export const endBecause: Record<string, Record<string, Pair>> = {
  merge: { small: ['规模过小', 'Too small'], narrow: ['业务范围过窄', 'Too narrow'], useless: ['不能发挥作用', 'Of no use'], overlapping: ['业务重复', 'Overlapping'] },
  terminate: { done: ['宗旨已完成', 'Its purpose is done'], trade_changed: ['行业发生变化', 'The trade has changed'], failed: ['无法开展活动', 'It cannot act'], disorder: ['内部混乱', 'Disorder'] },
}
export const letterResults: Record<string, Pair> = { signed: ['已签收', 'Signed for'], returned: ['退回、无人签收', 'Returned, unsigned'], void: ['作废，不再计算', 'Void, counts no more'] }
export const clearListings: Record<string, Pair> = { 'AB-3': ['AB-3 整改文书要求未按期改正', 'AB-3 an order was not followed in time'], 'AB-6': ['AB-6 通过登记的住所无法联系', 'AB-6 cannot be reached at the registered address'] }
