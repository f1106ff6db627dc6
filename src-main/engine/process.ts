/** Entry of the engine's own process: an Electron utility process, or a child process of the web host. */
import { appLine } from './appLine'
import { hostEngine } from './hostEngine'
import { loadEngineModels } from './models/engineModels'
import { serve } from './serve'

hostEngine(appLine(), async (config) => {
  const models = await loadEngineModels(config)
  return (port) => serve(port, models, config)
})
