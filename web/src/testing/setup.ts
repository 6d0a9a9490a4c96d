import { configure } from '@testing-library/react'
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { startI18n } from '@/lib/i18n'

startI18n('zh')
afterEach(() => { cleanup(); localStorage.clear(); vi.unstubAllGlobals() })

// What jsdom lacks and antd asks for.
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, onchange: null, addListener: () => {}, removeListener: () => {}, addEventListener: () => {}, removeEventListener: () => {}, dispatchEvent: () => false })) as typeof window.matchMedia
globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} }
Element.prototype.scrollIntoView ??= () => {}
const style = window.getComputedStyle
window.getComputedStyle = (el: Element) => style(el) // without pseudo elements, which jsdom cannot compute

// A busy machine is no fault of a page: what is waited for may take its time.
configure({ asyncUtilTimeout: 8000 })
