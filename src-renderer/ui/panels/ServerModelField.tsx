import type { AppErrorBody, SettingEntry } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useParts } from '../appContext'
import { Icon } from '../Icon'
import { useSetting } from '../useSetting'
import { TextField } from './TextField'

interface ServerModelFieldProps {
  readonly id: string
  readonly describedBy: string
  readonly chosen: string
  readonly entry: SettingEntry & { readonly modelOf: 'server' | 'serverVoice' }
  readonly choose: (model: string) => void
}

/** What a server said of its models, or why it did not. */
interface Told {
  readonly models?: readonly string[]
  readonly error?: AppErrorBody | undefined
}

/**
 * A model of a server: one of those that it lists, or a name where it lists none. A server that is used is asked at once, another one
 * by a press.
 */
export function ServerModelField(props: ServerModelFieldProps): ReactElement {
  const { id, describedBy, chosen, entry, choose } = props
  const { settings } = useParts()
  const isVoice = entry.modelOf === 'serverVoice'
  const address = useSetting(`${entry.modelOf}.address`)
  const answers = useSetting('server.answers')
  const speaks = useSetting('serverVoice.speaks')
  const isUsed = (isVoice ? speaks : answers) === 'server'
  const [told, setTold] = useState<Told>()
  /** Who asked last gets the answer. */
  const [wish, setWish] = useState({ address: '', time: 0 })
  useEffect(() => {
    setTold(undefined)
    setWish((last) => ({ address: isUsed ? address : '', time: last.time + 1 }))
  }, [address, isUsed])
  useEffect(() => {
    if (wish.address === '') return
    let isOver = false
    void settings.ask({ type: 'server-models', address: wish.address }).then((answer) => {
      if (isOver) return
      setTold(answer.error ? { error: answer.error } : { models: 'models' in answer ? answer.models : [] })
    })
    return () => {
      isOver = true
    }
  }, [settings, wish])

  const models = told?.models ?? []
  const { firstListed, askModels, noneListed } = words.server
  return (
    <>
      {models.length > 0 ? (
        <span className="select">
          <select
            id={id}
            aria-describedby={describedBy}
            value={chosen}
            onChange={(event) => choose(event.target.value)}
          >
            {!isVoice && <option value="">{firstListed(models[0])}</option>}
            {[...new Set([...models, ...(chosen === '' ? [] : [chosen])])].map((model) => (
              <option key={model}>{model}</option>
            ))}
          </select>
          <Icon name="choose" />
        </span>
      ) : (
        <TextField id={id} describedBy={describedBy} text={chosen} entry={entry} choose={choose} />
      )}
      {told?.error && <p role="alert">{inWords(told.error.notice)}</p>}
      {told?.models?.length === 0 && <p role="status">{noneListed}</p>}
      {address !== '' && models.length === 0 && (
        <button
          type="button"
          className="button server-models"
          onClick={() => setWish((last) => ({ address, time: last.time + 1 }))}
        >
          {askModels}
        </button>
      )}
    </>
  )
}
