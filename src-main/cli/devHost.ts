/** The process that serves the app for `npm run dev`, which starts it anew when its code changes. */
import { isAbort } from '@contract'
import { ContactLog } from '../privacy/contactLog'
import { Admissions } from '../web/admissions'
import { startLiveWindow } from '../web/startLiveWindow'
import type { FromDevHost, ToDevHost } from './devMessages'
import { inBrowser } from './inBrowser'
import { readStartOptions } from './startOptions'
import { tellFailure } from './tellFailure'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
process.on('disconnect', () => stop.abort())
let restartEngine = (): void => undefined
process.on('message', (message: ToDevHost) => {
  if (message.kind === 'start') void run(message)
  else if (message.kind === 'restart-engine') restartEngine()
  else stop.abort()
})

function tell(message: FromDevHost): Promise<void> {
  return new Promise((told) => (process.connected ? process.send!(message, () => told()) : told()))
}

async function run({ args, before }: ToDevHost & { kind: 'start' }): Promise<void> {
  try {
    process.exitCode = await serve(args, before)
  } catch (thrown) {
    process.exitCode = stop.signal.aborted && isAbort(thrown) ? 130 : tellFailure(thrown)
  }
  process.disconnect()
}

async function serve(
  args: readonly string[],
  before: (ToDevHost & { kind: 'start' })['before'],
): Promise<number> {
  const asked = (await readStartOptions([...args]))!
  // The next host takes the place of the one before, and the browser is there already.
  const options = before === undefined ? asked : { ...asked, ports: [before.port], open: false }
  const window = await startLiveWindow()
  const admissions = new Admissions(undefined, before?.admissions)
  let port: number | undefined
  const serving = (at: number, restart: () => void): void => {
    port = at
    restartEngine = restart
    void tell({ kind: 'serving' })
  }
  try {
    return await inBrowser({
      ...{ options, contacts: new ContactLog(), say: (line) => console.log(line), stop: stop.signal },
      live: { window, admissions, serving },
    })
  } finally {
    await window.close()
    if (port !== undefined) await tell({ kind: 'ended', state: { port, admissions: admissions.all } })
  }
}
