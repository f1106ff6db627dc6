import { isBlendable, voiceBlend, voiceBlendId } from '@contract'
import { useId, type ReactElement } from 'react'
import { formats, words } from '../../../words'
import { useActions, useApp } from '../../appContext'
import { Icon } from '../../Icon'
import { namedVoices, type NamedVoice } from './voiceNames'

/** Of the other voice, where nobody has said how much: both are heard, and the first still leads. */
const firstShare = 0.3

/** Which other voice is blended with this one, which speaks, and how much of it. */
export function BlendChoice({ id, name }: Pick<NamedVoice, 'id' | 'name'>): ReactElement {
  const selectId = useId()
  const shareId = useId()
  const actions = useActions()
  const voices = useApp((app) => app.voices)
  const blend = voiceBlend(useApp((app) => app.voice ?? ''))
  const others = namedVoices(voices).filter((other) => other.id !== id && isBlendable(other.id))
  const other = others.find((each) => each.id === blend?.voices[1])
  const share = blend?.share ?? firstShare
  const choose = (second: string, share: number): void =>
    actions.chooseVoice(second === '' ? id : voiceBlendId({ voices: [id, second], share }))
  return (
    <div className="voice-blend" role="group" aria-label={`${name}: ${words.voice.blendWith}`}>
      <div className="field">
        <label htmlFor={selectId}>{words.voice.blendWith}</label>
        <span className="select">
          <select
            id={selectId}
            value={other?.id ?? ''}
            onChange={(event) => choose(event.target.value, share)}
          >
            <option value="">{words.voice.noBlend}</option>
            {others.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}, {each.accent}
              </option>
            ))}
          </select>
          <Icon name="choose" />
        </span>
      </div>
      {other && (
        <div className="field">
          <label htmlFor={shareId}>
            {words.voice.shareOf(other.name)}: {formats.percent(share)}
          </label>
          <input
            id={shareId}
            type="range"
            min={0.05}
            max={0.95}
            step={0.05}
            value={share}
            aria-valuetext={formats.percent(share)}
            onChange={(event) => choose(other.id, event.target.valueAsNumber)}
          />
        </div>
      )}
    </div>
  )
}
