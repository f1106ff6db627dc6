import { AppError } from '@contract'
import { findModel } from '../models/findModel'
import { usualPort } from '../web/webHost'
import { deviceKind } from './deviceKind'
import { readWords } from './readWords'

/** How Parley is to be opened. */
export interface StartOptions {
  /** In the browser. */
  readonly web: boolean
  /** The first of these that can be had. */
  readonly ports: readonly number[]
  /** Whether a browser is handed the link. */
  readonly open: boolean
  /** Directories of models. */
  readonly model: string | undefined
  readonly kokoro: string | undefined
}

/** What a command says of the options that concern its models. */
export const modelOptionsUsage = `  --model ID    a listener that was fetched (npm run models), or the directory of one (default: the embedded one)
  --kokoro ID   a Kokoro voice that was fetched, or the directory of one (default: the embedded voice)
  --device D    run the models on auto, cuda, webgpu, directml, coreml or cpu (default: auto, the fastest that computes)
  --unload-after MINUTES  free the memory of models that nobody used for so long (default: keep them loaded)
`

/**
 * The options of a command line, or undefined when help is asked for.
 * @throws AppError usage where one is not understood
 */
export async function readStartOptions(args: string[]): Promise<StartOptions | undefined> {
  const { values } = parse(args)
  if (values.help) return undefined
  const port = Number(values.port ?? usualPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('usage', `--port takes a number from 1 to 65535, not ${values.port}.`)
  const minutes = values['unload-after']
  if (minutes !== undefined && !(Number(minutes) > 0))
    throw new AppError('usage', `--unload-after takes a number of minutes, not ${minutes}.`)
  if (minutes !== undefined) process.env.PARLEY_UNLOAD_AFTER = minutes
  if (values.device !== undefined) process.env.PARLEY_DEVICE = deviceKind(values.device)
  return {
    // An address to listen on makes sense for a browser only.
    web: values.web ?? (values.port !== undefined || (values['no-open'] ?? false)),
    ports: values.port === undefined ? [port, 0] : [port],
    open: !values['no-open'],
    model: values.model && (await findModel(values.model, 'listener')),
    kokoro: values.kokoro && (await findModel(values.kokoro, 'voice')),
  }
}

function parse(args: string[]) {
  return readWords({
    args,
    options: {
      web: { type: 'boolean' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      model: { type: 'string' },
      kokoro: { type: 'string' },
      device: { type: 'string' },
      'unload-after': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}
