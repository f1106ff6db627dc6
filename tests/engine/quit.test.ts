import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { config, type AskMessage, type EngineMessage } from '../../src-preload/contract'
import { EngineProcess } from '../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../src-main/engineProcess/forkEngine'
import { RelayedWindows } from '../../src-main/engineProcess/relayedWindows'
import { eventually } from '../rigs/eventually'
import { freshBuild } from '../rigs/freshBuild'

it('what was deleted is gone from the disk when the app quits, also a moment later', async () => {
  await freshBuild(() => undefined)
  const root = mkdtempSync(path.join(tmpdir(), 'parley-quit-'))
  const conversations = { folder: path.join(root, 'kept'), run: 'this', startedAt: Date.now() }
  const engine = new EngineProcess(
    () => forkEngine('out/main/engine.js'),
    config.parse({ conversations, keeping: { mode: 'yes' } }),
  )
  try {
    engine.start()
    const told: EngineMessage[] = []
    const window = new RelayedWindows(engine).connect()
    window.onMessage((message) => told.push(message))
    const said = (type: EngineMessage['type']): Promise<unknown> =>
      eventually(() => told.some((message) => message.type === type), type)
    const ask = (...messages: AskMessage[]): void => messages.forEach((message) => window.send(message))
    await said('ready')
    ask({ type: 'ask', turn: 1, text: 'What is a canary?' })
    await said('turn-end')
    const bytes = (): string =>
      readdirSync(conversations.folder)
        .map((name) => readFileSync(path.join(conversations.folder, name), 'latin1'))
        .join('')
    expect(bytes()).toContain('canary')
    ask({ type: 'store', request: 2, ask: { kind: 'remove', what: 'everything' } })
    await eventually(() => told.some((m) => m.type === 'stored' && m.request === 2), 'the removal')
    await engine.end()
    expect(bytes()).not.toContain('canary')
  } finally {
    engine.close()
    rmSync(root, { recursive: true })
  }
})
