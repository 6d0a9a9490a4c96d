import { expect, it } from 'vitest'
import { reinspectionResult } from './reinspect-form'

it('reckons the result as the domain does', () => {
  expect(reinspectionResult([{ passed: true }, { passed: true }])).toBe('passed')
  expect(reinspectionResult([{ passed: true }, { passed: false }])).toBe('partial')
  expect(reinspectionResult([{ passed: false }])).toBe('failed')
  expect(reinspectionResult([{ passed: true }, {}])).toBeUndefined()
  expect(reinspectionResult([])).toBeUndefined()
})
