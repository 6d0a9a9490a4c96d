import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ActFormProps } from '@/components/act-def'
import { ActForm } from '@/components/act-form'
import { useT } from '@/lib/i18n'
import { queries } from '@/lib/queries'

/** Takes an organization off the list; only those without a file are offered. The address may name it. */
export function RemoveItemForm({ act, file, onCancel, onDone }: ActFormProps) {
  const { t } = useT()
  const [query] = useSearchParams()
  const [word, setWord] = useState('')
  const q = useDeferredValue(word)
  const asked = useQuery(queries.cleanupRows(file.case.id, { state: 'unopened', q: q || undefined, limit: 200 }))
  const need = (label: string) => [{ required: true, message: `${label}：${t('common.required')}` }]
  return (
    <ActForm act={act} file={file} initial={{ party: query.get('party') ?? undefined }} danger onCancel={onCancel} onDone={onDone}>
      {() => (
        <>
          <Form.Item name="party" label={t('cln.org')} extra={t('cln.removeHint')} rules={need(t('cln.org'))}>
            <Select showSearch={{ filterOption: false, onSearch: setWord }} loading={asked.isFetching} options={(asked.data?.items ?? []).map((r) => ({ value: r.party, label: [r.name, r.township].filter(Boolean).join(' · ') }))} />
          </Form.Item>
          <Form.Item name="reason" label={t('f.reason')} extra={t('act.reasonRequired')} rules={need(t('f.reason'))}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={500} /></Form.Item>
        </>
      )}
    </ActForm>
  )
}
