import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useApp, useLastExchange } from '../appContext'
import { shownText } from './markdown/shownText'
import { whyFailed } from './whyFailed'

/**
 * Tells a screen reader the answer once, when it is complete: not token by token, and not what was there before the
 * window opened.
 */
export function Announcer(): ReactElement {
  const last = useLastExchange()
  const [said, setSaid] = useState({ key: '', text: '' })
  const isThere = useApp((app) => app.exchanges.some(({ key }) => key === said.key))
  const seenRunning = useRef<string | undefined>(undefined)

  useEffect(() => {
    if (!last) return
    if (last.outcome === 'running') seenRunning.current = last.key
    else if (seenRunning.current === last.key) {
      seenRunning.current = undefined
      const failed = last.outcome === 'failed' ? whyFailed(last.error) : ''
      setSaid({ key: last.key, text: [shownText(last.answer), failed].filter(Boolean).join(' ') })
    }
  }, [last])

  return (
    <p className="unseen" aria-live="polite">
      {/* What was deleted is not to be found here either. A new element each time: the same words once more are told once more. */}
      <span key={said.key}>{isThere ? said.text : ''}</span>
    </p>
  )
}
