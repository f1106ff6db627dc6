import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { telemetrySwitch } from '../../src-main/engine/onnx/noTelemetry'
import { removeTelemetry } from '../../src-main/engine/onnx/removeTelemetry'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../rigs/freshBuild'

const root = mkdtempSync(path.join(tmpdir(), 'parley-telemetry-'))
afterAll(() => rmSync(root, { recursive: true }))

describe("ONNX Runtime's telemetry", () => {
  beforeAll(() => freshBuild(() => undefined))

  it('leaves nothing behind where nobody turned it off before Parley began', () => {
    const fresh = path.join(root, 'fresh')
    mkdirSync(fresh)
    const places = { HOME: fresh, TMPDIR: fresh, XDG_CACHE_HOME: '', XDG_DATA_HOME: '' }
    const env: NodeJS.ProcessEnv = { ...process.env, ...places }
    // Where `CI` is set it is silent by itself.
    for (const name of [telemetrySwitch, 'CI']) delete env[name]
    const said = execFileSync(process.execPath, ['out/main/talk.js', 'resources/question.wav'], {
      cwd: projectRoot,
      env,
      encoding: 'utf8',
    })
    expect(said).toContain('Paris')
    expect(filesIn(fresh)).toEqual([expect.stringMatching(/[Pp]arley\/telemetry-removed$/)])
  })
})

describe.runIf(process.platform !== 'win32')('what its telemetry left', () => {
  const home = path.join(root, 'home')
  const temporary = path.join(root, 'temporary')
  const store = '.cache/Microsoft/DeveloperTools/.onnxruntime'
  const session = '1795902755654\n61f1296c-7eef-0c37-1e1a-3ae311bd019e\n'
  const endedPid = Number(execFileSync(process.execPath, ['-p', 'process.pid']))

  beforeEach(() => {
    rmSync(home, { recursive: true, force: true })
    rmSync(temporary, { recursive: true, force: true })
  })

  function put(folder: string, name: string, text = ''): void {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const remove = (platform = 'linux', env = {}): void => removeTelemetry({ env, platform, home, temporary })

  it('is removed: the ID of the device, the store of events and the temporary files', () => {
    for (const name of ['deviceid', 'deviceid.lock', 'onnxruntime.db', 'onnxruntime.db-wal'])
      put(home, `${store}/${name}`, 'x')
    put(temporary, '.ses', session)
    put(temporary, `mat-debug-${endedPid}.log`)
    remove()
    expect(filesIn(home)).toEqual(['.local/share/parley/telemetry-removed'])
    expect(existsSync(path.join(home, '.cache/Microsoft'))).toBe(false)
    expect(filesIn(temporary)).toEqual([])
  })

  it('is found where the platform and the environment say', () => {
    put(home, 'Library/Application Support/Microsoft/DeveloperTools/.onnxruntime/deviceid', 'x')
    remove('darwin')
    expect(filesIn(home)).toEqual(['Library/Application Support/Parley/telemetry-removed'])
    rmSync(home, { recursive: true })
    put(home, 'elsewhere/Microsoft/DeveloperTools/.onnxruntime/deviceid', 'x')
    remove('linux', { XDG_CACHE_HOME: path.join(home, 'elsewhere') })
    expect(filesIn(home)).toEqual(['.local/share/parley/telemetry-removed'])
  })

  it("is told from others' files by what they are called, hold and point to", () => {
    put(home, `${store}/notes.txt`, 'mine')
    put(home, '.cache/Microsoft/DeveloperTools/deviceid', 'another tool of theirs')
    put(home, 'mine.db', 'mine')
    symlinkSync(path.join(home, 'mine.db'), path.join(home, store, 'onnxruntime.db'))
    put(temporary, '.ses', 'a file of somebody')
    put(temporary, `mat-debug-${process.pid}.log`)
    put(temporary, 'mat-debug-1.txt')
    put(temporary, `mat-debug-${endedPid}.log`, 'something was written here')
    const before = [filesIn(home), filesIn(temporary)]
    remove()
    const noted = '.local/share/parley/telemetry-removed'
    expect([filesIn(home).filter((file) => file !== noted), filesIn(temporary)]).toEqual(before)
  })

  it('is removed once: what is there later is not of Parley', () => {
    mkdirSync(temporary, { recursive: true })
    remove()
    put(home, `${store}/deviceid`, 'x')
    remove()
    expect(filesIn(home)).toContain(`${store}/deviceid`)
  })

  it('is noted where only its user can look', () => {
    remove()
    const own = path.join(home, '.local/share/parley')
    const modes = [own, path.join(own, 'telemetry-removed')].map((file) => statSync(file).mode & 0o777)
    expect(modes).toEqual([0o700, 0o600])
  })

  it('stays where a folder cannot be read, and nothing is thrown', () => {
    put(root, 'temporary', 'no folder')
    expect(() => remove()).not.toThrow()
  })
})

/** All that is no folder, as paths from `folder`, sorted. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}
