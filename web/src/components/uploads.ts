import { useEffect, useRef, useState } from 'react'
import type { StoredFile } from '@/api/types'
import { upload } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { uuid } from '@/lib/idempotency'
import { toProblem } from '@/lib/problem'

/** A file of a form; it has its digest once the server has it. */
export interface Entry { key: string; name: string; hash?: string; error?: string }

/** The files of a field: each is uploaded as it is chosen, and may be tried again or taken out. */
export function useUploads<E extends Entry>(value: E[] | undefined, onChange: ((v: E[]) => void) | undefined, entry: (file: File, key: string) => E, to = '/files') {
  const { t, pick } = useT()
  const files = useRef(new Map<string, File>())
  const [share, setShare] = useState<Record<string, number>>({})
  // Uploads end after later changes: they must see the entries as they are then.
  const latest = useRef(value ?? [])
  useEffect(() => { latest.current = value ?? [] }, [value])
  const set = (next: E[]) => { latest.current = next; onChange?.(next) }
  const change = (key: string, part: Partial<E>) => set(latest.current.map((e) => (e.key === key ? { ...e, ...part } : e)))
  const refuse = (key: string, error: string | undefined) => change(key, { error } as Partial<E>)
  const send = async (key: string) => {
    const file = files.current.get(key)
    if (!file) { refuse(key, t('file.lost')); return }
    refuse(key, undefined)
    try {
      const stored = await upload<StoredFile>(to, file, { key, progress: (s) => setShare((x) => ({ ...x, [key]: s })) })
      change(key, { hash: stored.hash, error: undefined } as Partial<E>)
    } catch (err) {
      const p = toProblem(err)
      refuse(key, pick(p.detail, p.detailEn))
    }
  }
  const add = (chosen: FileList | null, most?: number) => {
    const added = [...(chosen ?? [])].slice(0, most).map((file) => {
      const key = uuid()
      files.current.set(key, file)
      return entry(file, key)
    })
    if (added.length === 0) return
    set([...latest.current, ...added])
    for (const e of added) void send(e.key)
  }
  const remove = (key: string) => { files.current.delete(key); set(latest.current.filter((e) => e.key !== key)) }
  return { share: (key: string) => share[key] ?? 0, change, send: (key: string) => void send(key), add, remove }
}
