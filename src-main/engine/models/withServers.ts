import {
  AppError,
  readServerAddress,
  type Config,
  type ErrorCode,
  type ServerAddress,
  type Notice,
} from '@contract'
import type { HostContact } from '../network/contactTally'
import type { EngineModels } from './engineModels'
import type { ModelEvent } from './reloadableModels'

/**
 * The models of this computer, with servers in the place of the listener, of the voice, or of both, where such are chosen. What is
 * of this computer stays: the listener writes down what was said where the server takes no sound, and both step in.
 * @param onContact told of every host that is asked, before it is
 * @throws config-invalid where an address is not valid
 */
export async function withServers(
  models: EngineModels,
  { server, serverVoice }: Pick<Config, 'server' | 'serverVoice'>,
  onContact?: (contact: HostContact) => void,
): Promise<EngineModels> {
  if (server === undefined && serverVoice === undefined) return models
  // Only where a server was chosen: nobody else needs what talks to the network.
  const { AnswerServer } = await import('../network/answerServer')
  const { ServerListener } = await import('../listeners/openAiCompatible/serverListener')
  const { ServerVoice } = await import('../speaking/voices/openAiCompatible/serverVoice')
  const watchers = new Set<(event: ModelEvent) => void>()
  const tell = (note: Notice, code: ErrorCode): void => {
    for (const watcher of watchers) watcher({ type: 'note', note, code })
  }
  const local = { listener: models.listener, voice: models.voice }
  const open = (address: ServerAddress, key: string | undefined): InstanceType<typeof AnswerServer> =>
    new AnswerServer({ address, key, ...(onContact && { onContact }) })
  const answers = server && { ...server, address: addressOf(server.address) }
  const listener =
    answers &&
    new ServerListener({
      ...{ model: answers.model, sendsSound: answers.sendsSound, stepsIn: answers.stepsIn },
      server: open(answers.address, answers.key),
      local: local.listener,
      localWrites: !models.embedded.includes('listener'),
      tell: (note) => {
        if (note.kind === 'stepped-in')
          return tell({ kind: 'stepped-in', why: note.error.notice, to: 'answer' }, note.error.code)
        const notice: Notice =
          note.kind === 'tools-left-out'
            ? { ...note, kind: 'server-tools-left-out' }
            : { kind: `server-${note.kind}`, host: note.host }
        tell(notice, 'server-refused')
      },
    })
  const speech = serverVoice && { ...serverVoice, address: addressOf(serverVoice.address) }
  const voice =
    speech &&
    new ServerVoice({
      ...{ model: speech.model, voice: speech.voice, language: speech.language },
      server: open(speech.address, speech.key),
      local: local.voice,
      steppedIn: ({ notice, code }) => tell({ kind: 'stepped-in', why: notice, to: 'speak' }, code),
    })
  const leavesTo = [
    ...(answers ? [{ address: answers.address, what: 'questions' as const }] : []),
    ...(speech ? [{ address: speech.address, what: 'answers' as const }] : []),
  ]
    .filter(({ address }) => address.reach !== 'this-computer')
    .map(({ address: { host, isPlain }, what }) => ({ host, isPlain, what }))
  return {
    ...models,
    ...(listener && { listener }),
    ...(voice && { voice }),
    embedded: models.embedded.filter((part) => (part === 'listener' ? !listener : !voice)),
    local,
    ...(leavesTo.length > 0 && { leavesTo }),
    watch(watcher) {
      watchers.add(watcher)
      const unwatch = models.watch?.(watcher)
      return () => {
        watchers.delete(watcher)
        unwatch?.()
      }
    },
    release() {
      listener?.release()
      voice?.release()
      models.release()
    },
  }
}

function addressOf(text: string): ServerAddress {
  const address = readServerAddress(text)
  if (!('fault' in address)) return address
  throw new AppError('config-invalid', {
    kind: 'setting-wrong',
    name: text,
    why: { kind: 'address-unusable', fault: address.fault },
  })
}
