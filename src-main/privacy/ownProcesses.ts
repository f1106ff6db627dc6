import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { OwnPart } from '@contract'

export interface OwnProcess {
  readonly pid: number
  readonly part: OwnPart
}

/**
 * This process and all that it started and that run the same program, by what Linux lists; undefined where it does not. A
 * browser that was opened for the user is another program.
 */
export function ownProcesses(self = process.pid): OwnProcess[] | undefined {
  const program = programOf(self)
  if (program === undefined || childrenOf(self) === undefined) return undefined
  const found: OwnProcess[] = []
  const add = (pid: number): void => {
    // Of a process in a sandbox the program is not told, but its words are.
    const words = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'latin1')) ?? ''
    const other = programOf(pid)
    if (other === undefined ? !words.includes('--type=') : other !== program) return
    found.push({ pid, part: pid === self ? 'host' : partOf(words) })
    for (const child of childrenOf(pid) ?? []) add(child)
  }
  add(self)
  return found
}

function programOf(pid: number): string | undefined {
  return attempt(() => readlinkSync(`/proc/${pid}/exe`))
}

/** Linux lists children by the thread that started them. */
function childrenOf(pid: number): number[] | undefined {
  const threads = attempt(() => readdirSync(`/proc/${pid}/task`)) ?? []
  const lists = threads
    .map((thread) => attempt(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')))
    .filter((list) => list !== undefined)
  return lists.length === 0 ? undefined : lists.join(' ').split(/\s+/).filter(Boolean).map(Number)
}

/** @param words of its command line, a zero byte behind each */
function partOf(words: string): OwnPart {
  if (/--type=(renderer|gpu-process|zygote)/.test(words)) return 'window'
  if (words.includes('--utility-sub-type=network')) return 'network'
  if (/(out\/main\/engine\.js|engine\/process\.ts)/.test(words)) return 'engine'
  return /(out\/main\/fetch\.js|library\/fetchProcess\.ts)/.test(words) ? 'fetch' : 'other'
}

/** Undefined where it is not there, or closed. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
