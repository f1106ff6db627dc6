import { spawn } from 'node:child_process'
import path from 'node:path'
import { AppError, isAbort, type Config } from '@contract'
import { cudaShelf } from '../cuda/cudaShelf'
import { noCoreDumps } from '../engine/noCoreDumps'
import { beginRun, endRun } from '../engineProcess/conversationPlaces'
import { engineConfig } from '../engineProcess/engineConfig'
import { EngineProcess } from '../engineProcess/engineProcess'
import { forkEngine } from '../engineProcess/forkEngine'
import { projectRoot } from '../engineProcess/projectRoot'
import { usedDirectories, type UsedDirectories } from '../models/chosenModels'
import { findModel } from '../models/findModel'
import { forkFetch } from '../library/forkFetch'
import { ModelShelf } from '../library/modelShelf'
import { userPlaces } from '../models/places'
import { ConnectionWatch } from '../privacy/connectionWatch'
import { ContactLog, type ContactNote } from '../privacy/contactLog'
import { desktopPlaces } from '../privacy/desktopPlaces'
import { OwnTraces } from '../privacy/ownTraces'
import { startWebHost, usualPort, type WebHost } from '../web/webHost'
import { buildApp, isAppBuilt } from './buildApp'
import { deviceKind } from './deviceKind'
import { desktopObstacle, electronBinary } from '../doctor/electronBinary'
import { openBrowser } from './openBrowser'
import { readWords } from './readWords'
import { tellFailure } from './tellFailure'
import { whenParentIsGone } from './whenParentIsGone'

const usage = `npm start -- [OPTIONS]

Opens Parley: the desktop app, or the same app in the browser where there can be no desktop app.

  --web         open it in the browser
  --port N      with the browser: listen on this port of the loopback (default: ${usualPort}, or a free one)
  --no-open     with the browser: only print the link that opens it
  --model ID    a listener that was fetched (npm run models), or the directory of one (default: the embedded one)
  --kokoro ID   a Kokoro voice that was fetched, or the directory of one (default: the embedded voice)
  --device D    run the models on auto, cuda, webgpu, directml, coreml or cpu (default: auto, the fastest that computes)
  --unload-after MINUTES  free the memory of models that nobody used for so long (default: keep them loaded)
`

interface Options {
  readonly web: boolean
  /** The first of these that can be had. */
  readonly ports: readonly number[]
  readonly open: boolean
  /** Directories of models. */
  readonly model: string | undefined
  readonly kokoro: string | undefined
}

/** A link that a browser is handed is opened by then. */
const handedLinkMs = 60_000

const say = (line: string): void => console.log(line)
const stop = new AbortController()
const contacts = new ContactLog()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
whenParentIsGone(() => stop.abort())

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (thrown) {
  process.exitCode = stop.signal.aborted && isAbort(thrown) ? 130 : tellFailure(thrown)
}

async function main(args: string[]): Promise<number> {
  const options = await readOptions(args)
  if (options === undefined) {
    process.stdout.write(usage)
    return 0
  }
  if (options.web) return inBrowser(options)
  const found = await desktop()
  if ('binary' in found) return onDesktop(found.binary, options)
  stop.signal.throwIfAborted()
  say(`${found.obstacle}, so Parley opens in the browser.`)
  return inBrowser(options)
}

async function desktop(): ReturnType<typeof electronBinary> {
  const obstacle = desktopObstacle(process.platform, process.env, process.getuid?.())
  return obstacle === undefined ? electronBinary(say, noteAsked) : { obstacle }
}

function noteAsked(host: string): void {
  contacts.note({ part: 'host', purpose: 'electron', host, requests: 1 })
}

/** Runs the desktop app until it quits. */
async function onDesktop(binary: string, options: Options): Promise<number> {
  await buildApp(say, stop.signal)
  const args = [path.join(projectRoot, 'out/main/index.js')]
  if (options.model !== undefined) args.push('--model', options.model)
  if (options.kokoro !== undefined) args.push('--kokoro', options.kokoro)
  const app = spawn(binary, args, { stdio: 'inherit' })
  stop.signal.addEventListener('abort', () => app.kill())
  return new Promise((resolve, reject) => {
    app.once('error', reject)
    // Without a code a signal ended it: ours, or a crash.
    app.once('exit', (code) => resolve(code ?? (stop.signal.aborted ? 130 : 1)))
  })
}

