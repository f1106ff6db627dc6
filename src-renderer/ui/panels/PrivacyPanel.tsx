import type { PrivacyBridge, PrivacyReport, RemovalReport } from '@contract'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { formats, words } from '../../words'
import { useParts } from '../appContext'
import { ConnectionList } from './ConnectionList'
import { DiskList } from './DiskList'
import { Panel } from './Panel'
import { RecordingPart } from './RecordingPart'
import { RemoveAll } from './RemoveAll'
import './privacy.css'

/** Whom Parley asked for something since it was started, and what it has on this disk. */
export function PrivacyPanel({ onRemoved }: Pick<PrivacyProps, 'onRemoved'>): ReactElement | null {
  const { privacy } = useParts()
  return privacy ? <Privacy privacy={privacy} onRemoved={onRemoved} /> : null
}

interface PrivacyProps {
  readonly privacy: PrivacyBridge
  /** Called when everything was removed. */
  readonly onRemoved: (removal: RemovalReport) => void
}

function Privacy({ privacy, onRemoved }: PrivacyProps): ReactElement {
  const { report, hasFailed, look } = useReport(privacy)
  const { name, disk, again, failed, connections } = words.privacy
  return (
    <Panel name={name}>
      {report && (
        <section className="panel-part">
          <h3>{connections(formats.clockTime(report.startedAt))}</h3>
          <ConnectionList report={report} />
        </section>
      )}
      {report && (
        <section className="panel-part">
          <h3>{disk}</h3>
          <DiskList places={report.places} />
        </section>
      )}
      <section className="panel-part">
        {hasFailed && (
          <p className="model-error" role="alert">
            {failed}
          </p>
        )}
        <button type="button" className="button" onClick={look}>
          {again}
        </button>
      </section>
      <RecordingPart />
      {report && <RemoveAll privacy={privacy} places={report.places} onRemoved={onRemoved} />}
    </Panel>
  )
}

interface Report {
  readonly report: PrivacyReport | undefined
  readonly hasFailed: boolean
  readonly look: () => void
}

/** Looked at when the panel opens, and whenever that is wanted. */
function useReport(privacy: PrivacyBridge): Report {
  const [report, setReport] = useState<PrivacyReport>()
  const [hasFailed, setHasFailed] = useState(false)
  const look = useCallback((): void => {
    setHasFailed(false)
    privacy.report().then(setReport, () => setHasFailed(true))
  }, [privacy])
  useEffect(look, [look])
  return { report, hasFailed, look }
}
