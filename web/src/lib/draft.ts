import { useEffect, useRef, useState } from 'react'
import type { Values } from '@/components/act-def'
import { forget, recall, remember } from './storage'

interface Draft { at: string; values: Values }

function read(key: string): Draft | null {
  try {
    const d = JSON.parse(recall(key) ?? 'null') as Draft | null
    // A file that was not uploaded lived in the page alone: it is named, and asked for again.
    return d && typeof d === 'object' && d.values ? d : null
  } catch { return null }
}

/** What a long form holds is kept on the device shortly after every change, and is there again after a reload. */
export function useDraft(key: string) {
  const [draft] = useState(() => read(key))
  const [saved, setSaved] = useState<string | null>(draft?.at ?? null)
  const [full, setFull] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    draft, saved, full,
    keep: (values: Values) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        const at = new Date().toISOString()
        if (remember(key, JSON.stringify({ at, values } satisfies Draft))) { setSaved(at); setFull(false) } else setFull(true)
      }, 400)
    },
    drop: () => { clearTimeout(timer.current); forget(key); setSaved(null) },
  }
}
