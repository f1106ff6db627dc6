import type { ReactElement } from 'react'
import { useApp } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import './conversations.css'

/** Stands in a window as long as its conversation is a private one. */
export function PrivateSign(): ReactElement | null {
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  if (!isPrivate) return null
  return (
    <p className="private-sign" title={words.conversations.privateMeans}>
      <Icon name="private" />
      {words.conversations.isPrivate}
    </p>
  )
}
