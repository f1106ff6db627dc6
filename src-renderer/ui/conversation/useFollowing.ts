import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ShownExchange } from '../../state'

/** So much of what was said stays in sight above the place where the voice is, in pixels. */
const aboveVoice = 48
/** The place where the voice is. */
const speaks = '.caption-place'
/** Nearer to the foot than this is at the foot, in pixels. */
const atFoot = 24

interface Following {
  readonly boxRef: RefObject<HTMLElement | null>
  readonly columnRef: RefObject<HTMLDivElement | null>
  readonly onScroll: () => void
  /** You scrolled away from the newest words, to read. */
  readonly isAway: boolean
  /** Brings them into sight, and keeps them there again. */
  readonly toNewest: () => void
}

/**
 * Keeps the newest words in sight, but never beyond the place where the voice is, or was stopped: answers are written much
 * faster than they are spoken, and long ones are longer than the window. Ends when you scroll away to read, also to the foot of
 * what is not spoken yet, until you come back or ask.
 * @param isOn false: something else is to be read first
 * @param isSpeaking an answer sounds
 */
export function useFollowing(
  newest: ShownExchange | undefined,
  isOn: boolean,
  isSpeaking: boolean,
): Following {
  const boxRef = useRef<HTMLElement>(null)
  const columnRef = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(true)
  const [isAway, setAway] = useState(false)
  /** Where this put it: what is elsewhere was scrolled by hand. */
  const put = useRef(0)

  const set = useRef((follows: boolean) => {
    isFollowing.current = follows
    setAway(!follows)
  })
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
    set.current(true)
    follow.current()
  }, [asked])

  const heardEnd = newest?.readEnd ?? newest?.heardEnd
  useLayoutEffect(() => follow.current(), [heardEnd])

  // Whoever waits at the foot has the newest words again when the voice is over.
  useLayoutEffect(() => {
    const box = boxRef.current
    if (box && isOn && !isSpeaking && isNewestSeen(box)) set.current(true)
  }, [isOn, isSpeaking])

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
    isAway: isAway && isOn,
    onScroll() {
      const box = boxRef.current
      if (box && Math.abs(box.scrollTop - put.current) >= 1) set.current(isNewestSeen(box))
    },
    toNewest() {
      set.current(true)
      follow.current()
      boxRef.current?.focus({ preventScroll: true })
    },
  }
}

/** Whether the place where the voice is can be seen, or the newest words where it is silent. */
function isNewestSeen(box: HTMLElement): boolean {
  const voice = voiceIn(box)
  const { above, below } = voice ? sightOf(voice, box) : { above: 0, below: Infinity }
  const isSeen = above <= 0 && below <= 0
  const isAtFoot = box.scrollHeight - box.scrollTop - box.clientHeight < atFoot
  return isSeen || (isAtFoot && !voice?.matches(speaks))
}

/** Where the voice is, or was stopped in the newest answer. */
function voiceIn(box: HTMLElement): Element | null {
  return box.querySelector(`${speaks}, .exchange:last-of-type .caption-cut`)
}

/** How far something lies above and below what is in sight of a box, in pixels; negative: within. */
function sightOf(place: Element, box: HTMLElement): { readonly above: number; readonly below: number } {
  const { top, bottom } = place.getBoundingClientRect()
  const sight = box.getBoundingClientRect()
  return { above: sight.top - top, below: bottom - sight.bottom }
}
