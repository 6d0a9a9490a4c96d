import type { ComponentType } from 'react'
import type { AllowedAct, CaseFile, Me, Receipt } from '@/api/types'
import type { Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'

// How an act is asked for: its fields, or a form of its own. Features declare theirs; the app puts them together.

export type Values = Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any -- a form holds what its fields hold

export interface FieldSpec {
  name: string
  label: Key
  kind: 'text' | 'area' | 'int' | 'date' | 'time' | 'money' | 'select' | 'multi' | 'choice' | 'check' | 'lines' | 'rows' | 'officers' | 'person' | 'people' | 'party' | 'case' | 'violation' | 'evidence' | 'files'
  required?: boolean
  hint?: Key
  max?: number
  min?: number
  rows?: number
  role?: string
  /** Files of this procedure are offered, at these stages only. */
  procedure?: string
  stages?: string
  /** Only the officers of the file are offered; of files, those that came from it. */
  ofFile?: boolean
  /** What may be chosen; a choice shows the hint of each under it. */
  options?: (w: Words, me: Me, file?: CaseFile) => { value: string | number; label: string; hint?: string }[]
  /** The values are those of the row for a field of a row. */
  show?: (v: Values, file?: CaseFile) => boolean
  /** For a date: no day before it. */
  earliest?: (me: Me, file?: CaseFile) => string | undefined
  camera?: boolean
  /** Where papers are uploaded, on a page that needs no sign-in. */
  to?: string
  /** In a penalty case each piece says what kind of evidence it is in law. */
  statutory?: boolean
  /** The fields of a row, what a row is called, and what the button says that adds one. */
  fields?: FieldSpec[]
  row?: Key
  add?: Key
  /** A day that has not come yet may be chosen. */
  future?: boolean
}

/** A clock that an act starts: its rule and the day it runs from. The form asks for its last day and says it. */
/** n is how long it runs where that is the bureau's to say, in the unit of the rule. */
export interface StartingClock { rule: string; from: string; n?: number }

export interface ActFormProps { act: AllowedAct; file: CaseFile; onCancel: () => void; onDone: (r: Receipt) => void }

export interface ActDef {
  fields?: FieldSpec[]
  /** A form of its own, for acts that fields cannot describe. */
  Form?: ComponentType<ActFormProps>
  /** Small, not statutory: asked in a dialog over the case. */
  dialog?: boolean
  initial?: (file: CaseFile, me: Me) => Values
  toData?: (v: Values, file: CaseFile) => unknown
  /** Sentences about what will follow, from what is filled in. */
  says?: (v: Values, file: CaseFile, w: Words, me: Me) => string[]
  /** The clocks that will start, from what is filled in. */
  clocks?: (v: Values, file: CaseFile, me: Me) => StartingClock[]
  danger?: boolean
  /** The form has something beside its fields. */
  wide?: boolean
}

export type ActRegistry = Record<string, ActDef>
