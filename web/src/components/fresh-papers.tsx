import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import type { CaseFile } from '@/api/types'
import { useT } from '@/lib/i18n'
import { api } from '@/lib/paths'
import { queries } from '@/lib/queries'
import type { ReceiptState } from './receipt'

/** The papers of the act that was just done, ready to be printed for who stands at the window. */
export function FreshPapers({ file }: { file: CaseFile }) {
  const { t } = useT()
  const state = useLocation().state as ReceiptState | null
  const numbers = state?.receipt?.numbers ?? []
  const fresh = (file.case.documents ?? []).filter((d) => d.number && numbers.includes(d.number))
  const waits = fresh.some((d) => !d.files?.some((f) => f.type === 'application/pdf'))
  useQuery({ ...queries.case(file.case.id), refetchInterval: waits ? 2000 : false, enabled: waits })
  if (fresh.length === 0) return null
  return (
    <p className="fresh-papers" role="status">
      {fresh.map((d) => {
        const pdf = d.files?.find((f) => f.type === 'application/pdf')
        return pdf
          ? <a key={d.id} className="button-link button-primary" href={api.file(file.case.id, pdf.hash)} target="_blank" rel="noreferrer"><PrinterOutlined aria-hidden /> {t('reg.print', { title: d.title })}</a>
          : <span key={d.id} className="quiet">{d.title}：{t('case.rendering')}</span>
      })}
    </p>
  )
}
