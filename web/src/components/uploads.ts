import { useQueryClient } from '@tanstack/react-query'
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

/** A table that is sent: tried and reported row by row first, then entered. What changed by it is asked for anew. */
export function useTableImport<R>(path: string, changes: string[]) {
  const qc = useQueryClient()
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [result, setResult] = useState<R>()
  const key = useRef('')
  const send = async (f: File, dry: boolean) => {
    setBusy(true)
    setError(undefined)
    try {
      setResult(await upload<R>(path, f, { query: { dry_run: dry }, ...(dry ? {} : { key: key.current }) }))
      if (!dry) for (const k of changes) void qc.invalidateQueries({ queryKey: [k] })
    } catch (err) {
      setError(err)
    } finally {
      setBusy(false)
    }
  }
  const choose = (f: File | undefined) => {
    if (!f || busy) return // what is under way is answered first
    key.current = uuid() // one key a file: sending it again enters nothing twice
    setFile(f)
    setResult(undefined)
    void send(f, true)
  }
  return { file, busy, error, result, choose, enter: () => { if (file) void send(file, false) } }
}
