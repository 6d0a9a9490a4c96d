import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import { useEffect, useState, type ReactNode } from 'react'
import { whenUnauthorized } from '@/lib/http'
import { useT } from '@/lib/i18n'
import { Problem } from '@/lib/problem'
import { recall, remember } from '@/lib/storage'
import { ContrastContext } from './contrast'
import { theme } from './theme'

function client() {
  const qc = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        retry: (n, err) => !(err instanceof Problem && err.status >= 400 && err.status < 500) && n < 2,
      },
    },
    mutationCache: new MutationCache(),
  })
  whenUnauthorized(() => qc.setQueryData(['me'], null))
  return qc
}

export function Providers({ children }: { children: ReactNode }) {
  const [qc] = useState(client)
  const { lang, t } = useT()
  const [high, setHigh] = useState(() => recall('contrast') === 'high' || (recall('contrast') === null && window.matchMedia('(prefers-contrast: more)').matches))
  useEffect(() => {
    document.documentElement.lang = lang === 'en' ? 'en' : 'zh-CN'
    dayjs.locale(lang === 'en' ? 'en' : 'zh-cn')
  }, [lang])
  useEffect(() => { document.documentElement.dataset.contrast = high ? 'high' : 'normal' }, [high])
  const contrast = { high, toggle: () => setHigh((h) => { remember('contrast', h ? 'normal' : 'high'); return !h }) }
  return (
    <QueryClientProvider client={qc}>
      <ContrastContext value={contrast}>
        <ConfigProvider locale={lang === 'en' ? enUS : zhCN} theme={theme(high)} button={{ autoInsertSpace: false }} wave={{ disabled: true }}
          form={{ validateMessages: { required: `\${label}：${t('common.required')}` } }}>
          <App component={false}>{children}</App>
        </ConfigProvider>
      </ContrastContext>
    </QueryClientProvider>
  )
}
