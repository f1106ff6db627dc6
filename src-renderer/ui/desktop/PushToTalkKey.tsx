import type { DesktopBridge, PushToTalkState } from '@contract'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { words } from '../../words'
import { isComposing } from '../isComposing'
import { accelerator, keysOf } from './accelerator'
import { useParts } from '../appContext'
import { SettingOrigin } from '../panels/SettingOrigin'
import { useSetting } from '../useSetting'
import './desktop.css'

type Trial = 'none' | 'recording' | 'trying' | 'worked' | 'failed'

/** The key that talks from every program: shown, recorded anew, and tried with a real press. */
export function PushToTalkKey({ desktop }: { desktop: DesktopBridge }): ReactElement | null {
  const { settings } = useParts()
  const pushToTalkKey = useSetting('pushToTalkKey')
  const [state, setState] = useState<PushToTalkState>()
  const [trial, setTrial] = useState<Trial>('none')
  const recorderRef = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    const recorder = recorderRef.current
    if (trial !== 'recording' || !recorder) return
    const record = (event: KeyboardEvent): void => {
      if (event.key === 'Tab' || isComposing(event)) return
      // Nothing else is to hear a key that is being recorded.
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Escape') setTrial('none')
      const pressed = accelerator(event)
      if (pressed === undefined) return
      setTrial('none')
      settings.choose('pushToTalkKey', pressed)
    }
    recorder.addEventListener('keydown', record)
    return () => recorder.removeEventListener('keydown', record)
  }, [trial, settings])
  // What became of it, the app knows when it has it.
  useEffect(() => {
    const ask = (): void => void desktop.pushToTalk().then(setState)
    ask()
    return settings.watch(ask)
  }, [desktop, settings])

  if (state === undefined) return null
  const tryIt = (): void => {
    setTrial('trying')
    const end = (came: boolean): void =>
      setTrial((now) => (now === 'trying' ? (came ? 'worked' : 'failed') : now))
    void desktop.checkPushToTalk().then(end)
  }
  const told = trial === 'none' ? words.desktop.states[state] : words.desktop.trials[trial]
  return (
    <div className="push-to-talk">
      <p className="push-to-talk-keys">
        {keysOf(pushToTalkKey).map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </p>
      <SettingOrigin setting="pushToTalkKey" name={words.desktop.name} />
      <p role="status">{told}</p>
      <div className="push-to-talk-buttons">
        <button
          type="button"
          className="button"
          ref={recorderRef}
          onClick={() => setTrial('recording')}
          onBlur={() => setTrial((now) => (now === 'recording' ? 'none' : now))}
        >
          {words.desktop.record}
        </button>
        <button type="button" className="button" disabled={trial === 'trying'} onClick={tryIt}>
          {words.desktop.tryIt}
        </button>
      </div>
    </div>
  )
}
