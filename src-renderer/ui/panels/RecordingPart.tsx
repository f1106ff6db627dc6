import type { Notice } from '@contract'
import { useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { useSetting } from '../useSetting'

/** Begins to record for a bug report: every window loads anew for that, for a recording has all from the beginning. */
export function RecordingPart(): ReactElement {
  const { settings } = useParts()
  const isOn = useSetting('recording')
  const [trouble, setTrouble] = useState<Notice>()
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  const { name, about, begin, stop, nowPrivate, wouldBePrivate } = words.recording
  // Windows load anew when the host has it, and not before.
  const choose = async (recording: boolean): Promise<void> => {
    const { error } = await settings.ask({ type: 'change', changes: { recording } })
    setTrouble(error?.notice)
  }
  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{about}</p>
      {isPrivate && <p>{isOn ? nowPrivate : wouldBePrivate}</p>}
      <button type="button" className="button" onClick={() => void choose(!isOn)}>
        {isOn ? stop : begin}
      </button>
      {trouble !== undefined && (
        <p className="model-error" role="alert">
          {inWords(trouble)}
        </p>
      )}
    </section>
  )
}
