import { writeFileSync } from 'node:fs'
import { runOptions } from '../../../src-main/cli/runOptions'
import useNobodysOwn from '../../nobodysOwn'
import { figure, printFigures, type Figure } from '../conversation/figure'
import { fuzzApart } from './fuzzApart'
import { fuzzParts } from './fuzzParts'

const usage = `npm run fuzz -- [--part NAME] [--share PART] [--seed N] [--from N] [--count N] [--json FILE]

Tries Parley with inputs of every kind, right, wrong and damaged: messages of pages, sound files, files of settings, folders
of models, and addresses and requests. Nothing may crash, hang, grow, or be taken that ought to be refused.

  --part NAME    only one of: ${Object.keys(fuzzParts).join(', ')}
  --share PART   of all inputs only so many, such as 0.01 (default: 1)
  --seed N       other inputs (default: 1)
  --from N       begin with this input, and with --count try so many: to see again what was told of one
  --json FILE    write the figures into this file, too
`

const options = {
  part: { type: 'string' },
  share: { type: 'string', default: '1' },
  seed: { type: 'string', default: '1' },
  from: { type: 'string', default: '0' },
  count: { type: 'string' },
  json: { type: 'string' },
} as const

/** The heap swings by about as much with what happens to be under way. */
const mayGrowMegabytes = 20

await runOptions('fuzz', usage, options, async ({ part, share, seed, from, count, json }) => {
  const leave = useNobodysOwn()
  const figures: Figure[] = []
  try {
    for (const [name, { all }] of Object.entries(fuzzParts)) {
      if (part !== undefined && part !== name) continue
      const wanted = count === undefined ? Math.ceil(all * Number(share)) : Number(count)
      const order = { part: name, seed: Number(seed), from: Number(from), count: wanted }
      const outcome = await fuzzApart(order, (done) => {
        if (process.stdout.isTTY) process.stdout.write(`\r${name}: ${done} of ${wanted} `)
      })
      if (process.stdout.isTTY) process.stdout.write('\r')
      for (const offence of outcome.offences) console.log(`${name}, ${offence}`)
      const { tried, taken, offences, grewMegabytes } = outcome
      figures.push(
        figure(`${name}: offences`, offences.length, 0, tried),
        figure(`${name}: MB that the second half added`, grewMegabytes, mayGrowMegabytes, tried),
      )
      console.log(`${name}: ${tried} tried, of which ${taken} were right and taken`)
    }
  } finally {
    leave()
  }
  printFigures(figures)
  if (json !== undefined) writeFileSync(json, JSON.stringify(figures, undefined, 2))
  return figures.every(({ ok }) => ok) ? 0 : 1
})
