import type { ReactElement } from 'react'

/** Drawn on a grid of 20 with strokes of 1.5, so that they stand beside each other without one being louder. */
const drawings = {
  microphone:
    'M10 2.75a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-5 0v-4.5a2.5 2.5 0 0 1 2.5-2.5ZM4.75 9.5a5.25 5.25 0 0 0 10.5 0M10 14.75v2.5',
  microphoneOff:
    'M7.5 7.5v2.25a2.5 2.5 0 0 0 3.9 2.07M12.5 9V5.25a2.5 2.5 0 0 0-4.8-.96M4.75 9.5a5.25 5.25 0 0 0 8.6 4.05M15.25 9.5a5.2 5.2 0 0 1-.4 2M10 14.75v2.5M3.25 2.75l13.5 14.5',
  stop: 'M5.75 4.75h8.5a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1h-8.5a1 1 0 0 1-1-1v-8.5a1 1 0 0 1 1-1Z',
  send: 'M10 16.25V4M5 8.75l5-5 5 5',
  settings:
    'M3 6.25h6.5M14 6.25h3M3 13.75h3M10.5 13.75H17M11.75 4.25a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM8.25 11.75a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  favourite: 'M10 2.75l2.2 4.6 5.05.65-3.7 3.5.95 5L10 14.1l-4.5 2.4.95-5-3.7-3.5 5.05-.65Z',
  find: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l3.75 3.75',
  close: 'M5 5l10 10M15 5L5 15',
  choose: 'M6 8.25l4 4 4-4',
  open: 'M8.5 4.5h-4v4M4.5 4.5l5 5M11.5 15.5h4v-4M15.5 15.5l-5-5',
  add: 'M10 4v12M4 10h12',
  save: 'M10 3.5v9M6 9l4 4 4-4M4 16.25h12',
  copy: 'M7.75 6.5h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM4.25 12.5v-8a1 1 0 0 1 1-1h7',
  done: 'M4.5 10.5l3.75 3.75 7.25-8',
  again: 'M15.75 8.25A6 6 0 1 0 16 11M16 4.5v4h-4',
  edit: 'M4 16l.75-3.25 8.5-8.5a1.4 1.4 0 0 1 2 0l.5.5a1.4 1.4 0 0 1 0 2l-8.5 8.5ZM12 5.5l2.5 2.5',
  down: 'M10 4v12M5 11.25l5 5 5-5',
  speaker: 'M3.25 7.75v4.5h2.5l4 3.25V4.5l-4 3.25ZM13 7.25a4 4 0 0 1 0 5.5M15.25 5a7.25 7.25 0 0 1 0 10',
  figures: 'M3.5 16.25h13M5.5 16v-5M10 16V4.5M14.5 16V8.5',
  list: 'M3.5 5.25h13M3.5 10h13M3.5 14.75h7.5',
  leaves:
    'M10 3.25a6.75 6.75 0 1 1 0 13.5a6.75 6.75 0 0 1 0-13.5ZM3.25 10h13.5M10 3.25c2.1 2 3 4.2 3 6.75s-.9 4.75-3 6.75c-2.1-2-3-4.2-3-6.75s.9-4.75 3-6.75Z',
  private:
    'M6 9V6.75a4 4 0 0 1 8 0V9M5 9h10a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1Z',
  record: 'M10 3.25a6.75 6.75 0 1 1 0 13.5a6.75 6.75 0 0 1 0-13.5ZM10 7a3 3 0 1 1 0 6a3 3 0 0 1 0-6Z',
  remove: 'M4 6h12M8 6V4.25h4V6M5.5 6l.75 10h7.5L14.5 6M8.5 9v4M11.5 9v4',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg
      className={name === 'stop' ? 'icon icon-full' : 'icon'}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
