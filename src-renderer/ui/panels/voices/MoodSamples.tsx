import type { ReactElement } from 'react'
import { words } from '../../../words'
import { sampleMoods } from '../../../words/moodSamples'
import { useActions, useApp } from '../../appContext'
import { Icon } from '../../Icon'

/** How the voice sounds where it follows what it says: a sentence in each mood. */
export function MoodSamples(): ReactElement {
  const actions = useActions()
  const isThere = useApp((app) => app.connection === 'ready')
  return (
    <div className="question-group" role="group" aria-label={words.voice.listenToMoods}>
      {sampleMoods.map((mood) => (
        <button
          key={mood}
          type="button"
          className="button"
          disabled={!isThere}
          onClick={() => actions.listenToMood(mood)}
        >
          <Icon name="speaker" />
          {words.voice.moods[mood]}
        </button>
      ))}
    </div>
  )
}
