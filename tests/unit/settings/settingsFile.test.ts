import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { faultLine, type SettingKey } from '@contract'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'
import { adoptFormerFiles, formerFilesOf } from '../../../src-main/settings/adoptFormerFiles'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { optionSettings } from '../../../src-main/settings/settingOptions'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-settings-'))
  file = path.join(folder, 'settings.yaml')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})
const say = (text: string, name = 'settings.yaml'): void => writeFileSync(path.join(folder, name), text)
const text = (name = 'settings.yaml'): string => readFileSync(path.join(folder, name), 'utf8')
const open = (env: Record<string, string> = {}, words: Record<string, string> = {}): HostSettings =>
  new HostSettings({ file, env, options: optionSettings(words) })
const faults = (settings: HostSettings): string[] =>
  settings.faults.map((fault) => faultLine(fault).replace(file, 'settings.yaml'))
const choose = (settings: HostSettings, changes: Partial<Record<SettingKey, unknown>>): void =>
  settings.change(new Map(Object.entries(changes) as [SettingKey, unknown][]))

describe('a setting', () => {
  it('is as the strongest of those says it that say it, and tells who', () => {
    const said = (settings: HostSettings): unknown => [settings.values.speed, settings.originOf('speed')]
    expect(said(open())).toEqual([1, { source: 'usual' }])
    say('speed: 1.1')
    expect(said(open())).toEqual([1.1, { source: 'file' }])
    const env = { PARLEY_SPEED: '1.2' }
    expect(said(open(env))).toEqual([1.2, { source: 'environment', name: 'PARLEY_SPEED' }])
    const settings = open(env, { speed: '1.3' })
    expect(said(settings)).toEqual([1.3, { source: 'option', name: '--speed' }])
    choose(settings, { speed: 1.4 })
    expect(said(settings)).toEqual([1.4, { source: 'chosen' }])
    // It is in the file from now on, and whoever is asked for this run goes before that.
    expect(said(open())).toEqual([1.4, { source: 'file' }])
    expect(said(open({}, { speed: '1.3' }))).toEqual([1.3, { source: 'option', name: '--speed' }])
    choose(settings, { speed: undefined })
    expect(said(settings)).toEqual([1.3, { source: 'option', name: '--speed' }])
    expect(said(open())).toEqual([1, { source: 'usual' }])
  })

  it('is not said by a variable that is set to nothing', () => {
    say('speed: 1.1')
    expect(open({ PARLEY_SPEED: '' }).values.speed).toBe(1.1)
  })

  it('is read from one word as it is in a file: numbers, texts, lists and names', () => {
    const { values } = open({
      ...{ PARLEY_PERSONA: '12', PARLEY_DEVICE_ID: '2', PARLEY_AUTOSTART: 'true', PARLEY_VOICE: 'af_heart' },
      PARLEY_DEVICE_PROVIDER_OPTIONS: '{ use_tf32: "0" }',
    })
    expect(values).toMatchObject({
      ...{ persona: '12', autostart: true, voice: 'af_heart' },
      device: { id: 2, providerOptions: { use_tf32: '0' } },
    })
  })

  it('tells whoever watches of what really changed, and of nothing else', () => {
    const settings = open()
    const told: string[][] = []
    settings.watch((keys) => told.push([...keys]))
    choose(settings, { speed: 1.2, persona: settings.values.persona })
    expect(told).toEqual([['speed']])
    expect(() => choose(settings, { persona: 'Be brief.', speed: 9 })).toThrow(
      'speed: It takes a number from 0.5 to 2, not 9.',
    )
    expect([settings.values.persona === 'Be brief.', told.length]).toEqual([false, 1])
  })
})

