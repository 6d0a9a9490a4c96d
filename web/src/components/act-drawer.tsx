import { App, Drawer } from 'antd'
import type { ReactNode } from 'react'
import type { AllowedAct, Receipt } from '@/api/types'
import { useT } from '@/lib/i18n'
import type { Values } from './act-def'
import { ActForm } from './act-form'
import type { FormInstance } from 'antd'

/** A small act on a register, in a drawer beside the list. */
export function ActDrawer({ act, caseId, initial, toData, onClose, onDone, children }: {
  act: Pick<AllowedAct, 'name' | 'title' | 'english' | 'starts'>
  caseId?: string
  initial?: Values
  toData?: (v: Values) => unknown
  onClose: () => void
  onDone?: (r: Receipt, v: Values) => void
  children: (values: Values, form: FormInstance) => ReactNode
}) {
  const { t, pick } = useT()
  const { message } = App.useApp()
  const title = pick(act.title, act.english)
  return (
    <Drawer open onClose={onClose} size={480} title={title} aria-label={title} closable={{ 'aria-label': t('common.close') }}>
      <ActForm act={act} target={caseId} initial={initial} toData={toData} occurred={false} onCancel={onClose}
        onDone={(r, v) => { void message.success(t('act.done', { title })); onDone?.(r, v); onClose() }}>
        {children}
      </ActForm>
    </Drawer>
  )
}
