import { AppError, noticeInEnglish, type ModelCard } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { openHub } from '../models/hub'
import { importModel } from '../models/importModel'
import { userPlaces } from '../models/places'
import { pullModel, type PullProgress } from '../models/pullModel'
import { listModels, removeModel, verifyModel } from '../models/storedModels'
import { commandWords } from './commandWords'
import { ProgressLine } from './progressLine'
import { runStoppable } from './runStoppable'
import { sizeText } from '../models/sizeText'

const usage = `${ownCommand('models', 'COMMAND')}

  list          what there is to fetch, and what is on this computer
  pull ID       fetch a model, or go on with one; ID is one of the list, OWNER/NAME of the hub, or OWNER/NAME:DTYPE
  verify [ID]   read a model's files again and compare them with the hub's record (all fetched models without an ID)
  remove ID     remove a model from this computer; an imported directory is only forgotten
  import DIR    take a directory of your own into the list

Ctrl-C stops a fetch; the next pull goes on from there. Environment: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, NO_PROXY, and
PARLEY_MODELS_DIR (where models lie).
`

const places = userPlaces()
const say = (line: string): void => console.log(line)

await runStoppable(main)

async function main(words: string[], signal: AbortSignal): Promise<number> {
  const [command, name] = commandWords(words)
  const required = (): string => {
    if (name === undefined) throw new AppError('usage', { kind: 'usage-no-name', command })
    return name
  }
  switch (command) {
    case undefined:
      process.stdout.write(usage)
      return 0
    case 'list':
      for (const card of await listModels(places)) say(cardLine(card))
      say(`Models lie in ${places.modelsDir}`)
      return 0
    case 'pull':
      return pull(required(), signal)
    case 'verify':
      return verify(name, signal)
    case 'remove':
      await removeModel(places, required())
      say(`${name} is removed.`)
      return 0
    case 'import':
      say(
        `${await importModel(places, required())} is ready. A Parley that runs knows it when it is started again.`,
      )
      return 0
    default:
      throw new AppError('usage', { kind: 'usage-no-command', command })
  }
}

async function pull(name: string, signal: AbortSignal): Promise<number> {
  const line = new ProgressLine(name, process.stdout)
  try {
    const onProgress = (progress: PullProgress): void => line.show(progress)
    const folder = await pullModel(name, { hub: openHub(), places, signal, onProgress })
    line.end()
    say(`${name} is ready in ${folder}`)
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
  if (names.length === 0) say('There is no fetched model on this computer yet.')
  let damaged = 0
  for (const { id } of names) {
    const line = new ProgressLine(id, process.stdout)
    const paths = await verifyModel(places, id, signal, (doneBytes, sizeBytes) =>
      line.show({ state: 'checking', doneBytes, sizeBytes }),
    )
    line.end()
    damaged += paths.length
    if (paths.length === 0) say(`${id} is as the hub has it on record.`)
    else console.error(`parley: ${id} is damaged: ${paths.join(', ')}. Fetch it again: pull ${id}`)
  }
  return damaged === 0 ? 0 : 1
}

function cardLine(card: ModelCard): string {
  const size =
    card.sizeBytes === undefined ? '' : `${card.isSizeApproximate ? '~' : ''}${sizeText(card.sizeBytes)}`
  const state =
    card.state === 'partial'
      ? `partly here (${sizeText(card.doneBytes)})`
      : card.state === 'ready'
        ? 'ready'
        : ''
  return [
    card.id.padEnd(24),
    card.kind.padEnd(9),
    size.padStart(8),
    (card.licence ?? '').padEnd(13),
    state || noticeInEnglish(card.about),
  ]
    .join('  ')
    .trimEnd()
}
