import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'

/** The two ways to try a loudspeaker. */
export function SoundCheckButtons(): ReactElement {
  const actions = useActions()
  const muted = useApp((app) => app.muted)
  const isRunning = useApp((app) => app.echoTest.state === 'running')
  return (
    <>
      <button type="button" className="button" disabled={isRunning} onClick={() => actions.checkSound()}>
        <Icon name="speaker" />
        {words.settings.tone}
      </button>
      <button
        type="button"
        className="button"
        disabled={muted}
        onClick={() => (isRunning ? actions.stopEchoTest() : actions.testEcho())}
      >
        {isRunning ? words.echo.stop : words.echo.test}
      </button>
    </>
  )
}
