import type { SettingsBridge, ToldSettings } from '@contract'
import { describe, expect, it } from 'vitest'
import { adoptStoredChoices } from '../../../src-renderer/adoptStoredChoices'
import { windowSettings } from '../../../src-renderer/windowSettings'
import { scriptedSettings } from '../../rigs/settings/scriptedSettings'
import { settle } from './fakeWorld'

describe('the settings of a window', () => {
  it('begin as the page says, and are told of from then on', () => {
    const host = scriptedSettings({ speed: 1.2 })
    const settings = windowSettings(host, host.told)
    const changed: string[][] = []
    settings.watch((keys) => changed.push([...keys]))
    expect([settings.of('speed'), settings.of('theme')]).toEqual([1.2, 'system'])
    expect(settings.originOf('speed')).toMatchObject({ source: 'file' })
    host.change({ theme: 'dark', speed: undefined })
    expect([settings.of('speed'), settings.of('theme')]).toEqual([1, 'dark'])
    expect(settings.originOf('speed')).toEqual({ source: 'usual' })
    expect(changed).toEqual([['speed', 'theme']])
  })

  it('hold what was chosen here at once, whatever the host told before it heard of that', async () => {
    const host = scriptedSettings()
    let answer = (): void => undefined
    const held: SettingsBridge = {
      ...host,
      ask: async (request) => {
        await new Promise<void>((resolve) => (answer = resolve))
        return host.ask(request)
      },
    }
    const settings = windowSettings(held, host.told)
    settings.choose('speed', 1.5)
    host.change({ theme: 'dark' })
    expect([settings.of('speed'), settings.of('theme')]).toEqual([1.5, 'dark'])
    expect(settings.originOf('speed')).toEqual({ source: 'chosen' })
    answer()
    await settle()
    expect(Object.fromEntries(host.said)).toEqual({ theme: 'dark', speed: 1.5 })
    host.change({ speed: 0.8 })
    expect(settings.of('speed')).toBe(0.8)
  })

  it('that go together nobody has without each other', async () => {
    const host = scriptedSettings({ 'keeping.days': 7, 'keeping.mode': 'never' })
    const told: ToldSettings['said'][] = []
    host.watch(({ said }) => told.push(said))
    windowSettings(host, host.told).chooseAll({ 'keeping.mode': 'yes', 'keeping.days': undefined })
    await settle()
    expect(told).toEqual([{ 'keeping.mode': { value: 'yes', source: 'file' } }])
  })

  it('are not set back by what was told before and comes later', async () => {
    const host = scriptedSettings()
    const before = host.told
    const told: ((next: ToldSettings) => void)[] = []
    const late: SettingsBridge = { ask: host.ask, watch: (receive) => (told.push(receive), () => undefined) }
    const settings = windowSettings(late, before)
    settings.choose('speed', 1.5)
    await settle()
    told[0](before)
    expect(settings.of('speed')).toBe(1.5)
  })

  it('say what the host would not have, and go back to what it has', async () => {
    const host = scriptedSettings()
    const error = {
      code: 'config-invalid',
      notice: { kind: 'as-told', text: 'speed: It takes less.' },
      retryable: false,
    } as const
    const strict: SettingsBridge = { ...host, ask: () => Promise.resolve({ told: host.told, error }) }
    const settings = windowSettings(strict, host.told)
    settings.choose('speed', 1.5)
    await settle()
    expect([settings.of('speed'), settings.trouble]).toEqual([1, error.notice])
  })

  it('hold here while nobody hears it, and are said again when the host is back', async () => {
    const host = scriptedSettings()
    const error = {
      code: 'engine-lost',
      notice: { kind: 'as-told', text: 'It is gone.' },
      retryable: true,
    } as const
    let isGone = true
    const settings = windowSettings(
      { ...host, ask: (request) => (isGone ? Promise.resolve({ error }) : host.ask(request)) },
      host.told,
    )
    settings.choose('speed', 1.5)
    await settle()
    expect([settings.of('speed'), settings.trouble, host.said.size]).toEqual([1.5, error.notice, 0])
    isGone = false
    host.change({ theme: 'dark' })
    await settle()
    expect([host.said.get('speed'), settings.trouble]).toEqual([1.5, undefined])
  })
})

describe('what earlier versions kept in the browser', () => {
  const desk = { id: 'a', label: 'Desk' }
  const report = { isRemoved: false, mistakenShare: 0.5, proposal: 'half' }
  const former = {
    'parley.muted': 'yes',
    'parley.microphone': 'headset',
    'parley.speed': '1.3',
    'parley.voice': 'bm_george\nen-us+f3',
    'parley.patience': '0.6',
    'parley.theme': 'dark',
    'parley.welcome': 'over',
    'parley.endpoint': '{}',
    'parley.speakers': JSON.stringify([
      { ...desk, duplex: 'half', report },
      { ...desk, microphone: { id: 'b', label: '' }, duplex: 'full' },
    ]),
  }
  const open = (kept: Map<string, string>): Parameters<typeof adoptStoredChoices>[0] => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  })

  it('goes to the host once, and stays no longer; what is no choice stays', async () => {
    const kept = new Map(Object.entries(former))
    const host = scriptedSettings({ speed: 0.9 })
    const settings = windowSettings(host, host.told)
    adoptStoredChoices(open(kept), settings)
    await settle()
    const adopted = {
      ...{ muted: true, microphone: 'headset', speed: 0.9, voice: ['bm_george', 'en-us+f3'] },
      ...{ 'turnTaking.patience': 0.6, theme: 'dark' },
      duplexByDevices: [
        { speaker: 'Desk', duplex: 'half' },
        { speaker: 'Desk', microphone: 'b', duplex: 'full' },
      ],
    }
    expect(Object.fromEntries(host.said)).toEqual(adopted)
    expect([...kept.keys()].sort()).toEqual(['parley.endpoint', 'parley.speakers', 'parley.welcome'])
    expect(JSON.parse(kept.get('parley.speakers')!)).toEqual([
      { ...desk, report },
      { ...desk, microphone: { id: 'b', label: '' } },
    ])
    host.change({ duplexByDevices: undefined, muted: undefined })
    adoptStoredChoices(open(kept), settings)
    await settle()
    expect(host.said.has('duplexByDevices') || host.said.has('muted')).toBe(false)
  })

  it('is left out where it cannot be read', async () => {
    const kept = new Map([
      ...(['speed', 'patience', 'theme'] as const).map((name) => [`parley.${name}`, 'much'] as const),
      ['parley.speakers', '{'],
    ])
    const host = scriptedSettings()
    adoptStoredChoices(open(kept), windowSettings(host, host.told))
    await settle()
    expect([host.said.size, [...kept.keys()]]).toEqual([0, ['parley.speakers']])
  })
})
