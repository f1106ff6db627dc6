import { useRef, type ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useApp } from '../appContext'
import { captionParts } from './captionParts'
import { heardOf } from './markdown/heardPieces'
import { readAnswer, type ReadAnswer } from './markdown/readAnswer'
import { SectionView } from './markdown/SectionView'
import { whileWritten } from './markdown/whileWritten'
import { useFrames } from './useFrames'
import './markdown/markdown.css'

/** The answer, in step with its audio: what was heard stands out from what is still to come, or never will be. */
export function Caption({ exchange, last }: { exchange: ShownExchange; last: boolean }): ReactElement {
  // What is read aloud again may be another answer.
  const speaking = useApp(
    ({ phase, exchanges }) =>
      last && phase === 'speaking' && exchanges.every(({ readEnd }) => readEnd === undefined),
  )
  const stillSpeaking = speaking && exchange.outcome !== 'interrupted'
  const { heard, rest, restIs } = captionParts(exchange, stillSpeaking)
  const mark =
    stillSpeaking || exchange.readEnd !== undefined
      ? 'place'
      : restIs === 'never' && rest !== ''
        ? 'cut'
        : undefined

  const read = useRef<ReadAnswer>(undefined)
  const isRunning = exchange.outcome === 'running'
  read.current = readAnswer(useFrames(exchange.answer, isRunning), read.current)
  const { sections } = isRunning ? whileWritten(read.current) : read.current
  const heardSections = heardOf(sections, heard.length)
  return (
    <div className="caption">
      {sections.map(({ key, block }, i) => (
        <SectionView key={key} block={block} {...heardSections[i]} mark={mark} restIs={restIs} />
      ))}
    </div>
  )
}
