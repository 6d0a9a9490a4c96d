import createClient, { type Middleware } from 'openapi-fetch'
import type { ProblemBody } from '@/api/types'
import type { paths as operations } from '@/api/schema'
import { api, withQuery } from './paths'
import { Problem, toProblem } from './problem'

let onUnauthorized = () => {}
/** What happens when a session is over: the app goes to the sign-in page. */
export function whenUnauthorized(f: () => void) { onUnauthorized = f }

function readProblem(text: string): Partial<ProblemBody> {
  try {
    return JSON.parse(text) as ProblemBody
  } catch {
    return { code: 'fault', detail: '服务器出错，请稍后重试。', detail_en: 'The server failed; try again later.' }
  }
}

// Every refusal leaves as a Problem, so that callers see an answer or an exception and nothing between.
const refusals: Middleware = {
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined
    const p = new Problem({ ...readProblem(await response.text()), status: response.status })
    if (response.status === 401 && schemaPath !== '/session') onUnauthorized()
    throw p
  },
  onError({ error }) {
    if (error instanceof Problem || (error instanceof DOMException && error.name === 'AbortError')) return error
    return toProblem(error)
  },
}

const absolute = typeof location === 'undefined' || location.origin === 'null' ? 'http://localhost' : location.origin

export const client = createClient<operations>({
  baseUrl: absolute + api.base,
  credentials: 'same-origin',
  headers: { Accept: 'application/json, application/problem+json' },
  fetch: (request: Request) => fetch(request), // looked up at each call: tests put their own
})
client.use(refusals)

/** The answer of a call; refusals were thrown before. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> { return (await call).data as T }

/** An act is addressed by its name, which only the running page knows: the body is checked by the API. */
export function post<T>(path: string, body: unknown, key: string): Promise<T> {
  const call = client.POST as unknown as (path: string, init: unknown) => Promise<{ data?: T }>
  return answer(call(path, { body, headers: { 'Idempotency-Key': key } }))
}

/** Multipart upload with progress, which fetch does not tell. */
export function upload<T>(path: string, file: File, opt: { query?: Record<string, string | boolean>; key?: string; progress?: (share: number) => void } = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const x = new XMLHttpRequest()
    x.open('POST', withQuery(api.base + path, opt.query))
    x.setRequestHeader('Accept', 'application/json, application/problem+json')
    if (opt.key) x.setRequestHeader('Idempotency-Key', opt.key)
    x.upload.onprogress = (e) => { if (e.lengthComputable) opt.progress?.(e.loaded / e.total) }
    x.onerror = () => reject(toProblem(undefined))
    x.onload = () => {
      if (x.status >= 200 && x.status < 300) resolve(JSON.parse(x.responseText) as T)
      else {
        if (x.status === 401) onUnauthorized()
        reject(new Problem({ ...readProblem(x.responseText), status: x.status }))
      }
    }
    const form = new FormData()
    form.append('file', file, file.name)
    x.send(form)
  })
}
