/** `npm run watch:network -- [--idle SECONDS]`: does the main job, and tells whom its processes asked for. */
import { parseArgs } from 'node:util'
import { whyNotWatched } from '../rigs/network/watchNetwork'
import { watchMainJob } from './watchMainJob'

const { idle } = parseArgs({ options: { idle: { type: 'string', default: '120' } } }).values
const obstacle = whyNotWatched()
if (obstacle !== undefined) {
  console.error(`watch: ${obstacle}.`)
  process.exit(1)
}
const { left, astray, offences, telemetryFiles, reached } = await watchMainJob(Number(idle))
for (const { by, to } of left) console.log(`left the machine: ${by} ${to}`)
for (const { by, to } of astray) console.log(`on this machine, to somebody else: ${by} ${to}`)
for (const offence of offences) console.log(`the window: ${offence}`)
for (const file of telemetryFiles) console.log(`written by telemetry: ${file}`)
console.log(
  `${left.length} connections and look-ups left this machine, with ${idle} s of idling; ` +
    `${reached.length} places on it were connected to: the app, the model hub and its storage.`,
)
process.exitCode = left.length + astray.length + offences.length + telemetryFiles.length === 0 ? 0 : 1
