/** `npm run rig:store -- [--kills 200] [--seed 1]`: kills as many writers of a store, and looks at what each has left. */
import { parseArgs } from 'node:util'
import { KilledWriters } from './killedWriters'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const writers = new KilledWriters(Number(values.seed))
try {
  await writers.prepare()
  for (let kill = 0; kill < Number(values.kills); kill++) await writers.killOne()
  const { kills, exchanges, unfinished, lostChars } = writers.figures
  console.log(
    `${kills} kills, ${exchanges} exchanges: the file was sound each time, and nothing finished was lost.`,
  )
  console.log(`${unfinished} unfinished answers lost ${lostChars} characters, all younger than a second.`)
} finally {
  writers.scratch.remove()
}
