import { useLayoutEffect, useRef, type ReactElement } from 'react'
import { useApp } from '../appContext'
import { words } from '../words'
import { ExchangeView } from './ExchangeView'
import './conversation.css'

/** Everything that was said, the newest at the foot; it stays there unless you scrolled away to read. */
export function Conversation(): ReactElement {
  const exchanges = useApp((app) => app.exchanges)
  const scrollRef = useRef<HTMLElement>(null)
  const atFoot = useRef(true)

  useLayoutEffect(() => {
    const box = scrollRef.current
    if (box && atFoot.current) box.scrollTop = box.scrollHeight
  }, [exchanges])

  const noteWhere = (): void => {
    const box = scrollRef.current
    if (box) atFoot.current = box.scrollHeight - box.scrollTop - box.clientHeight < 24
  }

  return (
    <section
      className="conversation"
      ref={scrollRef}
      onScroll={noteWhere}
      aria-label={words.conversation.name}
      tabIndex={0}
    >
      <div className="column conversation-column">
        {exchanges.length === 0 && <Empty />}
        {exchanges.map((exchange, index) => (
          <ExchangeView key={exchange.turn} exchange={exchange} last={index === exchanges.length - 1} />
        ))}
      </div>
    </section>
  )
}

function Empty(): ReactElement {
  const muted = useApp((app) => app.muted)
  return (
    <div className="empty">
      <p className="empty-first">{muted ? words.conversation.emptyMuted : words.conversation.empty}</p>
      {!muted && <p>{words.conversation.emptyMore}</p>}
    </div>
  )
}
