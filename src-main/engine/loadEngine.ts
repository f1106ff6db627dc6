import path from 'node:path'
import type { AppError, Config, Notice } from '@contract'
import { forgetfulStore } from './conversations/forgetfulStore'
import { openStore } from './conversations/openStore'
import type { ServeWindow } from './hostEngine'
import type { EngineModels } from './models/engineModels'
import type { HostContact } from './network/contactTally'
import { loadUsableModels } from './models/loadUsableModels'
import { withServers } from './models/withServers'
import { serve } from './serve'
import { Session } from './session'
import { Toolbox } from './tools/toolbox'

/**
 * Opens the conversations of this computer, then loads the models: together they serve all windows. What is rehearsed
 * leaves nothing in a conversation.
 * @param instead see `ToEngineProcess`
 * @param onContact told of every host that is asked, before it is
 * @param change other models in place of those that were loaded
 */
export async function loadEngine(
  config: Config,
  instead?: Notice,
  onContact?: (contact: HostContact) => void,
  change = (models: EngineModels): EngineModels => models,
): Promise<ServeWindow> {
  const early: AppError[] = []
  let tell = (trouble: AppError): unknown => early.push(trouble)
  const kept = openStore(config.conversations, (trouble) => tell(trouble))
  const loaded = change(await loadUsableModels(config, instead))
  const models = await withServers(loaded, config, onContact)
  const folder = config.conversations?.folder
  const toolbox = new Toolbox({
    isOff: !config.tools,
    servers: config.toolServers,
    onContact,
    ...(folder !== undefined && { timersFile: path.join(folder, 'timers.json') }),
  })
  const session = new Session(models, config, {
    ...kept,
    toolbox,
    since: config.conversations?.startedAt,
    onUnheard: (isUnheard) => served.onUnheard?.(isUnheard),
  })
  tell = (trouble) => session.trouble(trouble)
  early.forEach(tell)
  // What nobody hears goes to nobody else.
  const rehearsed = (): Session =>
    new Session({ ...models, ...models.local }, config, { store: forgetfulStore() })
  const served: ServeWindow = (port, seat) => serve(port, seat.isRehearsal ? rehearsed() : session, seat)
  served.quit = () => kept.store.close(true)
  return served
}
