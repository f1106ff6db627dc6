import { execFileSync } from 'node:child_process'

/** The engine's process of a host; undefined while there is none. */
export function engineOf(hostPid: number): number | undefined {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const rows = table.split('\n').map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [])
  const engine = rows.find(
    ([, , parent, args]) => Number(parent) === hostPid && /engine\.m?js|process\.ts/i.test(args),
  )
  return engine === undefined ? undefined : Number(engine[1])
}
