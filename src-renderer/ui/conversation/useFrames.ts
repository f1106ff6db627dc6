import { useEffect, useRef, useState } from 'react'

/** A text that is shorter takes no time to speak of, and is shown with each of its tokens. */
const longChars = 2000

/**
 * A text that grows. A long one is shown anew no more often than there are frames to show it in: tokens may come faster.
 * @param isGrowing false: it is as it stays, and shown at once
 */
export function useFrames(text: string, isGrowing: boolean): string {
  const shown = useRef(text)
  const isDue = useRef(false)
  const [, draw] = useState(0)
  useEffect(() => {
    if (shown.current === text) return
    const frame = requestAnimationFrame(() => {
      isDue.current = true
      draw((frames) => frames + 1)
    })
    return () => cancelAnimationFrame(frame)
  }, [text])
  const mayWait = isGrowing && text.length > longChars && text.startsWith(shown.current)
  if (!mayWait || isDue.current) shown.current = text
  isDue.current = false
  return shown.current
}
