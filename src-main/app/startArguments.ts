import { hiddenFlag } from './autostartEntry'

export interface StartArguments {
  readonly isHidden: boolean
  /** A tap of the push-to-talk key, for desktops that give no global keys. */
  readonly isToggle: boolean
  readonly model: string | undefined
  readonly kokoro: string | undefined
}

/** Reads the command line; Electron and Chromium put words of their own into it, so others are left alone. */
export function startArguments(argv: readonly string[]): StartArguments {
  const valueOf = (option: string): string | undefined => {
    const at = argv.indexOf(option)
    return at < 0 ? undefined : argv[at + 1]
  }
  return {
    isHidden: argv.includes(hiddenFlag),
    isToggle: argv.includes('--toggle'),
    model: valueOf('--model'),
    kokoro: valueOf('--kokoro'),
  }
}
