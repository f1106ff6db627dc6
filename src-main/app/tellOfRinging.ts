import { Notification } from 'electron'
import type { RingingTimer } from '@contract'
import { words } from './words'

/**
 * The system tells of each timer and alarm that rings while nobody looks at Parley, once, until it is silent.
 * @param isSeen a window is looked at, which shows it
 * @param open shows the window, in which it can be silenced
 * @returns what takes all that ring now
 */
export function tellOfRinging(
  isSeen: () => boolean,
  open: () => void,
): (ringing: readonly RingingTimer[]) => void {
  const told = new Map<number, Notification | undefined>()
  return (ringing) => {
    const loud = ringing.filter(({ isSilent }) => !isSilent)
    for (const [ring, notice] of told)
      if (!loud.some((each) => each.ring === ring)) {
        notice?.close()
        told.delete(ring)
      }
    for (const each of loud)
      if (!told.has(each.ring)) told.set(each.ring, isSeen() ? undefined : shown(each, open))
  }
}

function shown({ kind, label }: RingingTimer, open: () => void): Notification | undefined {
  if (!Notification.isSupported()) return undefined
  const { title, body } = words.rings
  // It rings by itself.
  const notice = new Notification({ title: title[kind](label), body, silent: true })
  notice.on('click', open)
  notice.show()
  return notice
}
