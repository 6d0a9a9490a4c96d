import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { useTitle } from '@/components/page'
import { client } from '@/lib/http'
import { setLang, useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { toProblem, type Problem } from '@/lib/problem'
import { queries } from '@/lib/queries'
import { useMaybeMe } from '@/lib/session'

/** Only a path of our own may follow the sign-in. */
export function safeNext(next: string | null): string {
  return next && next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') && !next.startsWith('/sign-in') ? next : paths.home
}

export function SignInPage() {
  const { t, lang, pick } = useT()
  useTitle(t('sign.title'))
  const qc = useQueryClient()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const me = useMaybeMe()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const alert = useRef<HTMLDivElement>(null)
  const next = safeNext(query.get('next'))
  useEffect(() => { if (problem) alert.current?.focus() }, [problem])
  if (me.data && !busy) return <Navigate to={next} replace />

  const submit = async (v: { login: string; password: string }) => {
    setBusy(true)
    setProblem(null)
    try {
      await client.POST('/session', { body: { login: v.login.trim(), password: v.password } })
      await qc.fetchQuery({ ...queries.me(), staleTime: 0 })
      void navigate(next, { replace: true })
    } catch (err) {
      setProblem(toProblem(err))
    } finally {
      setBusy(false)
    }
  }
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <div className="sign">
      <main className="sign-card">
        <div className="sign-brand">
          <img src="/seal.svg" alt="" width={44} height={44} />
          <div>
            <h1>{t('app.name')}</h1>
            <p>{t('app.tagline')}</p>
          </div>
        </div>
        {query.get('next') && !problem && <p className="quiet">{t('sign.again')}</p>}
        {problem && <div ref={alert} tabIndex={-1} role="alert" className="notice notice-bad">{pick(problem.detail, problem.detailEn) || problem.code}</div>}
        <Form layout="vertical" size="large" requiredMark={false} onFinish={(v) => void submit(v)} noValidate>
          <Form.Item name="login" label={t('sign.login')} rules={[{ required: true, whitespace: true }]}><Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus /></Form.Item>
          <Form.Item name="password" label={t('sign.password')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" visibilityToggle={false} /></Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>{t('sign.submit')}</Button>
        </Form>
        <p className="quiet sign-note">{t('sign.notice')}</p>
        <p className="sign-links"><Link to={paths.apply()}>{t('app.apply')}</Link><Link to={paths.myApplication}>{t('app.find')}</Link><Link to={paths.publicOrganizations()}>{t('pubreg.title')}</Link><Link to={paths.publicListings()}>{t('publ.title')}</Link><Link to={paths.publicPenalties}>{t('pub.title')}</Link></p>
        <Button type="link" size="small" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => setLang(other)}>{t('top.switchLang')}</Button>
      </main>
    </div>
  )
}
