import { AppError, noticeInEnglish } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { bytesOf, platformPieces } from '../cuda/cudaFolder'
import { fetchCuda } from '../cuda/fetchCuda'
import { cudaDir } from '../engine/onnx/cudaDir'
import { cudaObstacle, driverObstacle } from '../engine/onnx/cudaLibraries'
import { cudaMajor, oldestDriver } from '../engine/onnx/cudaPieces'
import { probeDevice } from '../engine/onnx/probe'
import { sizeText } from '../models/sizeText'
import { ProgressLine } from './progressLine'
import { readWords } from './readWords'
import { runStoppable } from './runStoppable'

const usage = `${ownCommand('setup:cuda', '[OPTIONS]')}

Fetches what Parley needs to compute on an NVIDIA card: ONNX Runtime's CUDA provider and NVIDIA's libraries of CUDA
${cudaMajor} and cuDNN 9, from Python's package index, into a folder of this user. The driver (${oldestDriver} or newer) has to be
installed before. Nothing else on this computer is changed. Ctrl-C stops it; the next call goes on from there.

  --check   only say what is missing
  --yes     fetch without a driver too, as for another computer

Environment: PARLEY_CUDA_DIR (where the libraries lie), HTTPS_PROXY, NO_PROXY.
`

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
    process.stdout.write(usage)
    return 0
  }
  const folder = cudaDir()
  if (check) {
    const obstacle = cudaObstacle(folder)
    say(obstacle === undefined ? 'CUDA is complete.' : noticeInEnglish({ kind: 'obstacle', ...obstacle }))
    return obstacle === undefined ? 0 : 1
  }
  const driver = driverObstacle()
  if (driver !== undefined && !yes)
    throw new AppError('runtime-unavailable', {
      kind: 'driver-first',
      why: { kind: 'obstacle', ...driver },
    })
  say(`Fetching at most ${sizeText(bytesOf(platformPieces() ?? []))} into ${folder}`)
  const line = new ProgressLine('CUDA', process.stdout)
  try {
    await fetchCuda({ folder, signal, onProgress: (progress) => line.show(progress) })
  } finally {
    line.end()
  }
  if (driver !== undefined) {
    say(`The libraries are there. ${noticeInEnglish(driver.reason)}`)
    return 0
  }
  const probed = await probeDevice({ kind: 'cuda' })
  const { available, reason, fix } = probed
  const why = [reason, fix].flatMap((each) => (each ? [noticeInEnglish(each)] : []))
  say(available ? 'CUDA computes.' : ['CUDA does not compute yet.', ...why].join(' '))
  return probed.available ? 0 : 1
}
