import { longestQuestionChars } from '@contract'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useActions, useParts } from '../appContext'
import { writtenQuestion } from '../conversation/writtenQuestion'
import { Icon } from '../Icon'
import { isComposing } from '../isComposing'
import { words } from '../../words'
import { useDraft } from './draftStore'

/**
 * The text field beside the microphone. Enter sends, Shift+Enter begins a line, and Up takes the last question while there is
 * nothing else.
 */
export function QuestionField(): ReactElement {
  const actions = useActions()
  const { store } = useParts()
  const { text, taken, write, take } = useDraft()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isTooLong, setTooLong] = useState(false)
  const question = text.trim()

  const send = (): void => {
    if (question === '') return
    if (question.length > longestQuestionChars) return setTooLong(true)
    actions.ask(question)
    write('')
  }
  // What was taken is changed at its end.
  useLayoutEffect(() => {
    if (taken === 0) return
    setTooLong(false)
    field.current?.focus()
    field.current?.setSelectionRange(-1, -1)
  }, [taken])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.shiftKey || isComposing(event.nativeEvent)) return
    if (event.key === 'Enter') {
      event.preventDefault()
      send()
    }
    if (event.key !== 'ArrowUp' || text !== '' || event.ctrlKey || event.altKey || event.metaKey) return
    const last = store.getState().exchanges.map((each) => writtenQuestion(each.question))
    const question = last.findLast((each) => each !== undefined)
    if (question === undefined) return
    event.preventDefault()
    take(question)
  }

  return (
    <form
      className="question-field"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="question-box">
        {isTooLong && (
          <p role="alert" className="question-note">
            {words.row.tooLong(question.length, longestQuestionChars)}
          </p>
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={words.row.placeholder}
          aria-label={words.row.field}
          onChange={(event) => {
            write(event.target.value)
            setTooLong(false)
          }}
          onKeyDown={onKeyDown}
        />
        {question !== '' && (
          <button type="submit" className="icon-button question-send" aria-label={words.row.send}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  )
}
