import { CheckCircleOutlined, DeleteOutlined, FileOutlined, PaperClipOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useT } from '@/lib/i18n'
import { useUploads, type Entry } from './uploads'

/** A paper of a form. The kind keeps the form from being sent before the server has it. */
export interface FileEntry extends Entry { kind: 'file' }

/** The digests of what was uploaded, in order. */
export const fileHashes = (list: FileEntry[] | undefined) => (list ?? []).flatMap((f) => (f.hash ? [f.hash] : []))

/** Papers that are no evidence: a draft, a scan, a contract. Each is uploaded at once. */
export function FileUpload({ value, onChange, max, id, label, to = '/files' }: { value?: FileEntry[]; onChange?: (v: FileEntry[]) => void; max?: number; id?: string; label?: string; to?: string }) {
  const { t } = useT()
  const list = value ?? []
  const { share, send, add, remove } = useUploads<FileEntry>(value, onChange, (file, key) => ({ key, kind: 'file', name: file.name }), to)
  const input = useRef<HTMLInputElement>(null)
  const what = label ? `${label}：${t('file.choose')}` : t('file.choose')
  return (
    <div className="uploads" id={id} tabIndex={-1}>
      {(max === undefined || list.length < max) && <Button icon={<PaperClipOutlined aria-hidden />} aria-label={what} onClick={() => input.current?.click()}>{t('file.choose')}</Button>}
      <input ref={input} type="file" multiple={max !== 1} hidden aria-label={what} onChange={(e) => { add(e.target.files, max === undefined ? undefined : max - list.length); e.target.value = '' }} />
      <ul className="uploads-list uploads-plain">
        {list.map((f) => (
          <li key={f.key}>
            <span className="uploads-state">
              {f.hash ? <CheckCircleOutlined className="ok" aria-hidden /> : f.error ? <WarningOutlined className="bad" aria-hidden /> : <FileOutlined aria-hidden />}
              <span className="uploads-name">{f.name}</span>
              {!f.hash && !f.error && <progress aria-label={`${t('file.waiting')} ${f.name}`} value={share(f.key)} max={1} />}
              {f.error && <span className="bad">{t('file.failed')}：{f.error}</span>}
              {f.error && <Button size="small" icon={<ReloadOutlined aria-hidden />} onClick={() => send(f.key)}>{t('file.retry')}</Button>}
              <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${f.name}`} onClick={() => remove(f.key)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
