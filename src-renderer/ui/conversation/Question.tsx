import { longestTranscriptChars } from '@contract'
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useActions } from '../appContext'
import { Icon } from '../Icon'
import { isComposing } from '../isComposing'
import { words } from '../../words'
import { questionWords } from './questionWords'
import { writtenQuestion } from './writtenQuestion'

interface QuestionProps {
  readonly exchange: ShownExchange
  /** Tab stops at what can be done with it. */
  readonly isStop: boolean
}

/** What was asked. What was spoken can be put right by hand, for it is only what was understood. */
export function Question({ exchange, isStop }: QuestionProps): ReactElement {
  const { key, id, question } = exchange
  const actions = useActions()
  const [isCorrecting, setCorrecting] = useState(false)
  const correctRef = useRef<HTMLButtonElement>(null)
  const asked = questionWords(question)
  if ('text' in question) return <Asked className="question" asked={asked} isStop={isStop} />

  const end = (transcript?: string): void => {
    setCorrecting(false)
    // The button is there again after this.
    requestAnimationFrame(() => correctRef.current?.focus({ preventScroll: true }))
    if (transcript !== undefined) actions.correct(key, transcript)
  }
  return (
    <div className="question question-spoken">
      <Icon name="microphone" />
      {isCorrecting ? (
        <CorrectionField written={writtenQuestion(question) ?? ''} onEnd={end} />
      ) : (
        <>
          <Asked asked={asked} isStop={isStop} />
          {id !== undefined && exchange.outcome !== 'running' && (
            <button
              type="button"
              className="small-button question-correct"
              ref={correctRef}
              tabIndex={isStop ? 0 : -1}
              aria-label={words.conversation.correct(asked)}
              title={words.conversation.correct(asked)}
              onClick={() => setCorrecting(true)}
            >
              <Icon name="edit" />
            </button>
          )}
        </>
      )}
    </div>
  )
}

/** A question longer than this is shown in part, so that its answer is not far below it. */
const longChars = 600

interface AskedProps {
  readonly asked: string
  readonly isStop: boolean
  readonly className?: string
}

/** The words of a question; of a long one its beginning, until all of it is wanted. */
function Asked({ asked, isStop, className }: AskedProps): ReactElement {
  const [isWhole, setWhole] = useState(false)
  if (asked.length <= longChars) return <p className={className}>{asked}</p>
  return (
    <div className={className}>
      <p className={isWhole ? undefined : 'question-beginning'}>{asked}</p>
      <button
        type="button"
        className="text-button"
        tabIndex={isStop ? 0 : -1}
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? words.conversation.lessOfIt : words.conversation.wholeQuestion}
      </button>
    </div>
  )
}

interface CorrectionFieldProps {
  readonly written: string
  /** Without words: they stay as they were. */
  readonly onEnd: (transcript?: string) => void
}

/** What was spoken, to be written anew: Enter takes it, Escape leaves the old words. */
function CorrectionField({ written, onEnd }: CorrectionFieldProps): ReactElement {
  const [text, setText] = useState(written)
  const isEnded = useRef(false)
  const end = (isTaken: boolean): void => {
    // Leaving the field is told once more when it goes.
    if (isEnded.current) return
    isEnded.current = true
    const next = text.trim()
    onEnd(isTaken && next !== '' && next !== written ? next : undefined)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && !event.shiftKey) end(true)
    else if (event.key === 'Escape') end(false)
    else return
    // Escape stops nothing else here.
    event.stopPropagation()
    event.preventDefault()
  }
  return (
    <textarea
      className="question-correction"
      autoFocus
      rows={1}
      value={text}
      maxLength={longestTranscriptChars}
      aria-label={words.conversation.correction}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  )
}
