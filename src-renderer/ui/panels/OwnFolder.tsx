import type { AppErrorBody, ModelsBridge } from '@contract'
import { useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'

/** A model in a folder of the user's own. A browser sees no folders: there a command takes it into the list. */
export function OwnFolder({ models }: { models: ModelsBridge }): ReactElement {
  const [isAsking, setIsAsking] = useState(false)
  const [refusal, setRefusal] = useState<AppErrorBody>()
  const { name, about, use, command } = words.models.folder
  const choose = async (): Promise<void> => {
    setIsAsking(true)
    setRefusal(await models.useFolder?.())
    setIsAsking(false)
  }
  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{models.useFolder ? about : command}</p>
      {models.useFolder && (
        <button type="button" className="button" disabled={isAsking} onClick={() => void choose()}>
          {use}
        </button>
      )}
      <p className="model-error" role="status">
        {refusal && inWords(refusal.notice)}
      </p>
    </section>
  )
}
