import { readFileSync } from 'node:fs'
import { AppError, config, deviceConfig, samplingConfig, turnTakingConfig, type ConfigInput } from '@contract'
import { configFile } from '../models/places'

/** As the engine's own, but a misspelt name is an error: nobody would learn otherwise why it changes nothing. */
const fileSchema = config
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
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw wrong(file, (thrown as Error).message, thrown)
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
