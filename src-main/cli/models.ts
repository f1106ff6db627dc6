import type { ModelCard } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { openHub } from '../models/hub'
import { importModel } from '../models/importModel'
import { userPlaces } from '../models/places'
import { pullModel, type PullProgress } from '../models/pullModel'
import { listModels, removeModel, verifyModel } from '../models/storedModels'
import { terminal } from '../terminalWords'
import { ProgressLine } from './progressLine'
import { runSubcommands } from './runSubcommands'

const {
  words: { models: words },
  formats,
  inWords,
} = terminal()
const places = userPlaces()
const say = (line: string): void => console.log(line)

await runSubcommands(() => words.usage((said) => ownCommand('models', said)), {
  async list() {
    for (const card of await listModels(places)) say(cardLine(card))
    say(words.lie(places.modelsDir))
    return 0
  },
  pull: ({ required }, signal) => pull(required(), signal),
  verify: ({ name }, signal) => verify(name, signal),
  async remove({ required }) {
    const name = required()
    await removeModel(places, name)
    say(words.removed(name))
    return 0
  },
  async import({ required }) {
    say(words.imported(await importModel(places, required())))
    return 0
  },
})

async function pull(name: string, signal: AbortSignal): Promise<number> {
  const line = new ProgressLine(name, process.stdout)
  try {
    const onProgress = (progress: PullProgress): void => line.show(progress)
    const folder = await pullModel(name, { hub: openHub(), places, signal, onProgress })
    line.end()
    say(words.ready(name, folder))
    return 0
  } finally {
    line.end()
  }
}

async function verify(name: string | undefined, signal: AbortSignal): Promise<number> {
  const names =
    name === undefined
      ? (await listModels(places)).filter((card) => card.state === 'ready' && !card.isOwnDirectory)
      : [{ id: name }]
  if (names.length === 0) say(words.none)
  let damaged = 0
  for (const { id } of names) {
    const line = new ProgressLine(id, process.stdout)
    const paths = await verifyModel(places, id, signal, (doneBytes, sizeBytes) =>
      line.show({ state: 'checking', doneBytes, sizeBytes }),
    )
    line.end()
    damaged += paths.length
    if (paths.length === 0) say(words.whole(id))
    else console.error(`parley: ${words.damaged(id, paths)}`)
  }
  return damaged === 0 ? 0 : 1
}

function cardLine(card: ModelCard): string {
  const size =
    card.sizeBytes === undefined ? '' : `${card.isSizeApproximate ? '~' : ''}${formats.bytes(card.sizeBytes)}`
  const state =
    card.state === 'partial'
      ? words.partly(formats.bytes(card.doneBytes))
      : card.state === 'ready'
        ? words.isReady
        : ''
  return [
    card.id.padEnd(24),
    (words.kinds[card.kind] ?? card.kind).padEnd(9),
    size.padStart(8),
    (card.licence ?? '').padEnd(13),
    state || inWords(card.about),
  ]
    .join('  ')
    .trimEnd()
}
