import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { sharedClock } from '@contract'

/** The threads that sound and decisions about it go through, by the names that Chromium gives them. */
const threadNames = [/^AudioOutputDevi/, /^Realtime AudioW/, /^AudioWorkerThr/, /^DedicatedWorker/]
const lookEveryMs = 25

/**
 * How long a page's threads were ready to run and had no core: what a busy machine adds to every delay, and no page can
 * help. Where the system lets it, they are given precedence. Known on Linux; elsewhere they never wait.
 */
export class CoreWaits {
  readonly #threads: readonly string[]
  readonly #looks: { readonly at: number; readonly waitedMs: number }[] = []
  readonly #timer: NodeJS.Timeout

  private constructor(threads: readonly string[]) {
    this.#threads = threads
    this.#look()
    this.#timer = setInterval(() => this.#look(), lookEveryMs)
  }

  /** Of a page whose sound has begun. */
  static async of(page: Page): Promise<CoreWaits> {
    const session = await page.context().browser()!.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    await session.detach()
    const threads = processInfo.flatMap(({ id, type }) => {
      const folder = `/proc/${id}/task`
      const all = list(folder).map((thread) => ({ thread, name: read(`${folder}/${thread}/comm`) }))
      const sounds = all.filter(({ name }) => threadNames.some((each) => each.test(name)))
      // The window's process is the one that plays.
      const isWindow = type === 'renderer' && sounds.length > 0
      if (isWindow) hurry(id, 1)
      for (const { thread } of sounds) hurry(Number(thread), 2)
      return [...(isWindow ? [String(id)] : []), ...sounds.map(({ thread }) => thread)].map(
        (thread) => `${folder}/${thread}`,
      )
    })
    return new CoreWaits(threads)
  }

  /** Milliseconds that they waited, all together, between two times of the shared clock. */
  between(from: number, to: number): number {
    const before = this.#looks.findLast(({ at }) => at <= from) ?? this.#looks[0]
    const after = this.#looks.find(({ at }) => at >= to) ?? this.#looks.at(-1)!
    return after.waitedMs - before.waitedMs
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    // Nanoseconds on a core, nanoseconds in the queue for one, and how often.
    const waited = this.#threads.map((thread) => Number(read(`${thread}/schedstat`).split(' ')[1] ?? 0))
    this.#looks.push({ at: sharedClock(), waitedMs: waited.reduce((a, b) => a + b, 0) / 1e6 })
  }
}

/** As a desktop does for sound, and a machine that does nothing else for everything. */
function hurry(thread: number, priority: number): void {
  // Only who may do everything may do this; whoever may not measures what is there.
  spawnSync('chrt', ['--rr', '--pid', `${priority}`, `${thread}`], { stdio: 'ignore' })
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
