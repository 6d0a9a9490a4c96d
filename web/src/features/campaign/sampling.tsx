import { CheckCircleOutlined, CloseSquareOutlined, DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseFile, Sampling } from '@/api/types'
import { DataTable } from '@/components/data-table'
import { DayText } from '@/components/day-text'
import { Section } from '@/components/page'
import { timeText } from '@/lib/dates'
import { useT } from '@/lib/i18n'
import type { Key } from '@/lib/messages'
import { formatCount } from '@/lib/money'
import { paths } from '@/lib/paths'
import { queries } from '@/lib/queries'
import { checkKinds, title } from '@/lib/titles'
import { canDigest, poolText, replay, toDraw, type Replay } from './draw'

function Verdict({ ok, yes, no }: { ok: boolean; yes: Key; no: Key }) {
  const { t } = useT()
  return <span className={`badge ${ok ? 'badge-kept' : 'badge-late'}`}>{ok ? <CheckCircleOutlined aria-hidden /> : <CloseSquareOutlined aria-hidden />}{t(ok ? yes : no)}</span>
}

/** The frozen pool and the draw from it, with everything that is needed to repeat it, and its repetition by system and browser. */
export function SamplingSection({ file, name }: { file: CaseFile; name: (id: string | undefined) => string }) {
  const { t, lang } = useT()
  const s = file.case.campaign!.sampling!
  const drawn = !!s.seed
  const asked = useQuery({ ...queries.sampling(file.case.id), enabled: drawn })
  const [here, setHere] = useState<Replay>()
  const pool = new Map(s.pool.map((p) => [p.id, p]))
  const officers = (id: string) => file.case.campaign!.targets?.find((x) => x.party === id)?.officers ?? []
  return (
    <Section id="sampling" title={t('smp.title')} extra={asked.data && <Verdict ok={asked.data.same} yes="smp.same" no="smp.differs" />} flush>
      <div className="card-pad">
        {!drawn && <p className="notice">{t('smp.notYet')}</p>}
        {asked.data?.fault && <p className="notice notice-bad">{asked.data.fault}</p>}
        <dl className="facts facts-wide">
          <div><dt>{t('smp.pool')}</dt><dd>{t('smp.poolN', { n: formatCount(s.pool.length) })} <span className="quiet">{t('smp.asOf')} <span className="num">{s.as_of}</span> {s.kinds?.map((k) => title(checkKinds, k, lang)).join('、')}</span></dd></div>
          <div><dt>{t('smp.share')}</dt><dd><span className="num">{s.per_mille / 10}%</span> {s.least && <span className="quiet">{t('smp.least', { n: s.least / 10 })}</span>} {s.by_kind && <span className="mark">{t('smp.byKindShort')}</span>} {t('smp.drawN', { n: toDraw(s) })}</dd></div>
          <div><dt>{t('smp.frozenAt')}</dt><dd className="num">{timeText(s.frozen_at)}</dd></div>
          {drawn && <div><dt>{t('smp.publicAt')}</dt><dd className="num">{timeText(s.public_at)}</dd></div>}
          {drawn && <div><dt>{t('smp.public')}</dt><dd><strong className="num">{s.public}</strong> <span className="block quiet">{s.public_is}</span></dd></div>}
          {drawn && <div><dt>{t('smp.drawnOn')}</dt><dd><DayText date={s.drawn_on} /> {s.witnesses?.length ? <span className="block quiet">{t('smp.witnesses')} {s.witnesses.join('、')}</span> : null}</dd></div>}
        </dl>
        <p><span className="quiet">{t('smp.digest')}</span> <code className="hash-long">{s.digest}</code></p>
        {drawn && <p><span className="quiet">{t('smp.seed')}</span> <code className="hash-long">{s.seed}</code></p>}
      </div>
      {drawn && (
        <DataTable caption={t('smp.drawn')} rows={s.drawn ?? []} rowKey={(id) => id} columns={[
          { key: 'org', title: t('smp.drawn'), head: true, render: (id, i) => <><span className="num">{i + 1}.</span> <Link to={paths.organization(id)}>{pool.get(id)?.name ?? id}</Link></> },
          { key: 'kind', title: t('reg.kind'), wrap: false, render: (id) => title(checkKinds, pool.get(id)?.kind, lang) },
          { key: 'officers', title: t('f.officers'), render: (id) => officers(id).map(name).join('、') },
          ...(here ? [{ key: 'rank', title: t('smp.rank'), wrap: false, render: (id: string) => { const r = here.ranks.find((x) => x.id === id)?.rank; return <code title={r}>{r?.slice(0, 12) ?? '—'}</code> } }] : []),
        ]} />
      )}
      <div className="card-pad sampling-foot">
        {drawn && (
          <p className="row-line">
            <Button disabled={!canDigest()} onClick={() => void replay(s).then(setHere)}>{t('smp.replay')}</Button>
            {!canDigest() && <span className="quiet">{t('smp.noCrypto')}</span>}
            <span role="status">{here && <Verdict ok={here.digest && here.seed && here.result} yes="smp.replaySame" no="smp.replayDiffers" />}</span>
          </p>
        )}
        <HowTo s={s} />
      </div>
    </Section>
  )
}

/** The steps in words and as commands of any machine. */
function HowTo({ s }: { s: Sampling }) {
  const { t } = useT()
  const drawn = !!s.seed
  return (
    <details>
      <summary>{t('smp.how')}</summary>
      <ol className="plain-list">
        <li>{t('smp.step1')} <a href={`data:text/tab-separated-values;charset=utf-8,${encodeURIComponent(poolText(s.pool))}`} download={`pool-${s.digest.slice(0, 8)}.tsv`}><DownloadOutlined aria-hidden /> {t('smp.download')}</a><code className="block hash-long">sha256sum pool-{s.digest.slice(0, 8)}.tsv</code></li>
        <li>{t('smp.step2')}<code className="block hash-long">printf &apos;%s\n%s&apos; {s.digest} &apos;{drawn ? s.public : '…'}&apos; | sha256sum</code></li>
        <li>{t('smp.step3')}<code className="block hash-long">printf &apos;%s&apos; {drawn ? s.seed : '…'}/{s.pool[0]?.id} | sha256sum</code></li>
      </ol>
    </details>
  )
}
