import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ownProcesses } from '../../../src-main/privacy/ownProcesses'
import { eventually } from '../../rigs/eventually'

describe.runIf(process.platform === 'linux')('what the system shows of Parley’s processes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-watch-'))
  const sockets: Socket[] = []
  let server: Server
  let port: number
  /** Nothing may leave the machine here, so that a connection on it stands for one that does. */
  const counts = ({ to }: { to: string }): boolean => to === `127.0.0.1:${port}`

  beforeAll(async () => {
    server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
    rmSync(folder, { recursive: true })
  })

  /** A child of this process that opens a connection which nobody records. */
  async function connecting(program = process.execPath): Promise<{ pid: number; end(): Promise<void> }> {
    const before = sockets.length
    const child = spawn(program, ['-e', `require('net').connect(${port}, '127.0.0.1')`], { stdio: 'ignore' })
    await eventually(() => sockets.length > before, 'a connection')
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    return { pid: child.pid!, end: () => (child.kill('SIGKILL'), gone) }
  }

  it('are connections that no code of Parley recorded, also when they are over', async () => {
    let now = 1000
    const watch = new ConnectionWatch({ counts, now: () => now, everySeconds: 1000 })
    const before = await watch.report()
    expect(before).toMatchObject({ connections: [], closed: [], everySeconds: 1000 })
    expect(before!.parts).toContain('host')

    const child = await connecting()
    now = 2000
    const seen = { part: 'other', to: `127.0.0.1:${port}`, firstAt: 2000, lastAt: 2000 }
    expect((await watch.report())!.connections).toEqual([seen])
    now = 3000
    expect((await watch.report())!.connections).toEqual([{ ...seen, lastAt: 3000 }])
    await child.end()
    now = 4000
    expect((await watch.report())!.connections).toEqual([{ ...seen, lastAt: 3000 }])
    watch.close()
  })

  it('are looked for without being asked', async () => {
    const child = await connecting()
    let isSeen = false
    const countsAndTells = (connection: { to: string }): boolean => {
      const isOurs = counts(connection)
      isSeen ||= isOurs
      return isOurs
    }
    const watch = new ConnectionWatch({ counts: countsAndTells, everySeconds: 0.02 })
    await eventually(() => isSeen, 'a look')
    await child.end()
    watch.close()
    expect((await watch.report())!.connections).toMatchObject([{ part: 'other' }])
  })

  it('are not those of another program that it started, such as a browser', async () => {
    const other = path.join(folder, 'browser')
    copyFileSync(process.execPath, other)
    const [own, foreign] = [await connecting(), await connecting(other)]
    const pids = ownProcesses()!.map(({ pid }) => pid)
    expect(pids).toContain(own.pid)
    expect(pids).not.toContain(foreign.pid)
    await Promise.all([own.end(), foreign.end()])
  })

  it('leave out what stays on this computer', async () => {
    const child = await connecting()
    const watch = new ConnectionWatch({ everySeconds: 1000 })
    expect((await watch.report())!.connections).toEqual([])
    await child.end()
    watch.close()
  })
})

it('where the system shows nothing, that is said', async () => {
  const watch = new ConnectionWatch({ processes: () => undefined })
  expect(await watch.report()).toBe(undefined)
  watch.close()
})
