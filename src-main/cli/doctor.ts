import { ownCommand } from '../engine/files/ownCommand'
import type { Device } from '../engine/onnx/device'
import { probeDevice } from '../engine/onnx/probe'
import { examine } from '../doctor/examine'
import type { Finding } from '../doctor/report'
import { endWithReader } from './endWithReader'
import { runOptions } from './runOptions'

const usage = `${ownCommand('doctor', '[--json]')}

Says what Parley finds on this computer, whether it is well, and what to do where it is not.
`

const signs = { ok: 'ok      ', trouble: 'trouble ', unknown: '?       ' } as const

endWithReader()
await runOptions(
  'parley',
  usage,
  {
    json: { type: 'boolean', default: false },
    probe: { type: 'string' }, // what the doctor asks another of itself (`probeApart`)
  },
  ({ json, probe }) => (probe === undefined ? tell(json) : answer(probe)),
)

async function answer(probe: string): Promise<void> {
  const { device, isWanted } = JSON.parse(probe) as { device: Device; isWanted: boolean }
  process.stdout.write(`${JSON.stringify(await probeDevice(device, isWanted))}\n`)
}

async function tell(asJson: boolean): Promise<void> {
  const report = await examine()
  if (asJson) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
  else for (const finding of report.findings) process.stdout.write(shown(finding))
}

function shown({ name, state, found, fix }: Finding): string {
  const lines = [`${signs[state]} ${name}: ${found}`]
  if (fix !== undefined) lines.push(`${' '.repeat(9)}-> ${fix}`)
  return `${lines.join('\n')}\n`
}
