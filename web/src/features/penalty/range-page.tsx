import { Form } from 'antd'
import { useSearchParams } from 'react-router'
import { Page } from '@/components/page'
import { useT } from '@/lib/i18n'
import { LawEditor } from './law-editor'

/** What the law would allow, tried on facts that are entered nowhere. */
export function RangePage() {
  const { t } = useT()
  const [query] = useSearchParams()
  const [form] = Form.useForm()
  const initial = { what: { allegations: [{ violation: query.get('violation') ?? undefined, from: query.get('from') ?? undefined, to: query.get('to') ?? undefined }], assessments: [{}], sanctions: [] } }
  return (
    <Page title={t('range.title')} hint={t('range.hint')}>
      <Form form={form} name="range" layout="vertical" requiredMark={false} className="act-form" autoComplete="off" initialValues={initial}>
        <LawEditor base={['what']} decides withFacts={false} />
      </Form>
    </Page>
  )
}
