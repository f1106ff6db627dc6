import { readFileSync } from 'node:fs'

const lookEveryMs = 1000

/**
 * Calls once when npm, which started this process, is gone. A signal that ends npm reaches the shell that it put in
 * between, or nobody, and never this process. One that a shell of the user's started goes by the terminal's signals
 * alone: the user may have told it to outlive the shell.
 */
export function whenParentIsGone(gone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const before = ancestors()
  const timer = setInterval(() => {
    if (isAlive(before[0]) && ancestors().join() === before.join()) return
    clearInterval(timer)
    gone()
  }, lookEveryMs)
  timer.unref()
}

/** The parent; and npm behind it, where that is the shell of a script and the system tells. */
function ancestors(): number[] {
  const parent = process.ppid
  return isScriptShell(parent) ? [parent, parentOf(parent)] : [parent]
}

function isScriptShell(pid: number): boolean {
  return /^(\S*\/)?(sh|bash|dash)\0-c\0/.test(read(`/proc/${pid}/cmdline`))
}

function parentOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // Behind the name, which may have any sign in it, and the state.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** Windows tells of the same parent also when it is gone. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
