import { longestNameChars } from '@contract'
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { isComposing } from '../isComposing'
import { words } from '../../words'

interface RenameFieldProps {
  readonly name: string
  /** Without a name: it stays as it was. */
  readonly onEnd: (name?: string) => void
}

/** The name of a conversation, to be written anew: Enter takes it, Escape leaves the old one, and an empty one is its first words. */
export function RenameField({ name, onEnd }: RenameFieldProps): ReactElement {
  const [text, setText] = useState(name)
  const isEnded = useRef(false)
  const end = (newName?: string): void => {
    // Leaving the field is told once more when it goes.
    if (!isEnded.current) onEnd(newName)
    isEnded.current = true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter') end(text)
    else if (event.key === 'Escape') end()
    else return
    // Escape stops nothing else here.
    event.stopPropagation()
    event.preventDefault()
  }
  return (
    <input
      className="list-rename"
      autoFocus
      value={text}
      maxLength={longestNameChars}
      aria-label={words.conversations.newName}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(text)}
    />
  )
}
