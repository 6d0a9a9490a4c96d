import type { ProblemBody } from '@/api/types'

/** A refusal of the API, or the fault of a connection (code "offline"). */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly detail: string
  readonly detailEn: string
  readonly article: string
  readonly fields: { path: string; message: string }[]

  constructor(body: Partial<ProblemBody>) {
    super(body.detail || body.detail_en || body.title || body.code || 'error')
    this.name = 'Problem'
    this.code = body.code || 'error'
    this.status = body.status || 0
    this.detail = body.detail || body.title || ''
    this.detailEn = body.detail_en || body.detail || body.title || ''
    this.article = body.article || ''
    this.fields = body.errors ?? []
  }
}

export function toProblem(err: unknown): Problem {
  if (err instanceof Problem) return err
  return new Problem({
    code: 'offline', status: 0,
    detail: '没有连上服务器，内容还在页面上，稍后可以重试。',
    detail_en: 'The server was not reached. What you entered is still here; try again.',
  })
}

/** targets[0].party → ['targets', 0, 'party']; what stands before the command is left out. */
export function fieldPath(path: string): (string | number)[] {
  const parts = path.replace(/^(body\.)?(data\.)?/, '').split(/[.[\]]+/).filter(Boolean)
  return parts.map((p) => (/^\d+$/.test(p) ? Number(p) : p))
}

/** Groups faults by field, so that a field with two faults shows both. */
export function fieldFaults(p: Problem): { name: (string | number)[]; errors: string[] }[] {
  const by = new Map<string, { name: (string | number)[]; errors: string[] }>()
  for (const f of p.fields) {
    if (!f.path) continue
    const name = fieldPath(f.path)
    if (name.length === 0) continue
    const key = name.join('.')
    const have = by.get(key)
    if (have) have.errors.push(f.message)
    else by.set(key, { name, errors: [f.message] })
  }
  return [...by.values()]
}
