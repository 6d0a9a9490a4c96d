import { createContext, use } from 'react'

export const ContrastContext = createContext({ high: false, toggle: () => {} })
export const useContrast = () => use(ContrastContext)