describe('the file', () => {
  it('need not be there', () => {
    expect([open().faults, open().values.contextTokens]).toEqual([[], 4096])
  })

  it.each([
    ['YAML', '# mine\npersona: Be brief.\ndevice:\n  id: 1\nturnTaking.patience: 0.2\n'],
    [
      'JSON',
      '\ufeff{\n\t"persona": "Be brief.",\n\t"device": { "id": 1 },\n\t"turnTaking": { "patience": 0.2 }\n}',
    ],
  ])('is %s, and what it does not say is as usual', (_, content) => {
    say(content)
    const { values, faults: found } = open()
    expect(found).toEqual([])
    expect(values).toMatchObject({ persona: 'Be brief.', speed: 1, device: { id: 1, kind: 'auto' } })
    expect(values.turnTaking).toMatchObject({ patience: 0.2, softEndMs: 150 })
  })

  it.each([
    [
      'contextTokens: many',
      'settings.yaml, line 1, contextTokens: It takes a whole number from 256 to 131072, not "many".',
    ],
    [
      'speed: 1.2\ndevice:\n  memoryLimit: 1',
      'settings.yaml, line 3, device.memoryLimit: There is no setting of this name.',
    ],
    [
      'turnTaking: { patience: 2 }',
      'settings.yaml, line 1, turnTaking.patience: It takes a number from 0 to 1, not 2.',
    ],
    [
      'turnTaking: 7',
      'settings.yaml, line 1, turnTaking: A settings file has names of settings, each with its value.',
    ],
    ['- speed', 'settings.yaml, line 1: A settings file has names of settings, each with its value.'],
    ['\nconstructor: 1', 'settings.yaml, line 2, constructor: There is no setting of this name.'],
    ['__proto__: { speed: 2 }', 'settings.yaml, line 1, __proto__: There is no setting of this name.'],
    ['? [speed]\n: 1', 'settings.yaml, line 1: The name of a setting is one word.'],
    [
      'device: { providerOptions: { enable_cuda_graph: "1" } }',
      'settings.yaml, line 1, device.providerOptions: enable_cuda_graph would replay the first prompt for every other one.',
    ],
  ])('that says %j is told with line and name, and the rest holds', (content, fault) => {
    say(`${content}\n`)
    expect(faults(open())).toEqual([fault])
    say(`${content}\n${content.startsWith('-') ? '' : 'persona: Be brief.\n'}`)
    expect(open().values.persona === 'Be brief.').toBe(!content.startsWith('-'))
  })

  it.each(['{', 'speed: 1\nspeed: 1.2', 'persona: "x\nspeed: 1.2', 'speed: *a', '[', 'a: &b [*b, *b]'])(
    'that is broken (%j) is told and not changed, and a choice holds until the end',
    (content) => {
      say(content)
      const settings = open()
      expect(settings.faults.length).toBeGreaterThan(0)
      if (!faults(settings).some((each) => each.includes('not YAML'))) return
      choose(settings, { speed: 1.7 })
      expect([settings.values.speed, text()]).toEqual([1.7, content])
      expect(faults(settings).at(-1)).toMatch(
        /^settings\.yaml: What you chose holds until Parley ends, .* by hand/,
      )
    },
  )

  it('keeps what somebody wrote about it when something is chosen in the app', () => {
    say('# mine\npersona: Be brief. # as ever\n\nturnTaking:\n  patience: 0.2 # slowly\n')
    const settings = open()
    choose(settings, { speed: 1.2, 'turnTaking.patience': 0.7, 'device.kind': 'cpu' })
    expect(text()).toBe(
      '# mine\npersona: Be brief. # as ever\n\nturnTaking:\n  patience: 0.7 # slowly\nspeed: 1.2\ndevice:\n  kind: cpu\n',
    )
    choose(settings, { 'turnTaking.patience': undefined, 'device.kind': undefined })
    expect(text()).toBe('# mine\npersona: Be brief. # as ever\nspeed: 1.2\n')
  })

  it('says the setting of a group by the group’s name alone, as the command line does', () => {
    say('device: cuda # the new card\nserver: http://studio.local:8000\nturnTaking:\n')
    const settings = open()
    expect(settings.faults).toEqual([])
    expect(settings.values).toMatchObject({
      device: { kind: 'cuda', id: 0 },
      server: { address: 'http://studio.local:8000' },
    })
    choose(settings, { 'device.id': 1, 'turnTaking.patience': 0.3 })
    expect(text()).toBe(
      'device:\n  kind: cuda # the new card\n  id: 1\nserver: http://studio.local:8000\nturnTaking:\n  patience: 0.3\n',
    )
    choose(settings, { 'server.address': 'http://attic.local:8000', 'device.kind': 'cpu' })
    expect(open().values).toMatchObject({
      device: { kind: 'cpu', id: 1 },
      server: { address: 'http://attic.local:8000' },
      turnTaking: { patience: 0.3 },
    })
    say('device: gpu')
    expect(faults(open())[0]).toMatch(/^settings\.yaml, line 1, device\.kind: It takes one of auto, cuda/)
  })

  it('keeps what was written into it while Parley ran, and stays JSON where it is called so', () => {
    file = path.join(folder, 'mine.json')
    say('{ "persona": "Be brief." }', 'mine.json')
    const settings = open()
    say('{ "persona": "Be long." }', 'mine.json')
    choose(settings, { speed: 1.2 })
    expect(JSON.parse(text('mine.json'))).toEqual({ persona: 'Be long.', speed: 1.2 })
  })

  it('that refers to what is not there is left to be mended by hand', () => {
    say('persona: *gone\n')
    const settings = open()
    expect(settings.faults).toHaveLength(1)
    choose(settings, { speed: 1.7 })
    expect([settings.values.speed, text()]).toEqual([1.7, 'persona: *gone\n'])
    expect(faults(settings).at(-1)).toMatch(/by hand/)
  })

  it('that cannot be read is told', () => {
    mkdirSync(file)
    expect(faults(open())).toEqual(['settings.yaml could not be read: it is a folder. Name a file.'])
  })

  it('is not blamed for what the environment says, which is named', () => {
    expect(faults(open({ PARLEY_DEVICE: 'abacus' }))).toEqual([
      'PARLEY_DEVICE: It takes one of auto, cuda, webgpu, directml, coreml, cpu, not "abacus".',
    ])
  })
})

