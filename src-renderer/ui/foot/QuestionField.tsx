import { longestQuestionChars } from '@contract'
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { useActions } from '../appContext'
import { Icon } from '../Icon'
import { isComposing } from '../isComposing'
import { words } from '../../words'

/** The text field beside the microphone. Enter sends, Shift+Enter begins a line. */
export function QuestionField(): ReactElement {
  const actions = useActions()
  const [text, setText] = useState('')
  const [isTooLong, setTooLong] = useState(false)
  const question = text.trim()

  const send = (): void => {
    if (question === '') return
    if (question.length > longestQuestionChars) return setTooLong(true)
    actions.ask(question)
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return
    event.preventDefault()
    send()
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
          rows={1}
          value={text}
          placeholder={words.row.placeholder}
          aria-label={words.row.field}
          onChange={(event) => {
            setText(event.target.value)
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
