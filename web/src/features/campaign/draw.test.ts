import { expect, it } from 'vitest'
import type { Sampling } from '@/api/types'
import { poolText, replay, sampleSize, toDraw } from './draw'

// The same vector as domain.TestTheVectorOfTheDraw: what the system draws is what a reader's browser draws.
const pool = [{ id: 'o-3', uscc: '52990101MJG000019X', kind: 'service_org', name: '丙' }, { id: 'o-1', uscc: '51990101MJG000027Q', kind: 'association', name: '甲' }, { id: 'o-2', kind: 'association', name: '乙' }, { id: 'o-4', uscc: '51990101MJG0000431', kind: 'association', name: '丁' }]
const drawn = (more: Partial<Sampling>) => ({
  as_of: '2026-10-01', per_mille: 500, pool, digest: '604db995ef0a5957c18060966bff82f01c54917e73b99c9e4699c81acea8f68f', frozen_at: '2026-10-01T09:00:00+08:00', public: ' 2026134：03 08 15 21 27 33 + 07 ',
  seed: 'b0ac3ba9932b1d3ad57b4aeaa84236a7ad0c21e8d134a77315bc6e28e029e153', drawn: ['o-1', 'o-4'], ...more,
}) as Sampling

it('repeats the draw as the domain makes it, whole and by kind', async () => {
  expect(await replay(drawn({}))).toMatchObject({ digest: true, seed: true, result: true })
  expect(await replay(drawn({ per_mille: 300, by_kind: true, drawn: ['o-1', 'o-3'] }))).toMatchObject({ result: true })
  expect(poolText(pool).split('\n')).toEqual(['o-1\t51990101MJG000027Q\tassociation', 'o-2\t\tassociation', 'o-3\t52990101MJG000019X\tservice_org', 'o-4\t51990101MJG0000431\tassociation', ''])
})

it('sees what was tampered with: the pool, the value, the result', async () => {
  expect(await replay(drawn({ pool: pool.slice(1) }))).toMatchObject({ digest: false, seed: false })
  expect(await replay(drawn({ public: '2026135：01 02 03 04 05 06 + 07' }))).toMatchObject({ digest: true, seed: false })
  expect(await replay(drawn({ drawn: ['o-4', 'o-1'] }))).toMatchObject({ digest: true, seed: true, result: false })
})

it('draws three of a hundred, rounded up, of every kind where asked', () => {
  expect([0, 1, 17, 33, 34, 100, 101].map((n) => sampleSize(n, 30))).toEqual([0, 1, 1, 1, 2, 3, 4])
  expect(toDraw(drawn({ per_mille: 30 }))).toBe(1)
  expect(toDraw(drawn({ per_mille: 30, by_kind: true }))).toBe(2)
})
