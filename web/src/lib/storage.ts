// What the browser keeps for one person: language, contrast, drafts. Private windows may refuse; nothing breaks then.

const prefix = 'yifa.'

export function recall(key: string): string | null {
  try { return localStorage.getItem(prefix + key) } catch { return null }
}
export function remember(key: string, value: string): boolean {
  try { localStorage.setItem(prefix + key, value); return true } catch { return false }
}
export function forget(key: string) {
  try { localStorage.removeItem(prefix + key) } catch { /* nothing was kept */ }
}
