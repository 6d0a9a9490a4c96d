// The package a paper needs before its file exists (domain/legality.go, reviewTables). Once it is open the file itself says
// what is required.
import type { Pair } from '@/lib/titles'

export interface Slot { key: string; title: Pair; only?: 'operators' | 'expert' | 'risk' | 'hearing' }
const fair: Slot = { key: 'fair', title: ['公平竞争审查书面结论', 'Written fair-competition conclusion'] }
const common: Slot[] = [
  { ...fair, only: 'operators' }, { key: 'expert', title: ['专家论证意见', 'Expert opinion'], only: 'expert' }, { key: 'risk', title: ['风险评估报告', 'Risk report'], only: 'risk' }, { key: 'hearing', title: ['听证会记录', 'Record of the hearing'], only: 'hearing' },
]
/** What of those a decision wants in other words. */
const particular: Record<string, Slot> = {
  expert: { key: 'expert', title: ['专家论证意见（署名、盖章，无利害关系）', 'Expert opinion'], only: 'expert' }, risk: { key: 'risk', title: ['风险评估报告（风险点和处置预案）', 'Risk report'], only: 'risk' },
}
export const packages: Record<string, Slot[]> = {
  normative: [
    { key: 'draft', title: ['文件送审稿', 'The draft'] }, { key: 'bases', title: ['制定依据', 'Legal bases'] }, { key: 'comments', title: ['征求意见及采纳情况', 'Comments and how they were handled'] }, { key: 'departments', title: ['相关部门意见', 'Comments of other departments'] }, ...common,
  ],
  decision: [{ key: 'draft', title: ['决策草案', 'The draft'] }, { key: 'bases', title: ['决策依据', 'Legal bases'] }, { key: 'comments', title: ['公众参与情况及意见采纳说明', 'Public participation'] }, ...common.map((s) => particular[s.key] ?? s)],
  contract: [{ key: 'draft', title: ['合同文本草案', 'The draft'] }, { key: 'counterparty', title: ['对方当事人资格、资信材料', 'The other side'] }, { key: 'approvals', title: ['批准、采购等前置手续', 'Approvals'] }],
  fair_competition: [{ key: 'draft', title: ['政策措施送审稿', 'The draft'] }, { key: 'stakeholders', title: ['听取利害关系人意见情况', 'Stakeholders heard'] }, fair],
}
export const slotsFor = (object: string | undefined, flags: Record<string, unknown>) => (packages[object ?? ''] ?? []).filter((s) => !s.only || flags[s.only])
/** The flags that matter for an object, in the order of the form. */
export const flagsOf: Record<string, string[]> = {
  normative: ['operators', 'expert', 'risk', 'hearing'], decision: ['operators', 'expert', 'risk', 'hearing'], contract: ['collective'], fair_competition: [],
}
/** The rule whose days the review has. */
export const reviewRules: Record<string, string> = { penalty: 'LEG-01', normative: 'TL-14b', decision: 'TL-14', contract: 'LEG-05', fair_competition: 'LEG-09' }
