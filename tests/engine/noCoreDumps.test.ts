import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { coreOf, noCore } from '../rigs/coreOf'
import { freshBuild } from '../rigs/freshBuild'

/** Becomes the command, which may leave as large a core file as is allowed here. */
const limitless = ['-c', 'ulimit -c $(ulimit -Hc) && exec "$@"', 'sh']

describe.runIf(process.platform === 'linux')('an engine that crashes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-core-'))
  let engine: ChildProcess | undefined
  beforeAll(() => freshBuild(() => undefined))
  afterAll(() => {
    engine?.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  it('leaves no core file, and would leave no memory in one', async () => {
    engine = spawn('sh', [...limitless, process.execPath, path.join(projectRoot, 'out/main/engine.js')], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    engine.send({ kind: 'ping', id: 1 })
    await once(engine, 'message')
    expect(coreOf(engine.pid!)).toEqual(noCore)
    engine.kill('SIGABRT')
    expect(await once(engine, 'exit')).toEqual([null, 'SIGABRT'])
    expect(readdirSync(folder)).toEqual([])
  })
})