describe('what earlier versions kept elsewhere', () => {
  const adopt = (settings: HostSettings): void =>
    adoptFormerFiles(settings, formerFilesOf(file, folder, folder, folder))

  it('is taken over once, and goes when it is in the file', () => {
    say(
      '{ "persona": "Be brief.", "speed": 1.1, "listenerDir": "/mine", "unloadAfterMs": 90000 }',
      'config.json',
    )
    say('{ "voice": "kokoro" }', 'chosen.json')
    say('{ "mode": "yes", "audio": true, "days": 30 }', 'keeping.json')
    say('{ "settings": { "pushToTalkKey": "F8", "autostart": true }, "isToldOfTray": true }', 'desktop.json')
    say('speed: 1.5')
    adopt(open())
    const settings = open()
    adopt(settings)
    expect(settings.values).toMatchObject({
      ...{ persona: 'Be brief.', speed: 1.5, listener: '/mine', voiceModel: 'kokoro' },
      ...{ unloadAfterMinutes: 1.5, pushToTalkKey: 'F8' },
      keeping: { mode: 'yes', audio: true, days: 30 },
    })
    expect(settings.originOf('persona')).toEqual({ source: 'file' })
    expect(readdirSync(folder).sort()).toEqual(['config.json.old', 'desktop.json', 'settings.yaml'])
    expect(JSON.parse(text('desktop.json'))).toEqual({ isToldOfTray: true })
  })

  it('stays where it is, as long as it cannot be read, and is named', () => {
    say('{', 'config.json')
    say('[]', 'chosen.json')
    say('{ "mode": "perhaps" }', 'keeping.json')
    const settings = open()
    adopt(settings)
    expect(readdirSync(folder).sort()).toEqual(['chosen.json', 'config.json', 'keeping.json'])
    expect(faults(settings).join()).toMatch(
      /config\.json, line 1: It is not YAML.*chosen\.json: An earlier Parley.*keeping\.json: An earlier Parley/s,
    )
  })
})

describe('the engine', () => {
  it('goes by the settings and by the models that are used', () => {
    say(
      'persona: Be brief.\nunloadAfterMinutes: 2\ndevice: { kind: cuda, id: 1 }\nvoice: [af_heart, en-us+f3]\n',
    )
    const { values } = open({ PARLEY_DEVICE: 'cpu' })
    expect(engineConfig(values)).toMatchObject({
      ...{ persona: 'Be brief.', unloadAfterMs: 120_000, device: { kind: 'cpu', id: 1 }, voice: 'en-us+f3' },
      ...{ listenerDir: undefined, otherListenerDirs: [] },
    })
    expect(engineConfig(values, { listener: '/mine', voice: '/voice' })).toMatchObject({
      ...{ listenerDir: path.resolve('/mine'), voiceDir: '/voice', voice: 'af_heart' },
    })
  })
})
