import { words } from '../words'

const apple = /mac/i.test(navigator.platform)
const withControl = (key: string): string => (apple ? `⌘${key}` : `${words.keyboard.Control}+${key}`)

/** How the keys are written on this computer's keyboard. */
export const keyName = {
  get talk(): string {
    return words.keyboard.Space
  },
  get stop(): string {
    return words.keyboard.Escape
  },
  get continue(): string {
    return withControl('.')
  },
  get mute(): string {
    return withControl('M')
  },
  get settings(): string {
    return withControl(',')
  },
  get list(): string {
    return withControl('B')
  },
  get find(): string {
    return withControl('K')
  },
  get figures(): string {
    return withControl('I')
  },
  get undo(): string {
    return withControl('Z')
  },
}

export type KeyName = keyof typeof keyName
