import { isBlendable, voiceBlend } from '@contract'
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { words } from '../../../words'
import { useActions, useApp, useParts } from '../../appContext'
import { Icon } from '../../Icon'
import { useSetting } from '../../useSetting'
import { BlendChoice } from './BlendChoice'
import type { NamedVoice } from './voiceNames'

/** One voice of the list; under the chosen one, what is blended with it. */
export function VoiceRow({ voice: { id, name, about } }: { readonly voice: NamedVoice }): ReactElement {
  const actions = useActions()
  const chosen = useApp((app) => app.voice ?? '')
  const isThere = useApp((app) => app.connection === 'ready')
  const isChosen = (voiceBlend(chosen)?.voices[0] ?? chosen) === id
  const { settings } = useParts()
  const favourites = useSetting('favouriteVoices')
  const isFavourite = favourites.includes(id)
  const starId = `favourite ${id}`
  const markFavourite = (): void => {
    const others = favourites.filter((each) => each !== id)
    flushSync(() => settings.choose('favouriteVoices', isFavourite ? others : [...others, id]))
    // It stands elsewhere in the list now.
    document.getElementById(starId)?.focus({ preventScroll: true })
  }
  const listenTo = words.voice.listenTo(name)
  return (
    <li>
      <div className="voice">
        <label>
          <input type="radio" name="voice" checked={isChosen} onChange={() => actions.chooseVoice(id)} />
          <span>
            {name}
            <span className="panel-note">{about}</span>
          </span>
        </label>
        <button
          type="button"
          className="icon-button"
          aria-label={listenTo}
          title={listenTo}
          disabled={!isThere}
          // The arrows go from voice to voice, and Tab to what can be done with the chosen one: it is no way of dozens of buttons.
          tabIndex={isChosen ? 0 : -1}
          // Of the chosen one also what is blended with it is heard.
          onClick={() => actions.listenToVoice(isChosen ? chosen : id)}
        >
          <Icon name="speaker" />
        </button>
        <button
          type="button"
          className="icon-button voice-favourite"
          id={starId}
          aria-label={words.voice.isFavourite(name)}
          title={words.voice.isFavourite(name)}
          aria-pressed={isFavourite}
          tabIndex={isChosen ? 0 : -1}
          onClick={markFavourite}
        >
          <Icon name="favourite" />
        </button>
      </div>
      {isChosen && isBlendable(id) && <BlendChoice id={id} name={name} />}
    </li>
  )
}
