import { readFileSync, writeFileSync } from 'node:fs'
import { AppError } from '@contract'
import { readRecording, recordingText, type Recording } from '../../src-renderer/recording/readRecording'
import { redact } from '../../src-renderer/recording/redact'
import { replay } from '../../src-renderer/recording/replay'
import { ownCommand } from '../engine/files/ownCommand'
import { endWithReader } from './endWithReader'
import { readWords } from './readWords'
import { tellFailure } from './tellFailure'

const usage = `${ownCommand('replay', 'FILE [--redact FILE]')}

Plays a recording for a bug report to the logic of the window, on a virtual clock, and compares all that the window does with
what it did then, to the letter. The exit code is 1 where something is otherwise.

  --redact FILE   write the same recording without sound and without words, which replays as well
`
/** A line that is otherwise is shown as far as this. */
const shownChars = 2000

endWithReader()
process.exitCode = await main().catch(tellFailure)

async function main(): Promise<number> {
  const { values, positionals } = readWords({
    options: { redact: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (values.help || file === undefined) {
    process.stdout.write(usage)
    return values.help ? 0 : 2
  }
  const recording = read(file)
  if (values.redact !== undefined) {
    writeFileSync(values.redact, recordingText(await redact(recording)), { mode: 0o600 })
    console.log(`${values.redact} is written: without sound, and without words.`)
    return 0
  }
  const { lines, divergence } = await replay(recording)
  if (divergence === undefined) {
    console.log(`${lines.length} lines are to the letter what was recorded.`)
    return 0
  }
  const { line, recorded = '(nothing more)', replayed } = divergence
  console.log(`Line ${line} is otherwise; ${lines.length} lines before it are as they were recorded.`)
  console.log(`recorded: ${recorded.slice(0, shownChars)}\nreplayed: ${replayed.slice(0, shownChars)}`)
  return 1
}

function read(file: string): Recording {
  const text = readFileSync(file, 'utf8')
  try {
    return readRecording(text)
  } catch (cause) {
    throw new AppError('usage', { kind: 'as-told', text: (cause as Error).message }, { cause })
  }
}
