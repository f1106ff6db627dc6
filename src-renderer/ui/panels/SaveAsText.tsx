import type { ReactElement } from 'react'
import { useParts } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { conversationText } from './conversationText'

/** Gives the conversation to the user as a file: the only way in which it outlives the app. */
export function SaveAsText(): ReactElement {
  const { store } = useParts()
  const save = (): void => {
    const text = conversationText(store.getState().exchanges)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    // Sweden writes the time on the wall so that files lie in its order.
    const now = new Date().toLocaleString('sv-SE').slice(0, 16)
    link.download = `${words.name} ${now.replace(':', '.')}.txt`
    link.click()
    // The browser takes it up after the click.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
  return (
    <button type="button" className="button" onClick={save}>
      <Icon name="save" />
      {words.conversations.save}
    </button>
  )
}
