// What the API sends, as the pages see it. Names are those of the Go JSON tags.

export type DateStr = string // 2026-10-10; a civil day in Shanghai
export type Instant = string // RFC 3339

export interface Named { id: string; name: string; section?: string; login?: string; title?: string }
export interface Me {
  person: Named
  roles: { role: string; title: string; english: string }[]
  agency: { id: string; name: string; region: string; sections: string[] | null; townships: string[] | null }
  powers: string[]
  counters: { mine: number; team: number; overdue: number; due_soon: number }
  must_change_password?: boolean
  today: DateStr
  version: string
  demo?: boolean
}
export interface SessionRow { id: string; current?: boolean; created_at: Instant; last_seen_at?: Instant; expires_at?: Instant; user_agent?: string; address?: string }

export interface ClockLine { id: string; title: string; due?: DateStr }
export interface Receipt {
  case: string; reference?: string; procedure: string; seq: number; stage: string; stage_title: string
  events: string[]; started?: ClockLine[] | null; ended?: ClockLine[] | null; numbers?: string[] | null; opened?: string[] | null
  occurred_at: Instant; recorded_at: Instant; again?: boolean
}

export type ClockState = 'running' | 'due_today' | 'overdue' | 'suspended' | 'met' | 'met_late' | 'lapsed' | 'stopped'
export type Unit = 'working' | 'calendar' | 'hour' | 'month' | 'year'
export interface ClockStatus { state: ClockState; days: number; unit: Unit }
export interface Span { from: DateStr; until?: DateStr; reason?: string }
export interface Clock {
  id: string; rule: string; title: string; article: string; rule_status: string
  term: { n: number; unit: Unit; binds: string; back?: boolean }
  from: DateStr; due?: DateStr; provisional?: boolean
  suspensions?: Span[] | null; exclusions?: Span[] | null
  extensions?: { n: number; unit: Unit; by: string; on: DateStr; reason: string }[] | null
  effect: string; met_on?: DateStr; lapsed_on?: DateStr; stopped_on?: DateStr
  status?: ClockStatus
}
export interface TraceStep { date: DateStr; count: number; kind: string; zh: string; en: string }
export interface Answer { due?: DateStr; due_at?: Instant; provisional?: boolean; trace?: TraceStep[] | null }
export interface ClockExplanation { clock: Clock; status: ClockStatus; basis?: string; answer: Answer }
export interface Calculation { rule?: Rule; answer: Answer; basis?: string }

export interface CaseRow {
  id: string; procedure: string; reference: string; title: string; stage: string; stage_title?: string
  handler?: string; handler_name?: string; section?: string; party?: string; party_name?: string; township?: string
  opened_on: DateStr; closed_on?: DateStr; outcome?: string
  due?: DateStr; due_clock?: string; due_rule?: string; provisional?: boolean
  days_left: number; clock_state?: ClockState; unit?: Unit; last_at: Instant; seq: number
}
export interface Page<T> { items: T[] | null; next?: string; total: number }

export interface Task {
  id: string; kind: string; title: string; english: string; person?: string; role?: string; section?: string
  due?: DateStr; clock?: string; raised_at: Instant; done_at?: Instant; done_by?: string
}
export interface TaskRow extends Task {
  case: string; procedure: string; reference: string; case_title: string; stage: string; stage_title?: string; person_name?: string; days_left?: number
}

export interface StoredFile { hash: string; name: string; type: string; size: number }
export interface Document {
  id: string; type: string; title: string; number?: string; issued_on: DateStr; issued_by: string; seq: number
  files?: StoredFile[] | null; voided_on?: DateStr; voided_reason?: string
}
export interface Service {
  document: string; method: string; on: DateStr; deemed_on?: DateStr; recipient?: string; relation?: string; witness?: string
  consent?: string; tracking?: string; evidence?: string[] | null; failed_for?: string; superseded?: boolean; seq: number
}
export interface Evidence extends StoredFile { kind: string; title: string; taken_at?: Instant; taken_by?: string; line?: number; seq: number }
export interface PartyRef { id: string; name: string; kind: string; township?: string }
export interface FindingExit { exit: string; on: DateStr; note?: string; to?: string; case?: string }
export interface Finding {
  line: number; category: string; violation?: string; fact: string; quantity: number; unit: string
  amount_fen?: number; provision?: string; exits?: FindingExit[] | null
}
export interface Target { party: string; officers: string[]; place?: string }
export interface ResultTable {
  as_of: DateStr; targets: number; inspected: number; refused: number; not_found: number; cancelled: number
  findings: Record<string, number>; lines: number; exits: Record<string, number>; orders: number
}
export interface Campaign {
  kind: string; basis: string; items: string[]; method?: string; from: DateStr; until: DateStr; targets?: Target[] | null; opened?: string[] | null
  approved_by?: string; approved_on?: DateStr; published_on?: DateStr; published_at?: string; filed_as?: string; result?: ResultTable | null
}
export interface VisitRecord {
  started_at: Instant; ended_at: Instant; place: string; officers: string[]; statement?: string; signed_by?: string; refusal?: string; witness?: string; summary: string
}
export interface Inspection {
  source: string; basis: string; items: string[]; place?: string; urgent?: boolean; approved_by?: string; approved_on?: DateStr
  notified_on?: DateStr; notified_on_site?: boolean; arrived_at?: Instant; record?: VisitRecord | null; findings?: Finding[] | null; orders?: number
  result_on?: DateStr; published_on?: DateStr; withheld?: string
}
export interface Rectification {
  round: number; findings: Finding[] | null; measures: string[]; basis: string; days: number; inspected?: Instant; drafted_by: string; approved_by?: string
  returned?: string; order?: string; served_on?: DateStr; asked?: { days: number; reason: string; on: DateStr } | null
  reported_on?: DateStr; report?: string; overdue_on?: DateStr; result?: string; items?: { item: number; passed: boolean; note?: string }[] | null; next?: string
}
export interface Grant { role: string; agency: string; from: DateStr; until?: DateStr }
export interface Certificate { number: string; issuer: string; from: DateStr; until: DateStr }
export interface Person extends Named { agency: string; grants?: Grant[] | null; certificates?: Certificate[] | null; left_on?: DateStr; account?: boolean }
export interface Party { id: string; kind: string; name: string; uscc?: string; township?: string; address?: string; contact?: string; phone?: string; agency: string }

