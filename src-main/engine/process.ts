/** Entry of the engine's own process: an Electron utility process, or a child process of the web host. */
import { appLine } from './appLine'
import { hostEngine } from './hostEngine'
import { endOnFailure } from './endOnFailure'
import { loadEngine } from './loadEngine'
import { noCoreDumps } from './noCoreDumps'

noCoreDumps()
const app = appLine()
endOnFailure(app)
hostEngine(app, loadEngine)
