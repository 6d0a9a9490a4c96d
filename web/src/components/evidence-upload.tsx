import { CameraOutlined, CheckCircleOutlined, DeleteOutlined, FileOutlined, PaperClipOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useRef } from 'react'
import { useT } from '@/lib/i18n'
import { evidenceClasses, evidenceKinds, options } from '@/lib/titles'
import { useUploads, type Entry } from './uploads'

/** A file of a form with what it is evidence of. */
export interface EvidenceEntry extends Entry { kind: string; title: string; taken_at?: string; line?: number; class?: string; source?: string; form?: string }

/** What of the entries goes into a command. */
export function evidenceData(entries: EvidenceEntry[] | undefined) {
  return (entries ?? []).filter((e) => e.hash).map((e) => ({ hash: e.hash!, kind: e.kind, title: e.title.trim() || e.name, taken_at: e.taken_at, line: e.line || undefined, ...(e.class ? { class: e.class, source: e.source?.trim() || undefined, form: e.form } : {}) }))
}
export const evidencePending = (entries: EvidenceEntry[] | undefined) => (entries ?? []).some((e) => !e.hash)

/** What a file of a kind usually is in law; the officer says what it is here. */
const classOf: Record<string, string> = { photo: 'audiovisual', video: 'audiovisual', audio: 'audiovisual', document: 'documentary' }
const kindOf = (type: string) => type.startsWith('image/') ? 'photo' : type.startsWith('video/') ? 'video' : type.startsWith('audio/') ? 'audio' : 'document'

/** Chooses, uploads and names files. Each is uploaded at once, so that the form is small when it is sent. */
export function EvidenceUpload({ value, onChange, lines, camera, statutory, id }: {
  value?: EvidenceEntry[]; onChange?: (v: EvidenceEntry[]) => void; lines?: number; camera?: boolean; id?: string
  /** Evidence in a penalty case says which of the eight kinds it is, where it comes from, and whether it is the original. */
  statutory?: boolean
}) {
  const { t, lang } = useT()
  const entries = value ?? []
  const { share, change, send, add, remove } = useUploads<EvidenceEntry>(value, onChange, (file, key) => {
    const kind = kindOf(file.type)
    return { key, name: file.name, kind, title: file.name.replace(/\.[^.]+$/, ''), ...(statutory ? { class: classOf[kind], form: 'original' } : {}), taken_at: file.lastModified ? new Date(Math.min(file.lastModified, Date.now())).toISOString() : undefined }
  })
  const input = useRef<HTMLInputElement>(null)
  const done = entries.filter((e) => e.hash).length
  return (
    <div className="uploads" id={id}>
      <div className="uploads-head">
        <Button size="large" icon={<PaperClipOutlined aria-hidden />} onClick={() => { input.current?.removeAttribute('capture'); input.current?.click() }}>{t('file.choose')}</Button>
        {camera && <Button size="large" icon={<CameraOutlined aria-hidden />} onClick={() => { input.current?.setAttribute('capture', 'environment'); input.current?.click() }}>{t('file.camera')}</Button>}
        <input ref={input} type="file" multiple hidden aria-label={t('file.choose')} accept={camera ? 'image/*,video/*,audio/*,application/pdf' : undefined}
          onChange={(e) => { add(e.target.files); e.target.value = '' }} />
        <span role="status" className={done < entries.length ? 'badge badge-soon' : 'badge badge-plain'}>{t('file.count', { done, all: entries.length })}</span>
      </div>
      <ul className="uploads-list">
        {entries.map((e, i) => (
          <li key={e.key}>
            <span className="uploads-state">
              {e.hash ? <CheckCircleOutlined className="ok" aria-hidden /> : e.error ? <WarningOutlined className="bad" aria-hidden /> : <FileOutlined aria-hidden />}
              <span className="uploads-name">{e.name}</span>
              {!e.hash && !e.error && <progress aria-label={`${t('file.waiting')} ${e.name}`} value={share(e.key)} max={1} />}
              {e.error && <span className="bad">{t('file.failed')}：{e.error}</span>}
            </span>
            <span className="uploads-fields">
              <Input aria-label={`${t('file.name')} ${i + 1}`} value={e.title} maxLength={120} onChange={(x) => change(e.key, { title: x.target.value })} />
              <Select aria-label={`${t('file.kind')} ${i + 1}`} value={e.kind} options={options(evidenceKinds, lang)} onChange={(kind) => change(e.key, { kind })} />
              {statutory && (
                <>
                  <Select aria-label={`${t('file.class')} ${i + 1}`} value={e.class} options={options(evidenceClasses, lang)} popupMatchSelectWidth={false} onChange={(v) => change(e.key, { class: v })} />
                  <Select aria-label={`${t('file.form')} ${i + 1}`} value={e.form} options={[{ value: 'original', label: t('file.original') }, { value: 'copy', label: t('file.copy') }]} onChange={(form) => change(e.key, { form })} />
                  <Input aria-label={`${t('file.source')} ${i + 1}`} placeholder={t('file.source')} value={e.source} maxLength={200} onChange={(x) => change(e.key, { source: x.target.value })} />
                </>
              )}
              {lines !== undefined && lines > 0 && (
                <Select aria-label={`${t('file.line')} ${i + 1}`} value={e.line ?? 0} onChange={(line) => change(e.key, { line: line || undefined })}
                  options={[{ value: 0, label: t('file.lineNone') }, ...Array.from({ length: lines }, (_, n) => ({ value: n + 1, label: t('insp.line', { n: n + 1 }) }))]} />
              )}
              {e.error && <Button icon={<ReloadOutlined aria-hidden />} onClick={() => send(e.key)}>{t('file.retry')}</Button>}
              <Button icon={<DeleteOutlined aria-hidden />} aria-label={`${t('common.remove')} ${e.name}`} onClick={() => remove(e.key)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
