/** 22.5 → 2250, exactly; null when the text is no amount with at most two decimals. */
export function yuanToFen(yuan: string | number | null | undefined): number | null {
  if (yuan === null || yuan === undefined || yuan === '') return null
  const m = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(String(yuan).replace(/[,，\s]/g, ''))
  if (!m) return null
  const fen = Number(m[2]) * 100 + Number((m[3] ?? '').padEnd(2, '0'))
  return m[1] ? -fen : fen
}

/** 2250 → "22.50", with thousands separators. */
export function formatFen(fen: number): string {
  const abs = Math.abs(Math.trunc(fen))
  const yuan = Math.floor(abs / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${String(abs % 100).padStart(2, '0')}`
}

export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
