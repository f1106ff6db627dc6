import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { builtScript } from '../rigs/builtScript'
import { untilTheTestEnds } from '../rigs/runCommand'

/** In no file of ours, so that whatever holds it was told it. */
const word = ['quax', 'olotl'].join('')
const root = mkdtempSync(path.join(tmpdir(), 'parley-canary-'))
let printed = ''
let lines: Record<string, unknown>[] = []

beforeAll(async () => {
  const names = ['data', 'temporary', 'home', 'run', 'settings'] as const
  const [data, temporary, home, run, settings] = names.map((name) => {
    const folder = path.join(root, name)
    mkdirSync(folder, { mode: 0o700 })
    return folder
  })
  const env = {
    ...process.env,
    ...{ XDG_DATA_HOME: data, LOCALAPPDATA: data, XDG_RUNTIME_DIR: run, XDG_CACHE_HOME: home },
    ...{ HOME: home, USERPROFILE: home, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    ...{ PARLEY_MADE: path.join(root, 'made') },
    // Its engine fails on purpose.
    PARLEY_UNCAUGHT: undefined,
  }
  const [rig, engine] = await Promise.all([
    builtScript('tests/rigs/log/canaryHost.ts'),
    builtScript('tests/rigs/log/failingEngine.ts'),
  ])
  const host = spawn(process.execPath, [rig, engine, word, settings], {
    ...{ cwd: projectRoot, env, ...untilTheTestEnds },
  })
  for (const stream of [host.stdout, host.stderr])
    stream.on('data', (data: Buffer) => (printed += data.toString()))
  const code = await new Promise((resolve) => host.once('close', resolve))
  expect(code, printed).toBe(0)
  const folder = path.join(data, process.platform === 'win32' ? 'Parley' : 'parley', 'logs')
  lines = readFileSync(path.join(folder, 'parley.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
})
afterAll(() => rmSync(root, { recursive: true }))

it('a word that a user typed, spoke, asked a tool for or had fail stands in no log and no other file', () => {
  // It was told to the user, in what failed and in what was found.
  expect(printed).toContain('seen 2')
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holding = files
    .map((entry) => path.join(entry.parentPath, entry.name))
    // The rigs' own: the question as sound, and the settings with the persona.
    .filter((file) => !file.startsWith(path.join(root, 'made')) && !file.endsWith('settings.yaml'))
    .filter((file) => readFileSync(file, 'latin1').includes(word))
  expect(holding).toEqual([])
  expect(files.length).toBeGreaterThan(0)
})

it('nor is it printed, where a journal may keep it', () => {
  expect(printed).not.toContain(word)
})

it('each turn is in the log with its number, from its beginning to its end', () => {
  const of = (event: string): unknown[] =>
    lines.filter((line) => line.event === event).map((line) => `${String(line.window)}/${String(line.turn)}`)
  expect(new Set(of('turn-ended'))).toEqual(new Set(['1/1', '1/2', '1/3', '1/4', '1/5', '2/7']))
  expect(of('turn-began')).toEqual(expect.arrayContaining(of('turn-ended')))
  expect(of('turn-timed')).toEqual(['1/1'])
  expect(lines.filter(({ event }) => event === 'speculation')).toHaveLength(1)
  expect(lines.filter(({ event }) => event === 'tool-called').map(({ outcome }) => outcome)).toEqual([
    'done',
    'failed',
  ])
})

it('so are the failure that ended the engine, where that was, and how it went on', () => {
  expect(lines).toContainEqual(expect.objectContaining({ event: 'turn-ended', turn: 4, code: 'internal' }))
  const at = expect.arrayContaining([expect.stringMatching(/^node:/)]) as unknown
  expect(lines).toContainEqual(
    expect.objectContaining({ event: 'failed', part: 'engine', error: 'Error', at }),
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ event: 'engine-exited', exitCode: 1, wasReady: true }),
  )
  expect(lines).toContainEqual(expect.objectContaining({ event: 'settings-changed', keys: ['persona'] }))
  expect(lines.filter(({ event }) => event === 'engine').map(({ state }) => state)).toEqual([
    ...['starting', 'ready', 'restarting', 'ready'],
  ])
  expect(lines.at(-1)).toMatchObject({ event: 'ended' })
})

it('its figures are made of the same events', () => {
  const value = (figure: string): number =>
    Number(
      printed
        .split('\n')
        .find((line) => line.startsWith(`${figure} `))
        ?.slice(figure.length + 1),
    )
  const ended = lines.filter(({ event }) => event === 'turn-ended')
  const done = ended.filter(({ outcome }) => outcome === 'done').length
  expect(done).toBeGreaterThan(0)
  expect(value('parley_turns_total{mode="chat",outcome="done"}')).toBe(done)
  expect(value('parley_turn_stage_seconds_count{stage="first-audio"}')).toBeGreaterThan(0)
  expect(value('parley_window_stage_seconds_sum{stage="first-audible"}')).toBe(0.25)
  expect(value('parley_tool_calls_total{outcome="failed"}')).toBe(1)
  expect(value('parley_errors_total{code="internal"}')).toBeGreaterThan(0)
  expect(value('parley_process_resident_bytes{part="engine"}')).toBeGreaterThan(1e6)
})
