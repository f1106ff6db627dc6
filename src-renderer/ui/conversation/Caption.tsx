import type { ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useApp } from '../appContext'
import { captionParts } from './captionParts'

/** The answer, in step with its audio: what was heard stands out from what is still to come, or never will be. */
export function Caption({ exchange, last }: { exchange: ShownExchange; last: boolean }): ReactElement {
  const speaking = useApp((app) => app.phase === 'speaking')
  const stillSpeaking = last && speaking && exchange.outcome !== 'interrupted'
  const { heard, rest, restIs } = captionParts(exchange, stillSpeaking)
  return (
    <p className="caption">
      {heard}
      {stillSpeaking && <span className="caption-place" />}
      {restIs === 'never' && rest !== '' && <span className="caption-cut" />}
      {rest !== '' && <span className={`caption-${restIs}`}>{rest}</span>}
    </p>
  )
}
