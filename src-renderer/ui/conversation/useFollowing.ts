import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ShownExchange } from '../../state'

/** So much of what was said stays in sight above the place where the voice is, in pixels. */
const aboveVoice = 48
/** Nearer to the foot than this is at the foot, in pixels. */
const atFoot = 24
const nowhere = { above: Infinity, below: Infinity }

interface Following {
  readonly boxRef: RefObject<HTMLElement | null>
  readonly columnRef: RefObject<HTMLDivElement | null>
  readonly onScroll: () => void
}

/**
 * Keeps the newest words in sight, but never beyond the place where the voice is, or was stopped: answers are written much
 * faster than they are spoken, and long ones are longer than the window. Ends when you scroll away to read, until you ask.
 * @param isOn false: something else is to be read first
 */
export function useFollowing(newest: ShownExchange | undefined, isOn: boolean): Following {
  const boxRef = useRef<HTMLElement>(null)
  const columnRef = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(true)
  /** Where this put it: what is elsewhere was scrolled by hand. */
  const put = useRef(0)

  const follow = useRef(() => {
    const box = boxRef.current
    if (!box || !isFollowing.current) return
    const overflow = box.scrollHeight - box.clientHeight
    // So little is the space below the words.
    box.scrollTop = overflow < atFoot ? 0 : overflow
    const voice = voiceIn(box)
    if (voice) box.scrollTop -= Math.max(0, sightOf(voice, box).above + aboveVoice)
    put.current = box.scrollTop
  })

  const asked = newest?.outcome === 'running' ? newest.key : undefined
  useLayoutEffect(() => {
    if (asked === undefined) return
    isFollowing.current = true
    follow.current()
  }, [asked])

  const heardEnd = newest?.heardEnd
  useLayoutEffect(() => follow.current(), [heardEnd])

  // More words, a smaller window and larger letters all push the foot away.
  useEffect(() => {
    const [box, column] = [boxRef.current, columnRef.current]
    if (!box || !column || !isOn) return
    const resized = new ResizeObserver(() => follow.current())
    for (const each of [box, column]) resized.observe(each)
    return () => resized.disconnect()
  }, [isOn])

  return {
    boxRef,
    columnRef,
    onScroll() {
      const box = boxRef.current
      if (!box || Math.abs(box.scrollTop - put.current) < 1) return
      const voice = voiceIn(box)
      const { above, below } = voice ? sightOf(voice, box) : nowhere
      const isAtFoot = box.scrollHeight - box.scrollTop - box.clientHeight < atFoot
      isFollowing.current = isAtFoot || (above <= 0 && below <= 0)
    },
  }
}

/** Where the voice is, or was stopped in the newest answer. */
function voiceIn(box: HTMLElement): Element | null {
  return box.querySelector('.caption-place, .exchange:last-of-type .caption-cut')
}

/** How far something lies above and below what is in sight of a box, in pixels; negative: within. */
function sightOf(place: Element, box: HTMLElement): { readonly above: number; readonly below: number } {
  const { top, bottom } = place.getBoundingClientRect()
  const sight = box.getBoundingClientRect()
  return { above: sight.top - top, below: bottom - sight.bottom }
}
