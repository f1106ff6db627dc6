import { useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { useApp } from '../appContext'
import { Icon } from '../Icon'
import { words } from '../../words'
import { Empty } from './Empty'
import { ExchangeView } from './ExchangeView'
import './conversation.css'

/**
 * Everything that was said, the newest at the foot; it stays there unless you scrolled away to read, until you ask again.
 * What is to be read before all of it comes as `children`.
 */
export function Conversation({ children }: { children: ReactNode }): ReactElement {
  const exchanges = useApp((app) => app.exchanges)
  const listening = useApp((app) => app.phase === 'listening')
  const scrollRef = useRef<HTMLElement>(null)
  const columnRef = useRef<HTMLDivElement>(null)
  const atFoot = useRef(true)

  // Who asks wants to see the answer.
  const newest = exchanges.at(-1)
  const newestRunning = newest?.outcome === 'running' ? newest.turn : undefined
  useLayoutEffect(() => {
    const box = scrollRef.current
    if (!box || newestRunning === undefined) return
    atFoot.current = true
    box.scrollTop = box.scrollHeight
  }, [newestRunning])

  // More words, a smaller window and larger letters all push the foot away.
  const isIntroduced = Boolean(children)
  useLayoutEffect(() => {
    const box = scrollRef.current
    const column = columnRef.current
    if (!box || !column || isIntroduced) return
    const stay = new ResizeObserver(() => {
      if (atFoot.current) box.scrollTop = box.scrollHeight
    })
    for (const each of [box, column]) stay.observe(each)
    return () => stay.disconnect()
  }, [isIntroduced])

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
      <div className="column conversation-column" ref={columnRef}>
        {children}
        {!children && exchanges.length === 0 && !listening && <Empty />}
        {exchanges.map((exchange, index) => (
          <ExchangeView key={exchange.turn} exchange={exchange} last={index === exchanges.length - 1} />
        ))}
        {listening && <SpeakingNow />}
      </div>
    </section>
  )
}

/** Your question has a place before it is complete. */
function SpeakingNow(): ReactElement {
  return (
    <p className="question question-spoken">
      <Icon name="microphone" />
      {words.conversation.speaking}
    </p>
  )
}
