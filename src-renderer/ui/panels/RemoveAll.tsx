import type { DiskPlace, Notice, PrivacyBridge, RemovalReport } from '@contract'
import { useState, type ReactElement } from 'react'
import { keepNothingMore } from '../../lastingStorage'
import { formats, inWords, words } from '../../words'
import { useActions, useApp } from '../appContext'

interface RemoveAllProps {
  readonly privacy: PrivacyBridge
  readonly places: readonly DiskPlace[]
  readonly onRemoved: (removal: RemovalReport) => void
}

/** Removes all that Parley has on this computer, after it was asked for twice. Models may stay: they take hours to fetch. */
export function RemoveAll({ privacy, places, onRemoved }: RemoveAllProps): ReactElement {
  const actions = useActions()
  const isMuted = useApp((app) => app.muted)
  // Undefined before it was asked: afterwards the button comes back with the focus.
  const [step, setStep] = useState<'no' | 'asking' | 'running' | 'failed'>()
  const [trouble, setTrouble] = useState<Notice>()
  const [keepModels, setKeepModels] = useState(false)
  const isModel = ({ kind }: DiskPlace): boolean => kind === 'models' || kind === 'cuda'
  const ofModels = sum(places.filter(isModel))
  const isRemoved = ({ isUsersOwn, kind }: DiskPlace): boolean => !isUsersOwn && kind !== 'bundled'
  const all = sum(places.filter(isRemoved)) - (keepModels ? ofModels : 0)
  const { name, about, ask, sure, keepModels: keep, yes, no, running, failed } = words.privacy.remove

  const remove = async (): Promise<void> => {
    setStep('running')
    const fail = (why?: Notice): void => {
      setTrouble(why)
      setStep('failed')
    }
    try {
      const removal = await privacy.removeAll({ keepModels })
      if ('code' in removal) return fail(removal.notice)
      // It goes from this window as well, which is not to write it again, and hears nothing any more.
      keepNothingMore()
      actions.newConversation()
      if (!isMuted) actions.toggleMute()
      onRemoved(removal)
    } catch {
      fail()
    }
  }

  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{about}</p>
      {step === 'asking' ? (
        <div className="question-group" role="group" aria-label={sure(formats.bytes(all))}>
          <p>{sure(formats.bytes(all))}</p>
          {ofModels > 0 && (
            <label className="check">
              <input
                type="checkbox"
                checked={keepModels}
                onChange={(event) => setKeepModels(event.target.checked)}
              />
              {keep(formats.bytes(ofModels))}
            </label>
          )}
          <button type="button" className="button" onClick={() => void remove()}>
            {yes}
          </button>
          <button type="button" className="button" autoFocus onClick={() => setStep('no')}>
            {no}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button"
          disabled={step === 'running'}
          autoFocus={step === 'no'}
          onClick={() => setStep('asking')}
        >
          {ask}
        </button>
      )}
      <p role="status" className="panel-note">
        {step === 'running' && running}
      </p>
      {step === 'failed' && (
        <p className="model-error" role="alert">
          {trouble ? inWords(trouble) : failed}
        </p>
      )}
    </section>
  )
}

function sum(places: readonly DiskPlace[]): number {
  return places.reduce((bytesSoFar, { sizeBytes }) => bytesSoFar + sizeBytes, 0)
}
