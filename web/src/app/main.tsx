import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '@/lib/i18n'
import './app.css'
import './print.css'
import { Providers } from './providers'
import { Routes } from './router'

startI18n()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers><Routes /></Providers>
  </StrictMode>,
)
