const apple = /mac/i.test(navigator.platform)
const withControl = (key: string): string => (apple ? `⌘${key}` : `Ctrl+${key}`)

/** How the keys are written on this computer's keyboard. */
export const keyName = {
  talk: 'Space',
  stop: 'Esc',
  continue: withControl('.'),
  mute: withControl('M'),
  settings: withControl(','),
  find: withControl('K'),
} as const

export type KeyName = keyof typeof keyName
