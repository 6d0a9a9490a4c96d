import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CaseFile } from '@/api/types'
import { me } from '@/testing/render'
import { acts } from './acts'

interface Schema { $ref?: string; properties?: Record<string, Schema>; required?: string[] }
const api = JSON.parse(readFileSync('../api/openapi.json', 'utf8')) as { paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: Schema }> } } }>; components: { schemas: Record<string, Schema> } }
const at = (s: Schema | undefined): Schema | undefined => (s?.$ref ? at(api.components.schemas[s.$ref.split('/').at(-1)!]) : s)
const command = (act: string) => at(at(api.paths[`/cases/{case}/acts/${act}`]?.post?.requestBody?.content['application/json']?.schema)?.properties?.data)

const known = Object.keys(acts).filter((a) => command(a) && acts[a]!.fields)

it.each(known)('%s asks for what its act knows, and for everything it must have', (act) => {
  const def = acts[act]!
  const c = command(act)!
  const asked = def.fields!.map((f) => f.name)
  expect(Object.keys(c.properties ?? {}).filter((p) => p !== '$schema')).toEqual(expect.arrayContaining(asked))
  const file = { case: { id: 'x', officers: [], penalty: { allegations: [] } } } as unknown as CaseFile
  const initial = def.initial?.(file, me) ?? {}
  const sent = Object.keys((def.toData?.({ ...Object.fromEntries(asked.map((n) => [n, undefined])), points: [], answers: [], allegations: [], ...initial }, file) as object | undefined) ?? {})
  for (const r of c.required ?? []) expect([...asked, ...sent]).toContain(r)
})

// An act without an entry is asked for by a button alone: right only where the law leaves nothing to say.
it('every act of a file that must say something has a form', () => {
  const bare = Object.keys(api.paths).flatMap((p) => p.match(/^\/cases\/\{case\}\/acts\/(.+)$/)?.[1] ?? [])
    .filter((a) => !/^(party|person|agency|calendar|norms|rules|template|holiday)/.test(a) && !acts[a] && Object.keys(command(a)?.properties ?? {}).some((x) => x !== '$schema'))
  expect(bare).toEqual([])
})
