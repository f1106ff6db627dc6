import { writeFileSync } from 'node:fs'
import { runOptions } from '../../../src-main/cli/runOptions'
import useNobodysOwn from '../../nobodysOwn'
import { figure, printFigures, type Figure } from '../conversation/figure'
import { chromiumMinutes } from './chromiumMinutes'
import { simulatedHours } from './simulatedHours'
import { soakFigures } from './soakSample'

const usage = `npm run soak -- [--hours H] [--minutes M] [--seed N] [--json FILE]

Talks for long: hours on the clock of a simulated microphone, and minutes to the whole app in Chromium. What is used of memory and
what is open may not grow, and the last answers take as long as the first ones.

  --hours H     simulated (default: 8); 0 leaves it out
  --minutes M   in Chromium (default: 20); 0 leaves it out
  --seed N      another conversation (default: 1)
  --json FILE   write the figures into this file, too
`

const options = {
  hours: { type: 'string', default: '8' },
  minutes: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  json: { type: 'string' },
} as const

await runOptions('soak', usage, options, async ({ hours, minutes, seed, json }) => {
  const leave = useNobodysOwn()
  const figures: Figure[] = []
  try {
    if (Number(hours) > 0) {
      const { samples, answersMs } = await simulatedHours(Number(hours), Number(seed))
      const name = `${hours} h simulated`
      figures.push(...soakFigures(name, samples, answersMs, { megabytesAnHour: 0.2, handles: 0 }))
    }
    if (Number(minutes) > 0) {
      const soak = await chromiumMinutes(Number(minutes), (line) => console.log(line))
      const { samples, answersMs, failures } = soak
      const name = `${minutes} min in Chromium`
      figures.push(figure(`${name}: conversations without an end`, failures.length, 0, samples.length))
      figures.push(...soakFigures(name, samples, answersMs, { megabytesAnHour: 3, handles: 0 }))
    }
  } finally {
    leave()
  }
  printFigures(figures)
  if (json !== undefined) writeFileSync(json, JSON.stringify(figures, undefined, 2))
  return figures.every(({ ok }) => ok) ? 0 : 1
})
