import { ownCommand } from '../engine/files/ownCommand'
import type { Device } from '../engine/onnx/device'
import { probeDevice } from '../engine/onnx/probe'
import { examine } from '../doctor/examine'
import type { Finding } from '../doctor/report'
import { terminal, terminalIn } from '../terminalWords'
import { endWithReader } from './endWithReader'
import { runOptions } from './runOptions'

const usage = (): string => `${terminal().words.doctor.usage((said) => ownCommand('doctor', said))}\n`

endWithReader()
await runOptions(
  'parley',
  usage,
  {
    json: { type: 'boolean', default: false },
    // What a bug report asks it for.
    'for-others': { type: 'boolean', default: false },
    probe: { type: 'string' }, // what the doctor asks another of itself (`probeApart`)
  },
  ({ json, probe, 'for-others': isForOthers }) =>
    probe === undefined ? tell(json, isForOthers) : answer(probe),
)

async function answer(probe: string): Promise<void> {
  const { device, isWanted } = JSON.parse(probe) as { device: Device; isWanted: boolean }
  process.stdout.write(`${JSON.stringify(await probeDevice(device, isWanted))}\n`)
}

async function tell(asJson: boolean, isForOthers: boolean): Promise<void> {
  // What programs read is in one language.
  const report = await examine(asJson ? terminalIn(['en']) : terminal(), isForOthers)
  if (asJson) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
  else for (const finding of report.findings) process.stdout.write(shown(finding))
}

function shown({ name, state, found, fix }: Finding): string {
  const { states } = terminal().words.doctor
  const wide = Math.max(...Object.values(states).map(({ length }) => length)) + 1
  const lines = [`${states[state].padEnd(wide)} ${name}: ${found}`]
  if (fix !== undefined) lines.push(`${' '.repeat(wide + 1)}-> ${fix}`)
  return `${lines.join('\n')}\n`
}
