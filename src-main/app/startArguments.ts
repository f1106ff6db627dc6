import { parseArgs } from 'node:util'
import { settingOptions, valuedFlags } from '../settings/settingOptions'
import { hiddenFlag } from './autostartEntry'

export interface StartArguments {
  readonly isHidden: boolean
  /** A tap of the push-to-talk key, for desktops that give no global keys. */
  readonly isToggle: boolean
  /** The settings that are named, by their options. */
  readonly named: Readonly<Record<string, unknown>>
}

/** Reads the command line; Electron and Chromium put words of their own into it, so others are left alone. */
export function startArguments(argv: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: valuedFlags(argv.slice(1), settingOptions),
    options: settingOptions,
    strict: false,
    allowPositionals: true,
  })
  return {
    isHidden: argv.includes(hiddenFlag),
    isToggle: argv.includes('--toggle'),
    named: values,
  }
}
