import { existsSync, readFileSync } from 'node:fs'
import {
  AppError,
  config,
  deviceConfig,
  fileTrouble,
  samplingConfig,
  turnTakingConfig,
  type ConfigInput,
} from '@contract'
import { configFile } from '../models/places'

/** As the engine's own, but a misspelt name is an error: nobody would learn otherwise why it changes nothing. */
const fileSchema = config
  .omit({ conversations: true })
  .extend({
    device: deviceConfig.strict().prefault({}),
    sampling: samplingConfig.strict().prefault({}),
    turnTaking: turnTakingConfig.strict().prefault({}),
  })
  .strict()

/**
 * What the user's configuration file says: any part of `Config` as JSON. Where there is none, nothing.
 * @throws config-invalid naming the file and what is wrong in it
 */
export function readConfigFile(file = configFile()): ConfigInput {
  // Nor in a home that is none, such as /dev/null, or that is another user's.
  if (!existsSync(file)) return {}
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const { reason, remedy } = fileTrouble(cause) ?? { reason: String(cause), remedy: 'Remove it.' }
    const message = `The configuration in ${file} could not be read: ${reason}. ${remedy}`
    throw new AppError('config-invalid', message, { cause })
  }
  let said: unknown
  try {
    // Windows' editors begin a file with a byte order mark.
    said = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (thrown) {
    throw wrong(file, 'it is not JSON', thrown)
  }
  const checked = fileSchema.safeParse(said)
  if (checked.success) return said as ConfigInput
  const [{ path, message }] = checked.error.issues
  throw wrong(file, [...path, message].join(': '), checked.error)
}

function wrong(file: string, what: string, cause: unknown): AppError {
  const message = `The configuration in ${file} is wrong: ${what}. Correct it or remove the file.`
  return new AppError('config-invalid', message, { cause })
}
