import type { ReactElement } from 'react'
import type { EchoTest as EchoTestState } from '../../state'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'
import { Icon } from '../Icon'
import './soundChecks.css'

/** The two ways to try a loudspeaker, and what the second one found out. */
export function SoundChecks(): ReactElement {
  const actions = useActions()
  const muted = useApp((app) => app.muted)
  const isRunning = useApp((app) => app.echoTest.state === 'running')
  return (
    <div className="sound-checks">
      <div className="sound-checks-buttons">
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
      </div>
      <EchoResult />
    </div>
  )
}

function EchoResult(): ReactElement {
  const actions = useActions()
  const test = useApp((app) => app.echoTest)
  const duplex = useApp((app) => app.duplex)
  const proposal = test.state === 'measured' ? test.report.proposal : undefined
  const isNew = proposal !== undefined && proposal !== duplex
  return (
    <>
      <div role="status" className="echo-result">
        {test.state !== 'none' && <p>{sentenceOf(test)}</p>}
        {test.state === 'measured' && test.report.delayMs !== undefined && (
          <p className="panel-note">{words.echo.figures(test.report)}</p>
        )}
      </div>
      {isNew && (
        <button type="button" className="button" onClick={() => actions.chooseDuplex(proposal)}>
          {words.echo.take}
        </button>
      )}
    </>
  )
}

function sentenceOf(test: Exclude<EchoTestState, { state: 'none' }>): string {
  if (test.state === 'running') return words.echo.running
  if (test.state === 'failed') return words.echo.failed[test.reason]
  if (test.state !== 'measured') return ''
  const { proposal, delayMs, isRemoved } = test.report
  if (proposal !== 'full') return words.echo.proposals[proposal]
  return words.echo.proposals[delayMs === undefined ? 'none' : isRemoved ? 'removed' : 'known']
}