export interface Case {
  id: string; procedure: string; agency: string; parent?: string; reference?: string; title: string; stage: string; handler?: string; officers?: string[] | null
  section?: string; party?: PartyRef | null; opened_on: DateStr; closed_on?: DateStr; outcome?: string; seq: number; last_at: Instant
  tasks?: Task[] | null; documents?: Document[] | null; services?: Service[] | null; evidence?: Evidence[] | null
  parts?: { person: string; part: string; seq: number }[] | null
  campaign?: Campaign | null; inspection?: Inspection | null; rectification?: Rectification | null
}
export interface Refused { code: string; detail: string; detail_en?: string; article?: string }
export interface AllowedAct { name: string; title: string; english: string; article?: string; starts?: string; enforcement?: boolean; refused?: Refused | null }
export interface TimelineRow {
  seq: number; kind: string; title: string; title_en?: string; actor_name: string; recorded_by_name?: string
  occurred_at: Instant; recorded_at: Instant; late_days?: number; backfill?: string; system?: boolean; summary?: string
}
export interface CaseFile {
  case: Case; version: number; stage_title: string
  steps: { stage: string; title: string; english: string; state: string }[] | null
  allowed_acts: AllowedAct[] | null; clocks: Clock[] | null
  people: Record<string, { name: string; section?: string }>
  parent?: CaseRow | null; children?: CaseRow[] | null; timeline: TimelineRow[] | null
}
export interface EventRow {
  case: string; seq: number; kind: string; actor: string; recorded_by: string; occurred_at: Instant; recorded_at: Instant
  backfill?: string; data: unknown; prev: string; hash: string
}

export interface BoardGroup { key: string; name: string; open: number; overdue: number; due_soon: number; query: Record<string, string> | null }
export interface Board {
  as_of: DateStr
  counts: { key: string; count: number; query: Record<string, string> | null }[]
  by_officer: BoardGroup[] | null; by_section: BoardGroup[] | null; by_township: BoardGroup[] | null
  by_month: { month: string; served: number; closed: number; overdue: number }[] | null
  coldest: CaseRow[] | null
}
export interface Figures { year: number; as_of: DateStr; figures: Record<string, number>; queries?: Record<string, string> }

export interface Rule {
  id: string; procedure: string; title_zh: string; title_en: string; trigger: string
  term: { n: number; unit: Unit; binds: string; back?: boolean }; min_n?: number; max_n?: number; fixed_day?: string; effect: string
  extend_max?: number; extend_n?: number; extend_unit?: Unit; extend_by?: string
  law: string; article: string; source: string; status: string; note?: string; valid_from?: DateStr; valid_to?: DateStr
}
export interface Violation { id: string; title: string; competent: string; article: string; provision?: string; status: string; valid_from?: DateStr; valid_to?: DateStr }
export interface Day { date: DateStr; working: boolean; kind: 'weekday' | 'weekend' | 'holiday' | 'makeup'; name?: string; provisional?: boolean }
export interface CalendarYear { year: number; number?: string; source?: string; published?: boolean; days: Day[] | null }
export interface CalendarPreview { year: number; moves: { case: string; reference: string; clock: string; from: DateStr; to: DateStr; settled?: boolean }[] | null }
export interface ImportReport { rows: number; ok: number; created: number; duplicates: number; errors: { row: number; field: string; message: string }[] | null }

export interface ProblemBody {
  type?: string; status: number; code: string; title?: string; detail?: string; detail_en?: string; article?: string
  errors?: { path: string; message: string }[] | null
}
