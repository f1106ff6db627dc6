import { readFileSync, writeFileSync } from 'node:fs'
import { readRecording, recordingText } from '../../src-renderer/recording/readRecording'
import { redact } from '../../src-renderer/recording/redact'
import { replay } from '../../src-renderer/recording/replay'
import type { Divergence } from '../../src-renderer/recording/replayBoundary'
import { ownCommand } from '../engine/files/ownCommand'
import { terminal } from '../terminalWords'
import { endWithReader } from './endWithReader'
import { readWords } from './readWords'
import { tellFailure } from './tellFailure'

const { replay: words } = terminal().words
/** A line that differs is shown as far as this. */
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
    process.stdout.write(`${words.usage((said) => ownCommand('replay', said))}\n`)
    return values.help ? 0 : 2
  }
  const recording = readRecording(readFileSync(file, 'utf8'))
  if (values.redact !== undefined) {
    const redacted = await redact(recording)
    if (redacted.divergence) return tellDivergence(redacted.divergence)
    writeFileSync(values.redact, recordingText(redacted), { mode: 0o600 })
    console.log(words.redacted(values.redact))
    return 0
  }
  const { lines, divergence } = await replay(recording)
  if (divergence) return tellDivergence(divergence)
  console.log(words.same(lines.length))
  return 0
}

/** The head is a line, too, which nothing is compared with. */
function tellDivergence({ line, recorded = words.nothing, replayed = words.nothing }: Divergence): number {
  console.log(words.differs(line, line - 2))
  console.log(words.recorded(recorded.slice(0, shownChars)))
  console.log(words.replayed(replayed.slice(0, shownChars)))
  return 1
}
