import { useEffect, useRef, type ReactElement } from 'react'

/** Stands at the end of what is shown of a list, and has more of it shown when it comes into sight. */
export function MoreWhenSeen({ more }: { more: () => void }): ReactElement {
  const endRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more()
    })
    seen.observe(endRef.current!)
    return () => seen.disconnect()
  })
  return <div ref={endRef} className="list-end" />
}
