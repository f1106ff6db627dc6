import { AppError } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { bytesOf, platformPieces } from '../cuda/cudaFolder'
import { fetchCuda } from '../cuda/fetchCuda'
import { cudaDir } from '../engine/onnx/cudaDir'
import { cudaObstacle, driverObstacle } from '../engine/onnx/cudaLibraries'
import { cudaMajor, oldestDriver } from '../engine/onnx/cudaPieces'
import { probeDevice } from '../engine/onnx/probe'
import { terminal } from '../terminalWords'
import { ProgressLine } from './progressLine'
import { readWords } from './readWords'
import { runStoppable } from './runStoppable'

const {
  words: { cuda: words },
  inWords,
} = terminal()

const say = (line: string): void => console.log(line)

await runStoppable(main)

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const { check, yes, help } = readWords({
    args,
    options: {
      check: { type: 'boolean' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values
  if (help) {
    say(words.usage((said) => ownCommand('setup:cuda', said), `${cudaMajor}`, `${oldestDriver}`))
    return 0
  }
  const folder = cudaDir()
  if (check) {
    const obstacle = cudaObstacle(folder)
    say(obstacle === undefined ? words.complete : inWords({ kind: 'obstacle', ...obstacle }))
    return obstacle === undefined ? 0 : 1
  }
  const driver = driverObstacle()
  if (driver !== undefined && !yes)
    throw new AppError('runtime-unavailable', {
      kind: 'driver-first',
      why: { kind: 'obstacle', ...driver },
    })
  say(words.fetching(bytesOf(platformPieces() ?? []), folder))
  const line = new ProgressLine('CUDA', process.stdout)
  try {
    await fetchCuda({ folder, signal, onProgress: (progress) => line.show(progress) })
  } finally {
    line.end()
  }
  if (driver !== undefined) {
    say(`${words.there} ${inWords(driver.reason)}`)
    return 0
  }
  const probed = await probeDevice({ kind: 'cuda' })
  const { available, reason, fix } = probed
  const why = [reason, fix].flatMap((each) => (each ? [inWords(each)] : []))
  say(available ? words.computes : [words.doesNotCompute, ...why].join(' '))
  return probed.available ? 0 : 1
}
