import { useRef } from 'react'

/** A random UUID; crypto.randomUUID is missing where the office opens the pages over plain HTTP. */
export function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const h = [...b].map((x) => x.toString(16).padStart(2, '0')).join('')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** One key for as long as a form is open: a retry after a lost answer does not act twice. */
export function useIdempotencyKey() {
  const key = useRef<string>('')
  return {
    get: () => (key.current ||= uuid()),
    renew: () => { key.current = '' },
  }
}
