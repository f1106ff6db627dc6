import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/**
 * Whether the system holds a process still (SIGSTOP), and no debugger does. False where the system does not tell: on
 * Windows, and of a process that is gone.
 */
export async function isStopped(pid: number): Promise<boolean> {
  // `T` is stopped; `t`, and `X` behind it on macOS, is looked at by a debugger.
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // Behind the name, which may have any sign in it.
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
  }
  if (process.platform !== 'darwin') return false
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-o', 'state=', '-p', String(pid)], (_, state) =>
      resolve(/^T(?!.*X)/.test(state.trim())),
    )
  })
}
