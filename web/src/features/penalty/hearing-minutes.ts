// What the law asks of the minutes of a hearing (行政处罚法 64(7); domain/hearing.go), so that the editor says what is
// still missing while people speak.
import type { Values } from '@/components/act-def'
import { evidenceData, type EvidenceEntry } from '@/components/evidence-upload'
import { localToInstant } from '@/lib/dates'
import type { Key } from '@/lib/messages'

export type SpeechRole = 'host' | 'officer' | 'party' | 'agent' | 'third' | 'witness'
export type SpeechPart = 'opening' | 'case' | 'defence' | 'examination' | 'answer' | 'closing'
export interface SpeechValues { who?: string; role?: SpeechRole; part?: SpeechPart; text?: string }

const own: Record<SpeechPart, SpeechRole[]> = {
  opening: ['host'], case: ['officer'], defence: ['party', 'agent', 'third'], closing: ['party', 'agent', 'third', 'officer'],
  examination: ['host', 'officer', 'party', 'agent', 'third', 'witness'], answer: ['host', 'officer', 'party', 'agent', 'third', 'witness'],
}

/** The parts of a hearing in which somebody of a role speaks. */
export const partsOf = (role: SpeechRole | undefined) => (Object.keys(own) as SpeechPart[]).filter((p) => !role || own[p].includes(role))

const side = (s: SpeechValues) => s.role === 'party' || s.role === 'agent'

/** What comes next when somebody of a role begins to speak. */
export function nextPart(said: SpeechValues[], role: SpeechRole): SpeechPart {
  const had = (part: SpeechPart, who: (s: SpeechValues) => boolean = () => true) => said.some((s) => s.part === part && who(s))
  switch (role) {
    case 'host': return had('opening') ? 'answer' : 'opening'
    case 'officer': return !had('case') ? 'case' : had('closing', side) ? 'closing' : 'examination'
    case 'party': case 'agent': return !had('defence', side) ? 'defence' : !had('examination', side) ? 'examination' : 'closing'
    case 'third': return had('defence', (s) => s.role === 'third') ? 'answer' : 'defence'
    case 'witness': return 'answer'
  }
}

export interface Lack { key: Key; vars?: Record<string, string | number> }

/** What the minutes still lack, in the order of a hearing. */
export function lacks(v: { officers?: unknown[]; present?: { role?: string }[]; speeches?: SpeechValues[] }): Lack[] {
  const said = v.speeches ?? []
  const out: Lack[] = []
  if (!v.officers?.length) out.push({ key: 'min.needOfficers' })
  if (!(v.present ?? []).some((p) => p?.role === 'party' || p?.role === 'agent')) out.push({ key: 'min.needSide' })
  const put = said.findIndex((s) => s.part === 'case')
  const defended = said.findIndex((s) => s.part === 'defence' && side(s))
  const examined = said.findIndex((s) => s.part === 'examination' && side(s))
  if (put < 0) out.push({ key: 'min.needCase' })
  if (defended < 0) out.push({ key: 'min.needDefence' })
  if (examined < 0) out.push({ key: 'min.needExamination' })
  if (put >= 0 && ((defended >= 0 && defended < put) || (examined >= 0 && examined < put))) out.push({ key: 'min.needOrder' })
  said.forEach((s, i) => { if (!s?.text?.trim()) out.push({ key: 'min.needText', vars: { n: i + 1 } }) })
  return out
}

/** What the editor holds, as the command wants it. */
export function minutesData(v: Values) {
  const { started_at, ended_at, evidence, sign, signed_by, refusal, speeches, present, ...rest } = v
  return {
    ...rest,
    started_at: localToInstant(started_at ?? ''), ended_at: localToInstant(ended_at ?? ''),
    present: ((present ?? []) as Values[]).map(({ name, role, paper }) => ({ name: String(name ?? '').trim(), role, paper })),
    speeches: ((speeches ?? []) as SpeechValues[]).map(({ who, role, part, text }) => ({ who: who?.trim(), role, part, text: text?.trim() })),
    evidence: evidenceData(evidence as EvidenceEntry[]),
    read_over: !!v.read_over,
    ...(sign === 'refused' ? { refusal } : { signed_by }),
  }
}
