import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'

/** The rule of a field that must be filled in, in words. */
export function useNeed() {
  const { t } = useT()
  return (label: Key, text = true) => [{ required: true, ...(text ? { whitespace: true } : {}), message: `${t(label)}：${t('common.required')}` }]
}
