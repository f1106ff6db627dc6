/** Entry of the engine's own process: an Electron utility process, or a child process of the web host. */
import { appLine } from './appLine'
import { hostEngine } from './hostEngine'
import { loadUsableModels } from './models/loadUsableModels'
import { noCoreDumps } from './noCoreDumps'
import { serve } from './serve'

noCoreDumps()
hostEngine(appLine(), async (config, instead) => {
  const models = await loadUsableModels(config, instead)
  return (port, seat) => serve(port, models, config, seat)
})
