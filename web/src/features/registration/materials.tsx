import { Button, Checkbox, Form, InputNumber } from 'antd'
import type { RegMaterial } from '@/api/types'
import type { Values } from '@/components/act-def'
import { DataTable } from '@/components/data-table'
import { fileHashes, FileUpload } from '@/components/file-upload'
import { useT } from '@/lib/i18n'
import { materialStates, title } from '@/lib/titles'

/** What was ticked, as the command takes it. A file counts as handed in without a tick. */
export function givenData(v: Values | undefined): Values[] {
  return Object.entries((v ?? {}) as Record<string, Values | undefined>).flatMap(([key, m]) => {
    const files = fileHashes(m?.files)
    return m?.on || files.length ? [{ key, pages: m?.pages || undefined, original: m?.original || undefined, files: files.length ? files : undefined }] : []
  })
}

/** The list of materials to tick off, with pages, original or copy, and files. Online there is no tick: what has a file is handed in. */
export function MaterialsInput({ list, upload, online }: { list: RegMaterial[]; upload: boolean; online?: boolean }) {
  const { t } = useT()
  const form = Form.useFormInstance()
  const given = (Form.useWatch('given', { form, preserve: true }) ?? {}) as Record<string, Values | undefined>
  const all = () => form.setFieldValue('given', Object.fromEntries(list.map((m) => [m.key, { ...given[m.key], on: true }])))
  return (
    <fieldset>
      <legend>{t('reg.given')} <span className="optional">{givenData(given).length} / {list.length}</span></legend>
      {!online && <p className="quiet fieldset-hint">{t('reg.givenHint')} <Button size="small" onClick={all}>{t('reg.allGiven')}</Button></p>}
      <ul className="material-list">
        {list.map((m) => (
          <li key={m.key}><div role="group" aria-label={m.title}>
            <div className="material-name">
              {online
                ? <span>{m.title}</span>
                : <Form.Item name={['given', m.key, 'on']} valuePropName="checked" noStyle><Checkbox>{m.title}</Checkbox></Form.Item>}
              <MaterialMarks m={m} />
              {m.note && <span className="material-note">{m.note}</span>}
            </div>
            {(online || given[m.key]?.on) && (
              <div className="material-more">
                {!online && <Form.Item name={['given', m.key, 'pages']} noStyle><InputNumber min={1} max={10_000} precision={0} placeholder={t('reg.pages')} aria-label={`${m.title}：${t('reg.pages')}`} className="material-pages" /></Form.Item>}
                {!online && <Form.Item name={['given', m.key, 'original']} valuePropName="checked" noStyle><Checkbox aria-label={`${m.title}：${t('file.original')}`}>{t('file.original')}</Checkbox></Form.Item>}
                {upload && <Form.Item name={['given', m.key, 'files']} noStyle><FileUpload label={m.title} to={online ? '/public/application/files' : undefined} /></Form.Item>}
              </div>
            )}
          </div></li>
        ))}
      </ul>
    </fieldset>
  )
}

export function MaterialMarks({ m }: { m: RegMaterial }) {
  const { t } = useT()
  return <>{m.optional ? <span className="mark">{t('reg.optional')}</span> : m.main ? <span className="mark">{t('reg.main')}</span> : null}</>
}

/** What local practice asks for and nobody brought is no fault. */
export function MaterialState({ m: { state, optional } }: { m: RegMaterial }) {
  const { t, lang } = useT()
  if (state === 'missing' && optional) return <span className="badge badge-ended">{t('reg.notGiven')}</span>
  const tone = state === 'given' ? 'kept' : state === 'missing' ? 'late-soft' : state === 'flawed' ? 'soon' : 'paused'
  return <span className={`badge badge-${tone}`}>{title(materialStates, state, lang)}</span>
}

/** The materials with what became of each; `href` opens a file. */
export function MaterialsTable({ list, href }: { list: RegMaterial[]; href: (hash: string) => string }) {
  const { t } = useT()
  return (
    <DataTable caption={t('reg.materials')} rows={list} rowKey={(m) => m.key} columns={[
      { key: 'title', title: t('reg.material'), head: true, render: (m) => <>{m.title} <MaterialMarks m={m} />{m.note && <span className="block quiet">{m.note}</span>}</> },
      { key: 'state', title: t('reg.state'), wrap: false, render: (m) => <><MaterialState m={m} />{m.original && <> <span className="mark">{t('file.original')}</span></>}{m.pages ? <span className="quiet"> {t('pen.pagesN', { n: m.pages })}</span> : null}</> },
      { key: 'on', title: t('common.date'), wrap: false, render: (m) => m.on ? <span className="num">{m.on}</span> : '—' },
      { key: 'files', title: t('case.files'), render: (m) => m.files?.length ? m.files.map((f) => <a key={f.hash} className="file-link" href={href(f.hash)} target="_blank" rel="noreferrer">{f.name}</a>) : '—' },
    ]} />
  )
}
