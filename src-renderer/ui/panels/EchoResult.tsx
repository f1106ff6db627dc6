import { useEffect, useRef, type ReactElement } from 'react'
import type { EchoTest as EchoTestState } from '../../state'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'
import './soundChecks.css'

/** What the test of the echo found out, and what follows from it. It is brought into sight as it comes. */
export function EchoResult(): ReactElement {
  const actions = useActions()
  const resultRef = useRef<HTMLDivElement>(null)
  const test = useApp((app) => app.echoTest)
  const duplex = useApp((app) => app.duplex)
  const proposal = test.state === 'measured' ? test.report.proposal : undefined
  const isNew = proposal !== undefined && proposal !== duplex
  useEffect(() => {
    if (test.state === 'measured' || test.state === 'failed')
      resultRef.current?.scrollIntoView({ block: 'nearest' })
  }, [test.state])
  return (
    <div className="sound-checks" ref={resultRef}>
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
    </div>
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
