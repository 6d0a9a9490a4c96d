import { ActForm } from '@/components/act-form'
import type { ActFormProps } from '@/components/act-def'
import { TargetsInput } from './targets-input'

/** Replaces the targets of a draft. */
export function SetTargetsForm({ act, file, onCancel, onDone }: ActFormProps) {
  return (
    <ActForm act={act} file={file} initial={{ targets: file.case.campaign?.targets ?? [{}] }} onCancel={onCancel} onDone={onDone}>
      {() => <TargetsInput />}
    </ActForm>
  )
}
