import type { ReactElement, ReactNode } from 'react'
import type { ShownExchange } from '../../state'
import { useApp } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { useFollowing } from './useFollowing'
import './conversation.css'

interface ConversationBoxProps {
  readonly newest: ShownExchange | undefined
  /** Whether the newest words are kept in sight. */
  readonly follows: boolean
  readonly children: ReactNode
}

/** What scrolls: a conversation, or a part of one. */
export function ConversationBox({ newest, follows, children }: ConversationBoxProps): ReactElement {
  const isSpeaking = useApp((app) => app.phase === 'speaking')
  const { boxRef, columnRef, onScroll, isAway, toNewest } = useFollowing(newest, follows, isSpeaking)
  return (
    <>
      <section
        className="conversation"
        ref={boxRef}
        onScroll={onScroll}
        aria-label={words.conversation.name}
        tabIndex={0}
      >
        <div className="column conversation-column" ref={columnRef}>
          {children}
        </div>
      </section>
      {isAway && (
        <button type="button" className="button newest-button" onClick={toNewest}>
          <Icon name="down" />
          {words.conversation.newest}
        </button>
      )}
    </>
  )
}
