import { spawn, type ChildProcess } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { eventually } from '../../rigs/eventually'
import { enter, TestPage } from './testPage'

let command: ChildProcess | undefined
afterEach(() => {
  command?.kill('SIGKILL')
})

/** What a socket of Vite's says first, or the status with which it is refused. */
function viteSocket(port: number, token: string, headers: Record<string, string>): Promise<string | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?token=${token}`, 'vite-hmr', { headers })
  return new Promise((resolve, reject) => {
    socket.on('message', (data) => {
      socket.terminate()
      resolve((JSON.parse((data as Buffer).toString()) as { type: string }).type)
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode!))
    socket.on('error', reject)
  })
}

it('npm run dev serves the window as its sources are, with its engine, to those alone who came by its link', async () => {
  command = spawn(process.execPath, ['--import', 'tsx', 'src-main/cli/dev.ts', '--no-open', '--port', '0'], {
    cwd: projectRoot,
  })
  let output = ''
  for (const stream of [command.stdout!, command.stderr!])
    stream.on('data', (data: Buffer) => (output += data.toString()))
  const link = await eventually(
    () => /http:\S+/.exec(output)?.[0],
    () => `a link; it said: ${output}`,
  )
  const { origin, port } = new URL(link)

  expect((await fetch(origin)).status).toBe(403)
  const entry = await enter(link)
  const headers = { cookie: entry.cookie }
  const answer = await fetch(origin, { headers })
  const page = await answer.text()
  expect(page).toMatch(/<script [^>]*src="\/@vite\/client"/)
  const [, nonce] = / nonce="([^"]+)"/.exec(page)!
  const policy = answer.headers.get('content-security-policy')!
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`)
  expect(policy).toContain("connect-src 'self'")
  expect(await (await fetch(`${origin}/main.tsx`, { headers })).text()).toContain('react')
  const [, icon] = /<link rel="icon" [^>]*href="([^"]+)"/.exec(page)!
  expect((await fetch(new URL(icon, origin), { headers })).status).toBe(200)
  expect((await fetch(`${origin}/nothing.ts`, { headers })).status).toBe(404)
  // Files beside the sources are not the window's.
  expect((await fetch(`${origin}/@fs/etc/passwd`, { headers })).status).toBe(403)

  const client = await (await fetch(`${origin}/@vite/client`, { headers })).text()
  const [, token] = /wsToken = "([^"]+)"/.exec(client)!
  expect(await viteSocket(Number(port), token, { ...headers, origin })).toBe('connected')
  expect(await viteSocket(Number(port), token, { origin })).toBe(403)
  expect(await viteSocket(Number(port), token, { ...headers, origin: 'http://127.0.0.1:1' })).toBe(403)

  const window = new TestPage({ port: Number(port) }, entry)
  await window.until('ready')
  command.kill('SIGINT')
  expect(
    await eventually(
      () => command!.exitCode ?? undefined,
      () => `its end; it said: ${output}`,
    ),
  ).toBe(130)
  await expect(fetch(origin)).rejects.toThrow()
})
