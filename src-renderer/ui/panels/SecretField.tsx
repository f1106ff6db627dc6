import type { AppErrorBody, SecretStore } from '@contract'
import { useEffect, useId, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import './models.css'

interface SecretFieldProps {
  readonly secret: SecretStore
  /** What it is called, and what is told of it. */
  readonly says: {
    readonly name: string
    readonly about: string
    readonly kept: string
    /** The system has no safe storage. */
    readonly unsafe: string
    readonly keep: string
  }
}

/** A token or a key of the user's. It is never shown again. */
export function SecretField({ secret, says }: SecretFieldProps): ReactElement {
  const id = useId()
  const [isKept, setIsKept] = useState(false)
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<AppErrorBody>()
  const [isSafe, setIsSafe] = useState(true)
  useEffect(() => {
    void secret.isKept().then(setIsKept)
    void secret.isSafe().then(setIsSafe)
  }, [secret])
  const keep = async (text: string): Promise<void> => {
    setRefusal(await secret.keep(text))
    setIsKept(await secret.isKept())
    setTyped('')
  }
  const { name, about, kept, unsafe, keep: keepIt } = says
  return (
    <form
      className="panel-part"
      onSubmit={(event) => {
        event.preventDefault()
        void keep(typed)
      }}
    >
      <h3>{name}</h3>
      <p id={id} className="panel-note">
        {isKept ? kept : isSafe ? about : unsafe}
      </p>
      {isKept && (
        <button type="button" className="button" onClick={() => void keep('')}>
          {words.models.forget}
        </button>
      )}
      {!isKept && isSafe && (
        <div className="token">
          <input
            type="password"
            value={typed}
            aria-label={name}
            aria-describedby={id}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="button" disabled={typed.trim() === ''}>
            {keepIt}
          </button>
        </div>
      )}
      <p className="model-error" role="status">
        {refusal && inWords(refusal.notice)}
      </p>
    </form>
  )
}
