import path from 'node:path'
import type { AppError, Config } from '@contract'
import { forgetfulStore } from './conversations/forgetfulStore'
import { openStore } from './conversations/openStore'
import type { ServeWindow } from './hostEngine'
import type { EngineModels } from './models/engineModels'
import { loadUsableModels } from './models/loadUsableModels'
import { serve } from './serve'
import { Session } from './session'
import { Toolbox } from './tools/toolbox'

/**
 * Opens the conversations of this computer, then loads the models: together they serve all windows. What is rehearsed
 * leaves nothing in a conversation.
 * @param instead see `ToEngineProcess`
 * @param change other models in place of those that were loaded
 */
export async function loadEngine(
  config: Config,
  instead?: string,
  change = (models: EngineModels): EngineModels => models,
): Promise<ServeWindow> {
  const early: AppError[] = []
  let tell = (trouble: AppError): unknown => early.push(trouble)
  const kept = openStore(config.conversations, (trouble) => tell(trouble))
  const models = change(await loadUsableModels(config, instead))
  const folder = config.conversations?.folder
  const toolbox = new Toolbox({
    isOff: !config.tools,
    servers: config.toolServers,
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
  const served: ServeWindow = (port, seat) =>
    serve(port, seat.isRehearsal ? new Session(models, config, { store: forgetfulStore() }) : session, seat)
  served.quit = () => kept.store.close(true)
  return served
}
