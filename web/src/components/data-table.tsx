import type { ReactNode } from 'react'

export interface Column<T> {
  key: string
  title: string
  render: (row: T, index: number) => ReactNode
  align?: 'right' | 'center'
  width?: number | string
  /** The reference or name by which a row is known; it heads the card on a phone. */
  head?: boolean
  wrap?: boolean
}

/**
 * A dense table of 40 px rows; below 768 px each row is a card with the column names as labels. Plain HTML, so that it
 * prints, copies and reads aloud as a table.
 */
export function DataTable<T>({ caption, columns, rows, rowKey, foot, tone, keep }: {
  caption: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T, index: number) => string
  foot?: ReactNode
  /** A few narrow numbers: it stays a table on a phone. */
  keep?: boolean
  tone?: (row: T) => string | undefined
}) {
  return (
    <div className="table-wrap">
      <table className={keep ? 'table table-keep' : 'table'} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((c) => (
              <th key={c.key} role="columnheader" scope="col" className={c.align} style={c.width ? { width: c.width } : undefined}>{c.title}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((r, i) => (
            <tr key={rowKey(r, i)} role="row" className={tone?.(r)}>
              {columns.map((c) => {
                const cls = [c.align, c.wrap === false && 'nowrap', c.head && 'cell-head'].filter(Boolean).join(' ') || undefined
                return c.head
                  ? <th key={c.key} role="rowheader" scope="row" className={cls}>{c.render(r, i)}</th>
                  : <td key={c.key} role="cell" className={cls} data-label={c.title}>{c.render(r, i)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {foot}
    </div>
  )
}
