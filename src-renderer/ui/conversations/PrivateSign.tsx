import type { ReactElement } from 'react'
import { useApp } from '../appContext'
import { Icon } from '../Icon'
import { useIsRecorded } from '../useIsRecorded'
import { words } from '../../words'
import './conversations.css'

/** Stands in a window as long as its conversation is a private one, and promises nothing while it is recorded. */
export function PrivateSign(): ReactElement | null {
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  const isRecorded = useIsRecorded()
  if (!isPrivate) return null
  const { conversations, recording } = words
  return (
    <p className="private-sign" title={isRecorded ? recording.nowPrivate : conversations.privateMeans}>
      <Icon name={isRecorded ? 'record' : 'private'} />
      {isRecorded ? recording.isPrivate : conversations.isPrivate}
    </p>
  )
}
