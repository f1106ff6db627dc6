import path from 'node:path'
import {
  notedTrouble,
  type AppError,
  type Config,
  type LogEvent,
  type NoteEvent,
  type Notice,
} from '@contract'
import { forgetfulStore } from './conversations/forgetfulStore'
import { openStore } from './conversations/openStore'
import { engineFiguresOf } from './engineFiguresOf'
import type { ServeWindow } from './hostEngine'
import type { EngineModels } from './models/engineModels'
import type { HostContact } from './network/contactTally'
import { loadUsableModels } from './models/loadUsableModels'
import { withServers } from './models/withServers'
import { serve } from './serve'
import { Session } from './session'
import { loadLanguageGuess } from './speaking/guessLanguage'
import { Toolbox } from './tools/toolbox'

/**
 * Opens the conversations of this computer, then loads the models: together they serve all windows. What is rehearsed
 * leaves nothing in a conversation.
 * @param instead see `ToEngineProcess`
 * @param onContact told of every host that is asked, before it is
 * @param note told of what happens, for the log
 * @param change other models in place of those that were loaded
 */
export async function loadEngine(
  config: Config,
  instead?: Notice,
  onContact?: (contact: HostContact) => void,
  note: NoteEvent = () => undefined,
  change = (models: EngineModels): EngineModels => models,
): Promise<ServeWindow> {
  const beganAt = performance.now()
  const early: AppError[] = []
  let tell = (trouble: AppError): unknown => early.push(trouble)
  const store = openStore(config, (trouble) => tell(trouble))
  const loaded = change(await loadUsableModels(config, instead))
  const models = await withServers(loaded, config, onContact)
  // Nobody waits for it: until it is there, words alone tell languages apart.
  void loadLanguageGuess()
  const folder = config.conversations?.folder
  const toolbox = new Toolbox({
    isOff: !config.tools,
    servers: config.toolServers,
    onContact,
    ...(folder !== undefined && { timersFile: path.join(folder, 'timers.json') }),
  })
  const session = new Session(models, config, {
    store,
    toolbox,
    since: config.conversations?.startedAt,
    note,
    onUnheard: (isUnheard) => served.onUnheard?.(isUnheard),
  })
  tell = (trouble) => session.trouble(trouble)
  early.forEach(tell)
  note(modelsLoaded(models, config, performance.now() - beganAt))
  for (const failure of models.failures) note({ event: 'trouble', ...notedTrouble(failure) })
  // What nobody hears goes to nobody else.
  const rehearsed = (): Session =>
    new Session({ ...models, ...models.local }, config, { store: forgetfulStore() })
  const served: ServeWindow = (port, seat) => serve(port, seat.isRehearsal ? rehearsed() : session, seat)
  served.figures = () => engineFiguresOf(session)
  served.quit = () => store.close(true)
  served.keep = (keeping) => session.keep(keeping)
  return served
}

function modelsLoaded({ embedded, notes }: EngineModels, config: Config, ms: number): LogEvent {
  const whose = (part: 'listener' | 'voice', server: unknown): 'built-in' | 'chosen' | 'elsewhere' =>
    server !== undefined ? 'elsewhere' : embedded.includes(part) ? 'built-in' : 'chosen'
  return {
    ...{ event: 'models-loaded', ms, notes: notes.map(({ kind }) => kind) },
    listener: whose('listener', config.server),
    voice: whose('voice', config.serverVoice),
  }
}
