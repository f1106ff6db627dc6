import { toAppError } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import type { Device } from '../engine/onnx/device'
import { probeDevice } from '../engine/onnx/probe'
import { examine } from '../doctor/examine'
import type { Finding } from '../doctor/report'
import { endWithReader } from './endWithReader'
import { readWords } from './readWords'

const usage = `${ownCommand('doctor', '[--json]')}

Says what Parley finds on this computer, whether it is well, and what to do where it is not.
`

const signs = { ok: 'ok      ', trouble: 'trouble ', unknown: '?       ' } as const

endWithReader()
process.exitCode = await main(process.argv.slice(2)).catch((thrown: unknown) => {
  console.error(`parley: ${toAppError(thrown).message}`)
  return 1
})

async function main(args: string[]): Promise<number> {
  const { json, help, probe } = readWords({
    args,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      probe: { type: 'string' }, // what the doctor asks another of itself (`probeApart`)
    },
  }).values
  if (probe !== undefined) {
    const { device, isWanted } = JSON.parse(probe) as { device: Device; isWanted: boolean }
    process.stdout.write(`${JSON.stringify(await probeDevice(device, isWanted))}\n`)
    return 0
  }
  if (help) {
    process.stdout.write(usage)
    return 0
  }
  const report = await examine()
  if (json) {
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
    return 0
  }
  for (const finding of report.findings) process.stdout.write(shown(finding))
  return 0
}

function shown({ name, state, found, fix }: Finding): string {
  const lines = [`${signs[state]} ${name}: ${found}`]
  if (fix !== undefined) lines.push(`${' '.repeat(9)}-> ${fix}`)
  return `${lines.join('\n')}\n`
}
