import { readdir, readFile, readlink } from 'node:fs/promises'
import type { OwnPart } from '@contract'

export interface OwnProcess {
  readonly pid: number
  readonly part: OwnPart
}

/**
 * This process and all that it started and that run the same program, by what Linux lists; undefined where it does not. A
 * browser that was opened for the user is another program.
 */
export async function ownProcesses(self = process.pid): Promise<OwnProcess[] | undefined> {
  const program = await programOf(self)
  if (program === undefined || (await childrenOf(self)) === undefined) return undefined
  const found: OwnProcess[] = []
  const add = async (pid: number): Promise<void> => {
    // Of a process in a sandbox the program is not told, but its words are.
    const words = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
    const other = await programOf(pid)
    if (other === undefined ? !words.includes('--type=') : other !== program) return
    found.push({ pid, part: pid === self ? 'host' : partOf(words) })
    for (const child of (await childrenOf(pid)) ?? []) await add(child)
  }
  await add(self)
  return found
}

function programOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/exe`).catch(() => undefined)
}

/** Linux lists children by the thread that started them. */
async function childrenOf(pid: number): Promise<number[] | undefined> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => undefined)),
  )
  const known = lists.filter((list) => list !== undefined)
  return known.length === 0 ? undefined : known.join(' ').split(/\s+/).filter(Boolean).map(Number)
}

/** @param words of its command line, a zero byte behind each */
function partOf(words: string): OwnPart {
  if (/--type=(renderer|gpu-process|zygote)/.test(words)) return 'window'
  if (words.includes('--utility-sub-type=network')) return 'network'
  if (/(out\/main\/engine\.js|engine\/process\.ts)/.test(words)) return 'engine'
  return /(out\/main\/fetch\.js|models\/fetchProcess\.ts)/.test(words) ? 'fetch' : 'other'
}
