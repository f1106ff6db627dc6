import { runOptions } from '../../../src-main/cli/runOptions'
import { KilledWriters } from './killedWriters'

const usage = `npm run rig:store -- [--kills COUNT] [--seed N]

Kills as many writers of a store at random moments, and looks at what each has left.

  --kills COUNT   so many writers (default: 200)
  --seed N        other moments (default: 1)
`

const options = {
  kills: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
} as const
await runOptions('rig:store', usage, options, kill)

async function kill(values: { readonly kills: string; readonly seed: string }): Promise<void> {
  const writers = new KilledWriters(Number(values.seed))
  try {
    await writers.prepare()
    for (let count = 0; count < Number(values.kills); count++) await writers.killOne()
    const { kills, exchanges, unfinished, lostChars } = writers.figures
    console.log(
      `${kills} kills, ${exchanges} exchanges: the file was sound each time, and nothing finished was lost.`,
    )
    console.log(`${unfinished} unfinished answers lost ${lostChars} characters, all younger than a second.`)
  } finally {
    writers.scratch.remove()
  }
}
