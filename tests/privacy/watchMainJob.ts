import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { telemetrySwitch } from '../../src-main/engine/onnx/noTelemetry'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../rigs/freshBuild'
import { isLocal, type Connection } from '../rigs/network/connectionsIn'
import { watchNetwork } from '../rigs/network/watchNetwork'
import { filesOfParley } from './filesOfParley'
import type { MainJobFigures } from './mainJobFigures'

export interface MainJobReport extends MainJobFigures {
  /** What was asked of anybody but this machine, and every name that was looked up. */
  readonly left: readonly Connection[]
  /** Connections on this machine to where there is nobody of the main job. */
  readonly astray: readonly Connection[]
  /** Those of its own ports that somebody connected to. */
  readonly reached: readonly number[]
  /** Files of Parley's that were there when everything was removed and it had ended. */
  readonly leftOver: readonly string[]
  /** Files that ONNX Runtime's telemetry wrote. */
  readonly telemetryFiles: readonly string[]
}

/** What only this suite sets, or makes what it runs more silent than it is at a user's. */
const unset = /^(CI|NODE_OPTIONS|VITEST.*|NODE_ENV|PARLEY_.*|HF_.*|npm_.*)$/

/**
 * Does the main job (`mainJob.ts`) as a user who has never had Parley, and watches each of its processes.
 * @throws what went wrong with it, with what it said
 */
export async function watchMainJob(idleSeconds: number): Promise<MainJobReport> {
  await freshBuild(() => undefined)
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-main-job-'))
  try {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !unset.test(name) && name !== telemetrySwitch,
    )
    const folders = freshFolders(folder)
    const env = {
      ...Object.fromEntries(inherited),
      // The user's own folders are left alone, and empty ones tell what was written.
      ...folders,
      ...Object.fromEntries(
        Object.entries(process.env).filter(([name]) => ['PARLEY_CHROMIUM', 'PARLEY_SCRIPTS'].includes(name)),
      ),
    }
    const job = path.join(folder, 'job')
    mkdirSync(job)
    const args = ['--import', 'tsx', 'tests/privacy/mainJob.ts', job, String(idleSeconds)]
    const { code, output, connections } = await watchNetwork(process.execPath, args, env, projectRoot)
    if (code !== 0) throw new Error(`The main job ended with ${code}: ${output}`)
    const figures = JSON.parse(output.trimEnd().split('\n').at(-1)!) as MainJobFigures
    const { ports } = figures
    const goesTo = (each: Connection, port: number): boolean => each.to.endsWith(`:${port}`)
    return {
      ...figures,
      leftOver: filesOfParley(folder),
      left: connections.filter((each) => !isLocal(each)),
      astray: connections.filter((each) => isLocal(each) && !ports.some((port) => goesTo(each, port))),
      reached: ports.filter((port) => connections.some((each) => isLocal(each) && goesTo(each, port))),
      telemetryFiles: readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /(^|\/)(Microsoft|\.ses|mat-debug-.*)$/.test(file),
      ),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function freshFolders(folder: string): Record<'HOME' | 'TMPDIR' | `XDG_${string}`, string> {
  const names = {
    HOME: 'home',
    TMPDIR: 'temporary',
    XDG_CACHE_HOME: 'cache',
    XDG_DATA_HOME: 'data',
    XDG_CONFIG_HOME: 'config',
    XDG_RUNTIME_DIR: 'runtime',
  }
  return Object.fromEntries(
    Object.entries(names).map(([name, short]) => {
      const made = path.join(folder, short)
      mkdirSync(made)
      return [name, made]
    }),
  ) as Record<keyof typeof names, string>
}
