import { hiddenFlag } from './autostartEntry'

export interface StartArguments {
  readonly isHidden: boolean
  /** A tap of the push-to-talk key, for desktops that give no global keys. */
  readonly isToggle: boolean
  readonly model: string | undefined
}

/** Reads the command line; Electron and Chromium put words of their own into it, so others are left alone. */
export function startArguments(argv: readonly string[]): StartArguments {
  const modelAt = argv.indexOf('--model')
  return {
    isHidden: argv.includes(hiddenFlag),
    isToggle: argv.includes('--toggle'),
    model: modelAt < 0 ? undefined : argv[modelAt + 1],
  }
}
