import { AppError, type SettingKey } from '@contract'
import { findModel } from '../models/findModel'
import { optionSettings, settingOptions, settingWords } from '../settings/settingOptions'
import { usualPort } from '../web/webHost'
import { readWords } from './readWords'

/** How Parley is to be opened. */
export interface StartOptions {
  /** In the browser. */
  readonly web: boolean
  /** The first of these that can be had. */
  readonly ports: readonly number[]
  /** Whether a browser is handed the link. */
  readonly open: boolean
  /** The settings that were named, as the words that name them and as they are. */
  readonly words: readonly string[]
  readonly settings: ReadonlyMap<SettingKey, unknown>
}

/**
 * The options of a command line, or undefined when help is asked for.
 * @throws AppError usage where one is not understood
 */
export async function readStartOptions(args: string[]): Promise<StartOptions | undefined> {
  const { values } = parse(args)
  if (values.help) return undefined
  const port = Number(values.port ?? usualPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('usage', { kind: 'usage-port', given: values.port ?? '' })
  const { model, kokoro }: Readonly<Record<string, unknown>> = values
  // Before anything is started.
  const named = {
    ...values,
    ...(typeof model === 'string' && { model: await findModel(model, 'listener') }),
    ...(typeof kokoro === 'string' && { kokoro: await findModel(kokoro, 'voice') }),
  }
  return {
    // An address to listen on makes sense for a browser only.
    web: values.web ?? (values.port !== undefined || (values['no-open'] ?? false)),
    ports: values.port === undefined ? [port, 0] : [port],
    open: !values['no-open'],
    words: settingWords(named),
    settings: optionSettings(named),
  }
}

function parse(args: string[]) {
  return readWords({
    args,
    options: {
      web: { type: 'boolean' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      ...settingOptions,
      help: { type: 'boolean', short: 'h' },
    },
  })
}
