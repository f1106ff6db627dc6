import { AppError } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import { whyNotWatched } from '../rigs/network/watchNetwork'
import { watchMainJob } from './watchMainJob'

const usage = `npm run watch:network -- [--idle SECONDS]

Does the main job, and tells whom its processes asked for: 0 when nobody beyond this computer.

  --idle SECONDS   idle for so long at its end (default: 120)
`

await runOptions('watch', usage, { idle: { type: 'string', default: '120' } }, watch)

async function watch({ idle }: { readonly idle: string }): Promise<number> {
  const obstacle = whyNotWatched()
  if (obstacle !== undefined)
    throw new AppError('runtime-unavailable', { kind: 'as-told', text: `${obstacle}.` })
  const { left, astray, offences, telemetryFiles, reached } = await watchMainJob(Number(idle))
  for (const { by, to } of left) console.log(`left the machine: ${by} ${to}`)
  for (const { by, to } of astray) console.log(`on this machine, to somebody else: ${by} ${to}`)
  for (const offence of offences) console.log(`the window: ${offence}`)
  for (const file of telemetryFiles) console.log(`written by telemetry: ${file}`)
  console.log(
    `${left.length} connections and look-ups left this machine, with ${idle} s of idling; ` +
      `${reached.length} places on it were connected to: the app, the model hub and its storage.`,
  )
  return left.length + astray.length + offences.length + telemetryFiles.length === 0 ? 0 : 1
}
