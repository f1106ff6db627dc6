import { useEffect, useState } from 'react'

/**
 * A text that grows, no more often than there are frames to show it in: tokens may come faster.
 * @param isGrowing false: it is as it stays, and shown at once
 */
export function useFrames(text: string, isGrowing: boolean): string {
  const [shown, setShown] = useState(text)
  useEffect(() => {
    if (!isGrowing) return
    const frame = requestAnimationFrame(() => setShown(text))
    return () => cancelAnimationFrame(frame)
  }, [text, isGrowing])
  return isGrowing && text.startsWith(shown) ? shown : text
}
