import { spawn } from 'node:child_process'
import path from 'node:path'
import { isAbort } from '@contract'
import { desktopObstacle, electronBinary } from '../doctor/electronBinary'
import { projectRoot } from '../engineProcess/projectRoot'
import { ContactLog } from '../privacy/contactLog'
import { usualPort } from '../web/webHost'
import { buildApp } from './buildApp'
import { inBrowser } from './inBrowser'
import { terminal } from '../terminalWords'
import { settingsHelp } from './settingsHelp'
import { readStartOptions, type StartOptions } from './startOptions'
import { tellFailure } from './tellFailure'
import { whenParentIsGone } from './whenParentIsGone'

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
  const options = await readStartOptions(args)
  if (options === undefined) {
    process.stdout.write(terminal().words.start.usage(`${usualPort}`) + settingsHelp())
    return 0
  }
  const run = { options, contacts, say, stop: stop.signal }
  if (options.web) return inBrowser(run)
  const found = await desktop()
  if ('binary' in found) return onDesktop(found.binary, options)
  stop.signal.throwIfAborted()
  say(terminal().words.start.inBrowser(found.obstacle))
  return inBrowser(run)
}

async function desktop(): ReturnType<typeof electronBinary> {
  const obstacle = desktopObstacle(process.platform, process.env, process.getuid?.())
  return obstacle === undefined ? electronBinary(say, noteAsked) : { obstacle }
}

function noteAsked(host: string): void {
  contacts.note({ part: 'host', purpose: 'electron', host, requests: 1 })
}

/** Runs the desktop app until it quits. */
async function onDesktop(binary: string, options: StartOptions): Promise<number> {
  await buildApp(say, stop.signal)
  const args = [path.join(projectRoot, 'out/main/index.js'), ...options.words]
  const app = spawn(binary, args, { stdio: 'inherit' })
  stop.signal.addEventListener('abort', () => app.kill())
  return new Promise((resolve, reject) => {
    app.once('error', reject)
    // Without a code a signal ended it: ours, or a crash.
    app.once('exit', (code) => resolve(code ?? (stop.signal.aborted ? 130 : 1)))
  })
}
