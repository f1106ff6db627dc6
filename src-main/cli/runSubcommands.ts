import { AppError } from '@contract'
import { readWords } from './readWords'
import { runStoppable } from './runStoppable'

/** What stands behind the name of a subcommand. */
export interface SubcommandWords {
  /** Undefined: there is none. */
  readonly name: string | undefined
  /** @throws usage where there is none */
  readonly required: () => string
}

/** Resolves with the exit code. */
export type Subcommand = (words: SubcommandWords, signal: AbortSignal) => number | Promise<number>

/**
 * Runs a command that has others below it, one of which its first word names. Without a word, and where help is wanted, it
 * prints how it is called.
 */
export async function runSubcommands(
  usage: () => string,
  subcommands: Readonly<Record<string, Subcommand>>,
): Promise<void> {
  await runStoppable(async (args, signal) => {
    const { values, positionals } = readWords({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    })
    const [command, name] = positionals
    if (values.help || command === undefined) {
      console.log(usage())
      return 0
    }
    if (!Object.hasOwn(subcommands, command))
      throw new AppError('usage', { kind: 'usage-no-command', command })
    const required = (): string => {
      if (name === undefined) throw new AppError('usage', { kind: 'usage-no-name', command })
      return name
    }
    return subcommands[command]({ name, required }, signal)
  })
}
