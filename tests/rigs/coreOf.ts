import { readFileSync } from 'node:fs'

/** What a process may leave in a core file, on Linux: its limits of size, and which of its memory (core(5)). */
export function coreOf(pid: number): { readonly limits: string; readonly filter: string } {
  const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
  const [, soft, hard] = /^Max core file size +(\S+) +(\S+)/m.exec(limits)!
  return {
    limits: `${soft} ${hard}`,
    filter: readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim(),
  }
}

/** Nothing. */
export const noCore = { limits: '0 0', filter: '00000000' }
