import { levelOf, logEvent, logLevels, type LogEvent, type LogLevel, type LogPart } from '@contract'
import { logsDir } from '../engine/files/logsDir'
import { RotatingFile } from './rotatingFile'

export interface AppLogOptions {
  /** What less important events than this are not written. Asked for each. */
  readonly level: () => LogLevel | 'off'
  readonly folder?: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * The log of a run, one JSON object a line. This is the only place where its lines are made: what is no event of the vocabulary
 * (`contract/logEvents.ts`) is not written, and that has no place for what was said.
 */
export class AppLog {
  readonly folder: string
  readonly #file: RotatingFile
  readonly #level: () => LogLevel | 'off'
  readonly #now: () => number

  constructor({ level, folder = logsDir(), now = Date.now }: AppLogOptions) {
    this.folder = folder
    this.#file = new RotatingFile({ folder, name: 'parley' })
    this.#level = level
    this.#now = now
  }

  note(event: LogEvent, part: LogPart = 'host'): void {
    const line = this.#line(event, part)
    if (line === undefined) return
    const lines = this.#file.takeLost()
    const lost = lines > 0 ? this.#line({ event: 'lines-lost', lines }, 'host') : undefined
    if (lost !== undefined) this.#file.write(lost)
    this.#file.write(line)
  }

  /** Notes the last thing that this process does. */
  noteLast(event: LogEvent): void {
    const line = this.#line(event, 'host')
    if (line !== undefined) this.#file.writeNow(line)
  }

  /** Lines that wait for the disk. */
  get waiting(): number {
    return this.#file.waiting
  }

  /** The newest lines, oldest first. */
  tail(lines: number): Promise<string[]> {
    return this.#file.tail(lines)
  }

  /** Writes what waits. What comes later is not written. */
  close(): Promise<void> {
    return this.#file.close()
  }

  #line(event: LogEvent, part: LogPart): string | undefined {
    const wanted = this.#level()
    const checked = logEvent.safeParse(event)
    if (wanted === 'off' || !checked.success) return undefined
    const level = levelOf(checked.data)
    if (logLevels.indexOf(level) > logLevels.indexOf(wanted)) return undefined
    const time = new Date(this.#now()).toISOString()
    return JSON.stringify({ time, level, pid: process.pid, part, ...checked.data }, rounded)
  }
}

/** Microseconds are as much as anybody measures. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value
}
