import { AppError, readServerAddress, type ServerConfig } from '@contract'
import type { HostContact } from '../network/contactTally'
import type { EngineModels } from './engineModels'
import type { ModelEvent } from './lastingModels'

/**
 * The models of this computer, with a server in the place of the listener. The listener stays: it writes down what was said
 * where the server takes no sound, and steps in.
 * @param server undefined: none was chosen
 * @param onContact told of every host that is asked, before it is
 * @throws config-invalid where its address is none
 */
export async function withServer(
  models: EngineModels,
  server: ServerConfig | undefined,
  onContact?: (contact: HostContact) => void,
): Promise<EngineModels> {
  if (server === undefined) return models
  const { address: text, model, key, sendsSound, stepsIn } = server
  const address = readServerAddress(text)
  if ('fault' in address)
    throw new AppError('config-invalid', `The address of the server cannot be used. ${address.fault}.`)
  // Only where a server was chosen: nobody else needs what talks to the network.
  const { AnswerServer } = await import('../network/answerServer')
  const { ServerListener } = await import('../listeners/openAiCompatible/serverListener')
  const watchers = new Set<(event: ModelEvent) => void>()
  const local = models.listener
  const listener = new ServerListener({
    server: new AnswerServer({ address, key, ...(onContact && { onContact }) }),
    ...{ model, local, sendsSound, stepsIn },
    localWrites: !models.embedded.includes('listener'),
    tell: (note) => {
      const said =
        note.kind === 'stepped-in'
          ? { note: `${note.error.message} This computer answers instead.`, code: note.error.code }
          : {
              note: `${note.host} takes no sound: what you say is written down on this computer, and sent as text.`,
              code: 'server-refused' as const,
            }
      for (const watcher of watchers) watcher({ type: 'note', ...said })
    },
  })
  const leaves = address.reach !== 'this-computer'
  return {
    ...models,
    listener,
    embedded: models.embedded.filter((part) => part !== 'listener'),
    local: { listener: local, voice: models.voice },
    ...(leaves && { leavesTo: [{ host: address.host, isPlain: address.isPlain }] }),
    watch(watcher) {
      watchers.add(watcher)
      const unwatch = models.watch?.(watcher)
      return () => {
        watchers.delete(watcher)
        unwatch?.()
      }
    },
    release() {
      listener.release()
      models.release()
    },
  }
}
