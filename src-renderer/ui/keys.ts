import { words } from '../words'

const apple = /mac/i.test(navigator.platform)
const withControl = (key: string): string => (apple ? `⌘${key}` : `${words.keyboard.Control}+${key}`)

/** How the keys are written on this computer's keyboard. */
export const keyName = {
  get talk() {
    return words.keyboard.Space
  },
  get stop() {
    return words.keyboard.Escape
  },
  get continue() {
    return withControl('.')
  },
  get mute() {
    return withControl('M')
  },
  get settings() {
    return withControl(',')
  },
  get list() {
    return withControl('B')
  },
  get find() {
    return withControl('K')
  },
  get undo() {
    return withControl('Z')
  },
}

export type KeyName = keyof typeof keyName
