import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { WindowRecording } from '../../recording/windowRecording'
import { inWords, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { Icon } from '../Icon'

/** Stands in a window as long as it is recorded for a bug report, with what ends that; and then says where the recording lies. */
export function RecordingLine(): ReactElement | null {
  const { recording } = useParts()
  return recording ? <Line recording={recording} /> : null
}

function Line({ recording }: { recording: WindowRecording }): ReactElement | null {
  const told = useStore(recording.store)
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  const { now, nowPrivate, stop, lies, full, seen } = words.recording
  if (told.state === 'seen') return null
  const isOn = told.state === 'on'
  const text =
    told.state === 'on'
      ? isPrivate
        ? nowPrivate
        : now
      : told.state === 'failed'
        ? inWords(told.error.notice)
        : (told.why === 'full' ? full : lies)(told.file)
  return (
    <div className="leaves-line" role="status">
      <p>
        <Icon name="record" /> {text}
      </p>
      <button
        type="button"
        className="text-button"
        onClick={isOn ? () => void recording.stop() : recording.seen}
      >
        {isOn ? stop : seen}
      </button>
    </div>
  )
}
