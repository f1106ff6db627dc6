import { faultLine, faultNotice, type Notice, type SettingFault } from '@contract'
import { useState, useSyncExternalStore, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useParts } from '../appContext'
import { Icon } from '../Icon'
import { offerFile } from '../offerFile'

/** A file of more is none of settings; the host says so of what is one byte longer. */
const longestBytes = 1_000_000

type Step = 'resting' | 'sure' | 'taken'

/** All settings at once: given out as a file, taken from one, and as usual again; and what is wrong in their own file. */
export function SettingsFile(): ReactElement {
  const { settings } = useParts()
  const own = useSyncExternalStore(settings.watch, () => settings.faults)
  const [step, setStep] = useState<Step>('resting')
  const [left, setLeft] = useState<readonly SettingFault[]>([])
  const [trouble, setTrouble] = useState<Notice>()
  const { name, about, save, take, taken, notTaken, reset, sure, yes, no, wrong } = words.settingsFile

  /** @returns what the host answered; undefined where it did not do it */
  const ask = async (...request: Parameters<typeof settings.ask>) => {
    const answer = await settings.ask(...request)
    setTrouble(answer.error?.notice)
    setLeft('faults' in answer ? (answer.faults ?? []) : [])
    return 'told' in answer && answer.error === undefined ? answer : undefined
  }
  const give = async (): Promise<void> => {
    const answer = await ask({ type: 'export' })
    if (answer?.text === undefined) return
    offerFile({ name: 'parley-settings.yaml', bytes: new TextEncoder().encode(answer.text) })
  }
  const takeFrom = async (file: File): Promise<void> => {
    const text = await file.slice(0, longestBytes + 1).text()
    setStep((await ask({ type: 'import', name: file.name, text })) ? 'taken' : 'resting')
  }

  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{about}</p>
      <div className="settings-file">
        <button type="button" className="button" onClick={() => void give()}>
          <Icon name="save" />
          {save}
        </button>
        <label className="button">
          {take}
          <input
            type="file"
            className="unseen"
            accept=".yaml,.yml,.json"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) void takeFrom(file)
              // The same file may be chosen again.
              target.value = ''
            }}
          />
        </label>
        {step !== 'sure' && (
          <button type="button" className="button" onClick={() => setStep('sure')}>
            {reset}
          </button>
        )}
      </div>
      {step === 'sure' && (
        <div className="question-group" role="group" aria-label={sure}>
          <p>{sure}</p>
          <button
            type="button"
            className="button"
            onClick={() => {
              setStep('resting')
              void ask({ type: 'reset' })
            }}
          >
            {yes}
          </button>
          <button type="button" className="button" autoFocus onClick={() => setStep('resting')}>
            {no}
          </button>
        </div>
      )}
      <p role="status">{step === 'taken' && taken}</p>
      {trouble !== undefined && <p role="alert">{inWords(trouble)}</p>}
      <Faults name={notTaken} faults={left} />
      <Faults name={wrong} faults={own} />
    </section>
  )
}

function Faults({ name, faults }: { name: string; faults: readonly SettingFault[] }): ReactElement | null {
  if (faults.length === 0) return null
  return (
    <div role="alert" className="settings-faults">
      <p>{name}</p>
      <ul>
        {faults.map((fault) => (
          <li key={faultLine(fault)}>{inWords(faultNotice(fault))}</li>
        ))}
      </ul>
    </div>
  )
}
