import type { App } from './app'
import type { CapturedFrame } from './audio/captureTypes'
import { SharedLock, type Locks } from './sharedLock'
import { isBusy } from './isBusy'

/** What windows tell each other: frames for the one that takes over, and that it needs no more of them. */
export type MicrophoneNews = { readonly frames: readonly CapturedFrame[] } | 'hears'

export interface ShareMicrophoneParts {
  readonly locks: Locks
  /** To all other windows. */
  readonly send: (news: MicrophoneNews) => void
  readonly onNews: (receive: (news: MicrophoneNews) => void) => void
}

/** Whoever takes over has opened the device by then, or never will. */
const longestLoanMs = 5000

/**
 * One of all windows has the microphone open: the one that answers a voice, or in which the key was pressed last. While another
 * takes over, it is given what was captured before and meanwhile, so that the beginning of a question is not lost; and a window
 * that listens or answers keeps its own until it is done.
 * @returns has this window take it
 */
export function shareMicrophone(
  { store, microphone }: Pick<App, 'store' | 'microphone'>,
  { locks, send, onNews }: ShareMicrophoneParts,
): () => void {
  let endLoan: (() => void) | undefined
  /** What another window captures is heard here. */
  let isBorrowing = false

  const closeWhenDone = (): void => {
    if (!lock.isHere && endLoan === undefined && !isBusy(store.getState().phase)) microphone.letGo()
  }
  const lend = (): void => {
    if (!microphone.isOpen) return
    const end = microphone.lend((frames) => send({ frames }))
    const tooLong = setTimeout(() => endLoan?.(), longestLoanMs)
    endLoan = () => {
      clearTimeout(tooLong)
      end()
      endLoan = undefined
      closeWhenDone()
    }
  }
  const hears = (): void => {
    if (!isBorrowing) return
    isBorrowing = false
    send('hears')
  }
  const lock = new SharedLock(locks, 'parley.microphone', {
    gained() {
      isBorrowing = true
      endLoan?.()
      microphone.own(true)
      if (microphone.isOpen) hears()
    },
    lost() {
      isBorrowing = false
      microphone.own(false)
      lend()
      closeWhenDone()
    },
  })

  microphone.own(false)
  microphone.onNeed(() => lock.take())
  microphone.onHears(hears)
  onNews((news) => {
    if (news === 'hears') endLoan?.()
    else if (isBorrowing) microphone.borrow(news.frames)
  })
  store.subscribe(({ phase }, before) => {
    if (phase !== before.phase) closeWhenDone()
  })
  lock.wait()
  return () => lock.take()
}
