import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'
import type { AllowedAct, CaseFile, Receipt } from '@/api/types'
import type { ActDef, ActRegistry } from '@/components/act-def'
import { ActFields } from '@/components/act-fields'
import { ActForm } from '@/components/act-form'
import { Page } from '@/components/page'
import { Loading, Wrong } from '@/components/states'
import { useT } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { useMe } from '@/lib/session'

/** A statutory act on a page of its own. */
export function ActPage({ registry }: { registry: ActRegistry }) {
  const { id = '', act = '' } = useParams()
  const { t, pick } = useT()
  const navigate = useNavigate()
  const asked = useQuery({ ...queries.case(id), refetchOnWindowFocus: false })
  const file = asked.data
  const found = file?.allowed_acts?.find((a) => a.name === act)
  const title = found ? pick(found.title, found.english) : t('act.notHere')
  if (!file) return <div className="page page-narrow">{asked.error ? <Wrong error={asked.error} retry={() => void asked.refetch()} /> : <Loading />}</div>
  const crumbs = [{ label: t('case.list'), to: paths.cases() }, { label: file.case.reference || file.case.title, to: paths.case(id) }, { label: title }]
  const cancel = () => void navigate(paths.case(id))
  const done = (receipt: Receipt) => void navigate(paths.case(id), { state: { receipt, title } })
  return (
    <Page title={title} hint={file.case.title} crumbs={crumbs} narrow={!registry[act]?.wide}>
      {!found || found.refused
        ? <Refusal act={found} caseId={id} />
        : <Ask act={found} def={registry[act] ?? {}} file={file} onCancel={cancel} onDone={done} />}
    </Page>
  )
}

function Refusal({ act, caseId }: { act?: AllowedAct; caseId: string }) {
  const { t, pick } = useT()
  return (
    <div className="notice notice-warn notice-block">
      <strong>{t('act.refused')}</strong>
      <p>{act?.refused ? pick(act.refused.detail, act.refused.detail_en) : t('act.notHere')} {act?.refused?.article && <span className="quiet">{act.refused.article}</span>}</p>
      <Link to={paths.case(caseId)}>{t('app.backTop')}</Link>
    </div>
  )
}

export function Ask({ act, def, file, onCancel, onDone }: { act: AllowedAct; def: ActDef; file: CaseFile; onCancel: () => void; onDone: (r: Receipt) => void }) {
  const w = useT()
  const me = useMe()
  if (def.Form) return <def.Form act={act} file={file} onCancel={onCancel} onDone={onDone} />
  return (
    <ActForm act={act} file={file} initial={def.initial?.(file, me)} danger={def.danger} occurred={!def.dialog} onCancel={onCancel} onDone={onDone}
      toData={def.toData && ((v) => def.toData!(v, file))} says={def.says && ((v) => def.says!(v, file, w, me))} clocks={def.clocks && ((v) => def.clocks!(v, file, me))}>
      {(values) => def.fields?.length
        ? <ActFields fields={def.fields} file={file} values={values} />
        : <p className="quiet">{w.t('act.noForm')}</p>}
    </ActForm>
  )
}
