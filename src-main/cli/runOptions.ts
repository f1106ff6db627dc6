import type { parseArgs, ParseArgsConfig } from 'node:util'
import { readWords } from './readWords'
import { tellFailure } from './tellFailure'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>['values']

/**
 * Runs a command that is called with options alone. What `run` resolves with is the exit code, where it is one.
 * `--help` prints the usage; what goes wrong, an option that is none included, is told in one sentence.
 * @param program begins that sentence
 */
export async function runOptions<const T extends Options>(
  program: string,
  usage: string | (() => string),
  options: T,
  run: (values: Values<T>) => Promise<number | void> | number | void,
): Promise<void> {
  try {
    const help = { type: 'boolean', short: 'h' } as const
    const { values } = readWords({ args: process.argv.slice(2), options: { ...options, help } })
    if ('help' in values && values.help)
      return void process.stdout.write(typeof usage === 'string' ? usage : usage())
    const code = await run(values)
    if (code !== undefined) process.exitCode = code
  } catch (thrown) {
    process.exitCode = tellFailure(thrown, program)
  }
}
