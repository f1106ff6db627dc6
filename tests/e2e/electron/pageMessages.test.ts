/** What pages may say to main: nothing but what is said on a channel, by nobody but the app's own pages. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi, type MockInstance } from 'vitest'
import { settingsAnswer } from '@contract'
import { pageMessages, type PageChannel } from '../../../src-main/app/pageMessages'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { filesBelow } from '../../../packaging/stageApp'
import { builtScript } from '../../rigs/builtScript'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { closeWorlds, startWhole } from './builtDesktop'
import type { FakeWorld } from './fakeElectron'
import type { FakeBrowserWindow } from './fakeWindow'

const own = { parent: null, url: 'app://parley/index.html' }
const foreign = [
  { parent: null, url: 'https://evil.example/' },
  { parent: null, url: 'app://elsewhere/index.html' },
  { parent: null, url: 'about:blank' },
  { parent: own, url: own.url },
  null,
] as const
/** A right saying of each channel that takes words. */
const right: Partial<Record<PageChannel, unknown[]>> = {
  phase: ['trouble', true],
  ringing: [[{ ring: 1, kind: 'alarm', dueAt: 0, isSilent: false }]],
  'ask-settings': [{ type: 'change', changes: { pushToTalkKey: 'F8', autostart: true } }],
  'ask-models': [{ type: 'remove', id: 'kokoro-82m-fp32' }],
  'keep-token': ['hf_token'],
  'write-clipboard': ['Salt.'],
  'remove-all': [{ keepModels: true }],
}
const all = Object.keys(pageMessages) as PageChannel[]

describe('what a page says to main', () => {
  let world: FakeWorld
  let main: FakeBrowserWindow
  let complain: MockInstance<typeof console.error>

  beforeAll(async () => {
    await freshBuild(() => undefined)
    process.env.WAYLAND_DISPLAY = 'no-native-keys'
    const script = await builtScript('tests/e2e/web/scriptedEngine.ts')
    ;({ world, main } = await startWhole([], (fresh) => (fresh.engineScript = script)))
    complain = vi.spyOn(console, 'error').mockReturnValue()
  }, 180_000)
  afterAll(async () => {
    complain.mockRestore()
    await closeWorlds()
  })

  const isAsked = (channel: string): boolean => !world.heardChannels().includes(channel)
  /** Says it in both ways; true: main took it. */
  async function takes(channel: string, frame: object | null, given: readonly unknown[]): Promise<boolean> {
    if (isAsked(channel))
      return world.askMain(channel, frame, main, ...given).then(
        () => true,
        ({ message }: Error) => !message.startsWith('This page may not ask that'),
      )
    const before = complain.mock.calls.length
    world.tellMain(channel, frame, main, ...given)
    return complain.mock.calls.length === before
  }

  it('is heard on the channels that are known, and on no other', () => {
    expect([...new Set([...world.heardChannels(), ...world.askedChannels()])].sort()).toEqual([...all].sort())
  })

  it.each(all)('is dropped or refused on %s when another frame says it', async (channel) => {
    for (const frame of foreign) expect(await takes(channel, frame, right[channel] ?? [])).toBe(false)
  })

  it.each(all)(
    'is dropped or refused on %s when it is anything else, and never throws in main',
    async (channel) => {
      const anything = fc.array(
        fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true }),
        { maxLength: 3 },
      )
      const nearly = fc.constantFrom(
        ...Object.values(right).flatMap((said) => [said, [...said, 1], said.slice(1)]),
      )
      await fc.assert(
        fc.asyncProperty(fc.oneof(anything, nearly), async (given) => {
          fc.pre(!pageMessages[channel].safeParse(given).success)
          expect(await takes(channel, own, given)).toBe(false)
        }),
        { numRuns: 60, seed: 12 },
      )
    },
  )

  it('has changed nothing by all of that, and the next question is answered', async () => {
    expect(world.trays[0].toolTip).toBe('Parley')
    expect(world.engines).toHaveLength(1)
    const { bridge, engine, messages } = main.webContents.page
    const { told } = settingsAnswer.parse(await bridge.settings.ask({ type: 'export' }))
    expect(told.said).toEqual({})
    engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    const end = await eventually(() => messages.find(({ type }) => type === 'turn-end'), 'the answer')
    expect(end).toMatchObject({ turn: 1, reason: 'done' })
  })

  it('passes through one place in the sources', () => {
    const users = filesBelow(path.join(projectRoot, 'src-main')).filter((file) =>
      /\bipcMain\b/.test(readFileSync(path.join(projectRoot, 'src-main', file), 'utf8')),
    )
    expect(users).toEqual(['app/pages.ts'])
  })
})
