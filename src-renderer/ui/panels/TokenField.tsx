import type { AppErrorBody, ModelsBridge } from '@contract'
import { useEffect, useId, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'

type Token = NonNullable<ModelsBridge['token']>

/** A token for models that their makers give only to people they know. It is never shown again. */
export function TokenField({ token }: { token: Token }): ReactElement {
  const id = useId()
  const [isKept, setIsKept] = useState(false)
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<AppErrorBody>()
  const [isSafe, setIsSafe] = useState(true)
  useEffect(() => {
    void token.isKept().then(setIsKept)
    void token.isSafe().then(setIsSafe)
  }, [token])
  const keep = async (text: string): Promise<void> => {
    setRefusal(await token.keep(text))
    setIsKept(await token.isKept())
    setTyped('')
  }
  const { kept, about, unsafe } = words.models.token
  return (
    <form
      className="panel-part"
      onSubmit={(event) => {
        event.preventDefault()
        void keep(typed)
      }}
    >
      <h3>{words.models.token.name}</h3>
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
            aria-label={words.models.token.name}
            aria-describedby={id}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="button" disabled={typed.trim() === ''}>
            {words.models.token.keep}
          </button>
        </div>
      )}
      <p className="model-error" role="status">
        {refusal && inWords(refusal.notice)}
      </p>
    </form>
  )
}
