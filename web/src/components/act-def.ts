import type { ComponentType } from 'react'
import type { AllowedAct, CaseFile, Me, Receipt } from '@/api/types'
import type { Words } from '@/lib/i18n'
import type { Key } from '@/lib/messages'

// How an act is asked for: its fields, or a form of its own. Features declare theirs; the app puts them together.

export type Values = Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any -- a form holds what its fields hold

export interface FieldSpec {
  name: string
  label: Key
  kind: 'text' | 'area' | 'int' | 'date' | 'select' | 'check' | 'lines' | 'officers' | 'person' | 'party' | 'evidence'
  required?: boolean
  hint?: Key
  max?: number
  min?: number
  rows?: number
  role?: string
  /** Only the officers of the file are offered. */
  ofFile?: boolean
  options?: (w: Words, me: Me, file?: CaseFile) => { value: string; label: string }[]
  show?: (v: Values) => boolean
  camera?: boolean
}

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
  danger?: boolean
}

export type ActRegistry = Record<string, ActDef>
