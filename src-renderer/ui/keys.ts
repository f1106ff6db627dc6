const apple = /mac/i.test(navigator.platform)
const withControl = (key: string): string => (apple ? `⌘${key}` : `Ctrl+${key}`)

/** How the keys are written on this computer's keyboard. */
export const keyName = {
  talk: 'Space',
  stop: 'Esc',
  continue: withControl('.'),
  mute: withControl('M'),
  settings: withControl(','),
  list: withControl('B'),
  find: withControl('K'),
  undo: withControl('Z'),
} as const

export type KeyName = keyof typeof keyName
