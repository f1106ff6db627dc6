import { writeFileSync } from 'node:fs'
import { runOptions } from '../../../src-main/cli/runOptions'
import useNobodysOwn from '../../nobodysOwn'
import { AttackedHost } from './attackedHost'
import { floodKinds } from './floodKinds'
import { measureFlood } from './measureFlood'
import { measureLongLoss, measureLoss, measureLossWhileLoading, type LossFigures } from './measureLoss'

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly atMost: number
}

const usage = `npm run attack -- [--part floods|kills] [--short] [--json FILE]

Attacks the web host as a hostile page and a hostile system do, and prints what it made of that.

  --part PART   only what a page sends without end (floods), or only an engine that is killed or held still (kills)
  --short       for some seconds and a few times only
  --json FILE   write the figures into this file, too
`

const [briefly, wholly] = [
  { seconds: 2, restSeconds: 5, killed: 3, stopped: 2, loading: 1, exchanges: 20 },
  { seconds: 20, restSeconds: 30, killed: 100, stopped: 20, loading: 5, exchanges: 600 },
]
let times = wholly
const figures: Figure[] = []
const tell = (...told: Figure[]): void => {
  for (const { name, value, unit, atMost } of told) {
    const shown = value.toFixed(unit === 's' ? 2 : 0)
    console.log(
      `${value <= atMost ? 'ok   ' : 'WRONG'} ${name.padEnd(48)} ${shown.padStart(8)} ${unit} (<= ${atMost})`,
    )
  }
  figures.push(...told)
}

/** A host for each: what one flood left behind counts for that one alone. */
async function attackByFloods(): Promise<void> {
  for (const kind of floodKinds) {
    const host = await AttackedHost.start()
    try {
      const page = await host.openPage()
      const flood = await measureFlood(host, page, kind, times)
      tell(
        { name: `${kind}: the host grew by`, value: flood.grewMegabytes, unit: 'MB', atMost: 50 },
        { name: `${kind}: and kept`, value: flood.keptMegabytes, unit: 'MB', atMost: 50 },
        {
          name: `${kind}: slowest of ${flood.answers} answers elsewhere`,
          value: flood.slowestAnswerMs / 1000,
          unit: 's',
          atMost: 3,
        },
        { name: `${kind}: engines lost`, value: Number(!flood.isEngineKept), unit: '', atMost: 0 },
      )
    } finally {
      await host.close()
    }
  }
}

async function attackByKills(): Promise<void> {
  const host = await AttackedHost.start()
  try {
    const page = await host.openPage()
    const repeat = async (count: number, measure: () => Promise<LossFigures>): Promise<LossFigures[]> => {
      const all: LossFigures[] = []
      while (all.length < count) all.push(await measure())
      return all
    }
    tellLosses('killed in mid-turn', await repeat(times.killed, () => measureLoss(host, page, 'SIGKILL')), 2)
    tellLosses(
      'stopped in mid-turn',
      await repeat(times.stopped, () => measureLoss(host, page, 'SIGSTOP')),
      4,
    )
    tellLosses('stopped while loading', await repeat(times.loading, measureLossWhileLoading), 4)
    const { backMs, answerMs } = await measureLongLoss(host, page, times.exchanges)
    const name = `killed behind ${times.exchanges} exchanges`
    tell({ name: `${name}: back`, value: backMs / 1000, unit: 's', atMost: 2 })
    tell({ name: `${name}: the next answer`, value: answerMs / 1000, unit: 's', atMost: 2 })
  } finally {
    await host.close()
  }
}

function tellLosses(how: string, losses: readonly LossFigures[], toldWithin: number): void {
  const seconds = (pick: (loss: LossFigures) => number): number[] =>
    losses.map((loss) => pick(loss) / 1000).sort((a, b) => a - b)
  const [told, back] = [seconds(({ toldMs }) => toldMs), seconds(({ backMs }) => backMs)]
  const middle = Math.floor(losses.length / 2)
  tell(
    {
      name: `${how} ${losses.length} times: told, median`,
      value: told[middle],
      unit: 's',
      atMost: toldWithin,
    },
    { name: `${how}: told, slowest`, value: told.at(-1)!, unit: 's', atMost: toldWithin },
    { name: `${how}: back, median`, value: back[middle], unit: 's', atMost: 2 },
    { name: `${how}: back, slowest`, value: back.at(-1)!, unit: 's', atMost: 2 },
  )
}

const options = { part: { type: 'string' }, short: { type: 'boolean' }, json: { type: 'string' } } as const
await runOptions('attack', usage, options, async ({ part, short, json }) => {
  if (short) times = briefly
  const leave = useNobodysOwn()
  try {
    if (part !== 'kills') await attackByFloods()
    if (part !== 'floods') await attackByKills()
  } finally {
    leave()
  }
  if (json !== undefined) writeFileSync(json, JSON.stringify(figures, undefined, 2))
  return figures.every(({ value, atMost }) => value <= atMost) ? 0 : 1
})
