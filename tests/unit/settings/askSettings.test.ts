import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { faultLine, noticeInEnglish } from '@contract'
import { askSettings } from '../../../src-main/settings/askSettings'
import { followSettings } from '../../../src-main/settings/followSettings'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { pageWithSettings } from '../../../src-main/settings/pageWithSettings'
import { watchTold } from '../../../src-main/settings/watchTold'

let folder: string
let settings: HostSettings
const file = (): string => readFileSync(path.join(folder, 'settings.yaml'), 'utf8')
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-settings-'))
  const env = { PARLEY_PERSONA: 'Be brief.', PARLEY_DUPLEX_BY_DEVICES: '[]' }
  settings = new HostSettings({ file: path.join(folder, 'settings.yaml'), env })
})
afterEach(() => rmSync(folder, { recursive: true }))
const ask = (request: Parameters<typeof askSettings>[1]): ReturnType<typeof askSettings> =>
  askSettings(settings, request)
const change = (changes: Record<string, unknown>): ReturnType<typeof askSettings> =>
  ask({ type: 'change', changes })

it('a window changes settings, and all windows are told of them and whence they come', () => {
  const told: unknown[] = []
  watchTold(settings, ({ said }) => told.push(said))
  const persona = { value: 'Be brief.', source: 'environment', name: 'PARLEY_PERSONA' }
  expect(told).toEqual([{ persona }])
  const { error, told: answered } = change({ speed: 1.2, theme: 'dark' })
  const chosen = { speed: { value: 1.2, source: 'chosen' }, theme: { value: 'dark', source: 'chosen' } }
  expect([error, told.at(-1)]).toEqual([undefined, { persona, ...chosen }])
  expect(answered.said).toEqual(told.at(-1))
  const { version } = answered
  expect(change({ speed: null }).told.version).toBeGreaterThan(version)
  expect(settings.values.speed).toBe(1)
})

it('what is no value of a setting, or leads to files of this computer, no window changes', () => {
  const offences: [Record<string, unknown>, RegExp][] = [
    [{ theme: 'dark', speed: 9 }, /^speed: It takes a number from 0.5 to 2/],
    [{ theme: 'dark', listener: '/home/ada/model' }, /^listener: No window may change that/],
    [{ 'device.providerOptions': {} }, /^device.providerOptions: No window/],
    [{ constructor: 1 }, /^constructor: No window/],
  ]
  for (const [changes, message] of offences)
    expect(noticeInEnglish(change(changes).error!.notice)).toMatch(message)
  expect(settings.values.theme).toBe('system')
})

it('all is as usual again, but for the models and what the environment says', () => {
  settings.change(new Map<never, unknown>([['listener' as never, 'voxtral']]))
  change({ speed: 1.2, turnTaking: undefined, 'turnTaking.patience': 0.9, persona: 'Be long.' })
  const { told } = ask({ type: 'reset' })
  expect(Object.keys(told.said).sort()).toEqual(['listener', 'persona'])
  expect([settings.values.speed, settings.values.persona]).toEqual([1, 'Be brief.'])
})

it('what is exported holds where it is imported, and the rest stays', () => {
  settings.change(new Map<never, unknown>([['listener' as never, 'voxtral']]))
  change({ speed: 1.2, 'turnTaking.patience': 0.9, duplexByDevices: [{ speaker: 'Desk', duplex: 'half' }] })
  const { text = '' } = ask({ type: 'export' })
  expect(text).not.toContain('voxtral')
  ask({ type: 'reset' })
  change({ theme: 'dark' })
  expect(ask({ type: 'import', name: 'mine.yaml', text })).toMatchObject({ faults: [] })
  expect(settings.values).toMatchObject({ speed: 1.2, theme: 'dark', turnTaking: { patience: 0.9 } })
  expect(settings.values.duplexByDevices).toHaveLength(1)
  expect(file()).toContain('speed: 1.2')
})

it.each([
  ['{ "speed": 1.1,\n  "theme": "pink",\n  "listener": "/x" }', ['mine, line 2, theme', 'mine, listener']],
  ['speed: 1.1\nnonsense: [', ['mine, line 2']],
])('of an imported file what is wrong is named, and the rest is taken', (text, wrong) => {
  const { faults = [], error } = ask({ type: 'import', name: 'mine', text })
  expect(error).toBeUndefined()
  expect(settings.values.speed).toBe(1.1)
  const lines = faults.map((fault) => faultLine(fault))
  for (const line of wrong)
    expect(
      lines.some((each) => each.startsWith(line)),
      lines.join('; '),
    ).toBe(true)
})

it('a page begins with the settings and in its theme, and nothing that is said in them ends its element', () => {
  change({ theme: 'dark', persona: 'You say </script><b>$& "hello".' })
  const page = pageWithSettings('<html lang="en"><head><title>x</title></head></html>', settings)
  expect(page.startsWith('<html data-theme="dark" lang="en">')).toBe(true)
  const [, text] = /<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(page)!
  expect(JSON.parse(text)).toEqual(settings.told)
})

it('what lets words leave this computer a window chooses, and no file that comes from elsewhere', () => {
  const text = 'server:\n  answers: server\n  address: https://elsewhere.example\n'
  const { faults = [] } = ask({ type: 'import', name: 'mine.yaml', text })
  expect(faults.map(({ key }) => key)).toEqual(['server.answers', 'server.address'])
  expect(settings.values.server).toMatchObject({ answers: 'here', address: '' })
  change({ 'server.answers': 'server', 'server.address': 'https://mine.example' })
  expect(settings.values.server).toMatchObject({ answers: 'server', address: 'https://mine.example' })
  expect(change({ 'server.address': 'http://mine.example' }).error?.notice).toMatchObject({
    why: { kind: 'address-unusable', fault: 'plain-beyond' },
  })
})

it('how conversations are kept the engine is told at once, and nothing is erased by a file from elsewhere', () => {
  const engine = { startAnew: vi.fn(), keep: vi.fn() }
  const unfollow = followSettings(settings, engine)
  change({ 'keeping.mode': 'yes', 'keeping.audio': true })
  expect(engine.keep.mock.calls).toEqual([[{ mode: 'yes', audio: true }]])
  const { faults = [] } = ask({
    type: 'import',
    name: 'mine',
    text: 'keeping: { mode: yes, audio: false, days: 1 }',
  })
  expect(faults.map(({ key }) => key)).toEqual(['keeping.days'])
  expect(engine.keep.mock.lastCall).toEqual([{ mode: 'yes', audio: false }])
  change({ 'keeping.days': 7 })
  expect(engine.keep.mock.lastCall).toEqual([{ mode: 'yes', audio: false, days: 7 }])
  // Where they are kept no longer, what was kept stays, whatever else is chosen.
  change({ 'keeping.mode': 'never' })
  expect(engine.keep.mock.lastCall).toEqual([{ mode: 'never', audio: false }])
  unfollow()
})
