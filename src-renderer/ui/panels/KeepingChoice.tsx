import type { KeepingMode } from '@contract'
import { useId, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import { hinderedWords } from './hinderedWords'
import { useKeeping, type KeepingState } from './useKeeping'

const modes = ['never', 'until-quit', 'yes'] as const satisfies readonly KeepingMode[]
/** What is offered; whatever else was configured is kept and shown as well. */
const offeredDays = [7, 30, 90, 365]

/**
 * How long conversations are kept on this computer. Nothing is written to a disk before "yes" was chosen; whoever gives that
 * up is asked what becomes of what is there.
 */
export function KeepingChoice(): ReactElement {
  const actions = useActions()
  const state = useKeeping()
  const { keeping, isChosen, chooseMode } = state
  const hindrance = useApp((app) => app.hindrance)
  /** What is chosen when it is clear what becomes of what is kept. */
  const [wanted, setWanted] = useState<KeepingMode>()
  const { legend, leaving, removeKept, leaveKept } = words.keeping
  const id = useId()
  const mode = wanted ?? (isChosen ? keeping.mode : undefined)

  const want = (next: KeepingMode): void => {
    const isGivenUp = keeping.mode === 'yes' && next !== 'yes'
    setWanted(isGivenUp ? next : undefined)
    if (!isGivenUp && (next !== keeping.mode || !isChosen)) chooseMode(next)
  }
  const giveUp = (isRemoved: boolean): void => {
    if (wanted === undefined) return
    chooseMode(wanted)
    setWanted(undefined)
    if (isRemoved) actions.remove('everything')
  }

  return (
    <fieldset className="panel-part choices">
      <legend>{legend}</legend>
      {hindrance !== undefined && (
        <div role="alert">
          <p>{hinderedWords(hindrance)}</p>
          <p className="panel-note">{inWords(hindrance.notice)}</p>
        </div>
      )}
      {modes.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={id}
            checked={mode === each}
            aria-describedby={`${id}${each}`}
            onChange={() => want(each)}
          />
          <span>
            <b>{words.keeping.labels[each]}</b>
            <span id={`${id}${each}`} className="panel-note">
              {words.keeping.meanings[each]}
            </span>
          </span>
        </label>
      ))}
      {wanted !== undefined && (
        <div className="question-group" role="group" aria-label={leaving}>
          <p>{leaving}</p>
          <button type="button" className="button" onClick={() => giveUp(true)}>
            {removeKept}
          </button>
          <button type="button" className="button" autoFocus onClick={() => giveUp(false)}>
            {leaveKept}
          </button>
        </div>
      )}
      {mode === 'yes' && <KeptFor {...state} />}
    </fieldset>
  )
}

/** What is kept, and how long. */
function KeptFor({ keeping, chooseAudio, chooseDays }: KeepingState): ReactElement {
  const id = useId()
  const { audio, howLong, always, days } = words.keeping
  const all = [...new Set([...offeredDays, ...(keeping.days === undefined ? [] : [keeping.days])])]
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={keeping.audio}
          onChange={(event) => chooseAudio(event.target.checked)}
        />
        {audio}
      </label>
      <div className="field">
        <label htmlFor={id}>{howLong}</label>
        <span className="select">
          <select
            id={id}
            value={keeping.days ?? ''}
            onChange={({ target: { value } }) => chooseDays(value === '' ? undefined : Number(value))}
          >
            <option value="">{always}</option>
            {all
              .toSorted((a, b) => a - b)
              .map((count) => (
                <option key={count} value={count}>
                  {days(count)}
                </option>
              ))}
          </select>
          <Icon name="choose" />
        </span>
      </div>
    </>
  )
}
