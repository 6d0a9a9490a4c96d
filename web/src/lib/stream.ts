import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from './paths'

/** Follows what happens at the bureau and asks again for what is on the page. Returns whether the line stands; who sees no files has no line. */
export function useLiveRefresh(sees: boolean): boolean {
  const qc = useQueryClient()
  const [live, setLive] = useState(true)
  useEffect(() => {
    if (!sees || typeof EventSource === 'undefined') return
    const source = new EventSource(api.stream)
    const touched = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let lost: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      for (const c of touched) void qc.invalidateQueries({ queryKey: ['case', c] })
      touched.clear()
      for (const k of ['cases', 'tasks', 'board', 'me', 'hearings', 'cleanup']) void qc.invalidateQueries({ queryKey: [k] })
    }
    const hear = (e: MessageEvent<string>) => {
      try {
        const m = JSON.parse(e.data) as { case?: string }
        if (m.case) touched.add(m.case)
      } catch { return }
      timer ??= setTimeout(flush, 400) // many events at once ask once
    }
    source.onmessage = hear
    source.addEventListener('case', hear)
    source.onopen = () => { clearTimeout(lost); setLive(true) }
    source.onerror = () => { lost ??= setTimeout(() => setLive(false), 10_000) }
    return () => { clearTimeout(timer); clearTimeout(lost); source.close() }
  }, [qc, sees])
  return live
}

export function useOnline(): boolean {
  const [on, setOn] = useState(() => navigator.onLine)
  useEffect(() => {
    const yes = () => setOn(true)
    const no = () => setOn(false)
    window.addEventListener('online', yes)
    window.addEventListener('offline', no)
    return () => { window.removeEventListener('online', yes); window.removeEventListener('offline', no) }
  }, [])
  return on
}
