import { CheckCircleOutlined, DeleteOutlined, FileOutlined, PaperClipOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { StoredFile } from '@/api/types'
import { upload } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { uuid } from '@/lib/idempotency'
import { toProblem } from '@/lib/problem'

/** A paper of a form; it has its digest once the server has it. The kind keeps the form from being sent before. */
export interface FileEntry { key: string; kind: 'file'; name: string; hash?: string; error?: string }

/** The digests of what was uploaded, in order. */
export const fileHashes = (list: FileEntry[] | undefined) => (list ?? []).flatMap((f) => (f.hash ? [f.hash] : []))

/** Papers that are no evidence: a draft, a scan, a contract. Each is uploaded at once. */
export function FileUpload({ value, onChange, max, id, label, to = '/files' }: { value?: FileEntry[]; onChange?: (v: FileEntry[]) => void; max?: number; id?: string; label?: string; to?: string }) {
  const { t, pick } = useT()
  const list = value ?? []
  const files = useRef(new Map<string, File>())
  const [share, setShare] = useState<Record<string, number>>({})
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(list)
  useEffect(() => { latest.current = value ?? [] }, [value])
  const set = (next: FileEntry[]) => { latest.current = next; onChange?.(next) }
  const change = (key: string, part: Partial<FileEntry>) => set(latest.current.map((f) => (f.key === key ? { ...f, ...part } : f)))
  const send = async (key: string) => {
    const file = files.current.get(key)
    if (!file) { change(key, { error: t('file.lost') }); return }
    change(key, { error: undefined })
    try {
      const stored = await upload<StoredFile>(to, file, { key, progress: (s) => setShare((x) => ({ ...x, [key]: s })) })
      change(key, { hash: stored.hash })
    } catch (err) {
      const p = toProblem(err)
      change(key, { error: pick(p.detail, p.detailEn) })
    }
  }
  const choose = (chosen: FileList | null) => {
    const added = [...(chosen ?? [])].slice(0, max === undefined ? undefined : max - list.length).map((file): FileEntry => {
      const key = uuid()
      files.current.set(key, file)
      return { key, kind: 'file', name: file.name }
    })
    if (added.length === 0) return
    set([...latest.current, ...added])
    for (const f of added) void send(f.key)
  }
  const what = label ? `${label}：${t('file.choose')}` : t('file.choose')
  return (
    <div className="uploads" id={id} tabIndex={-1}>
      {(max === undefined || list.length < max) && <Button icon={<PaperClipOutlined aria-hidden />} aria-label={what} onClick={() => input.current?.click()}>{t('file.choose')}</Button>}
      <input ref={input} type="file" multiple={max !== 1} hidden aria-label={what} onChange={(e) => { choose(e.target.files); e.target.value = '' }} />
      <ul className="uploads-list uploads-plain">
        {list.map((f) => (
          <li key={f.key}>
            <span className="uploads-state">
              {f.hash ? <CheckCircleOutlined className="ok" aria-hidden /> : f.error ? <WarningOutlined className="bad" aria-hidden /> : <FileOutlined aria-hidden />}
              <span className="uploads-name">{f.name}</span>
              {!f.hash && !f.error && <progress aria-label={`${t('file.waiting')} ${f.name}`} value={share[f.key] ?? 0} max={1} />}
              {f.error && <span className="bad">{t('file.failed')}：{f.error}</span>}
              {f.error && <Button size="small" icon={<ReloadOutlined aria-hidden />} onClick={() => void send(f.key)}>{t('file.retry')}</Button>}
              <Button size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${f.name}`} onClick={() => { files.current.delete(f.key); set(latest.current.filter((x) => x.key !== f.key)) }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