/** Serves the app on the loopback until it is interrupted. The engine loads while the window is built. */
async function inBrowser(options: Options): Promise<number> {
  noCoreDumps()
  const places = userPlaces()
  const used = await usedDirectories(places, options)
  // As it is built it is there in half the time that its sources take.
  let isBuilt = isAppBuilt()
  const conversations = beginRun()
  const configOf = ({ listener, voice }: UsedDirectories): Config =>
    engineConfig(listener, voice, conversations)
  const engine = new EngineProcess(
    () => forkEngine(isBuilt ? 'out/main/engine.js' : 'src-main/engine/process.ts'),
    configOf(used),
  )
  const use = (next: UsedDirectories): void => engine.changeConfig(configOf(next))
  const onContact = (contact: ContactNote): void => contacts.note(contact)
  const models = new ModelShelf({ places, used, use, launch: forkFetch, cuda: cudaShelf(), onContact })
  const watch = new ConnectionWatch()
  const letGo = async (): Promise<void> => void (await Promise.all([models.end(), engine.end()]))
  const traces = new OwnTraces({ contacts, watch, letGo, desktop: desktopPlaces() })
  const rendererDir = path.join(projectRoot, 'out/renderer')
  const removed = new AbortController()
  const whenRemoved = (): void => {
    say('Everything that Parley had on this computer was removed, as its page tells. Parley ends.')
    removed.abort()
  }
  const host = await startWebHost({
    ...{ engine, models, traces, whenRemoved, rendererDir },
    ports: options.ports,
  })
  let closeLink = (): void => undefined
  try {
    engine.start()
    engine.watch((status) => {
      if (status.state !== 'ready' && status.error !== undefined)
        console.error(`parley: ${status.error.message}`)
    })
    await buildApp(say, stop.signal)
    isBuilt = true
    if (options.open) {
      closeLink = openBrowser(host.invite(handedLinkMs, () => closeLink()))
      setTimeout(closeLink, handedLinkMs).unref()
    }
    tellLink(host)
    say('Ctrl-C ends it.')
    const ended = AbortSignal.any([stop.signal, removed.signal])
    if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve))
    return removed.signal.aborted ? 0 : 130
  } finally {
    closeLink()
    await engine.end()
    models.close()
    watch.close()
    await host.close()
    endRun(conversations)
  }
}

/** Prints a link for a browser of the user's choice, and another one whenever it was used. */
function tellLink(host: WebHost): void {
  const link = host.invite(Infinity, () => {
    say('That link was used. The next browser comes in by this one:')
    tellLink(host)
  })
  say(`Parley is at ${link}`)
}

/** The options, or undefined when help is asked for. */
async function readOptions(args: string[]): Promise<Options | undefined> {
  const { values } = parse(args)
  if (values.help) return undefined
  const port = Number(values.port ?? usualPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('usage', `--port takes a number from 1 to 65535, not ${values.port}.`)
  const minutes = values['unload-after']
  if (minutes !== undefined && !(Number(minutes) > 0))
    throw new AppError('usage', `--unload-after takes a number of minutes, not ${minutes}.`)
  if (minutes !== undefined) process.env.PARLEY_UNLOAD_AFTER = minutes
  if (values.device !== undefined) process.env.PARLEY_DEVICE = deviceKind(values.device)
  return {
    // An address to listen on makes sense for a browser only.
    web: values.web ?? (values.port !== undefined || (values['no-open'] ?? false)),
    ports: values.port === undefined ? [port, 0] : [port],
    open: !values['no-open'],
    model: values.model && (await findModel(values.model, 'listener')),
    kokoro: values.kokoro && (await findModel(values.kokoro, 'voice')),
  }
}

function parse(args: string[]) {
  return readWords({
    args,
    options: {
      web: { type: 'boolean' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      model: { type: 'string' },
      kokoro: { type: 'string' },
      device: { type: 'string' },
      'unload-after': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}
