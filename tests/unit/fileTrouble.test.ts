import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rmdir, unlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toAppError } from '@contract'
import { readSmallFile, usualMostBytes } from '../../src-main/engine/files/readSmallFile'
import { makeFolder } from '../../src-main/engine/files/makeFolder'
import { requireFile } from '../../src-main/engine/files/requireFile'
import { replaceFile } from '../../src-main/engine/files/replaceFile'
import { HostSettings } from '../../src-main/settings/hostSettings'
import { Timers } from '../../src-main/engine/tools/timers'
import { tryLock } from '../../src-main/models/directoryLock'
import { readModelRecord } from '../../src-main/models/modelRecord'
import { openToOthers } from '../rigs/openToOthers'

const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-files-'))
const at = (name: string): string => path.join(folder, name)
beforeAll(() => {
  writeFileSync(at('file'), 'text')
  mkdirSync(at('full/of'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a call of Node's really fails with. */
const thrownBy = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => 'nothing',
    (thrown: unknown) => thrown,
  )

describe.skipIf(process.platform === 'win32')('a part of a model', () => {
  it('is refused before it is opened where it is no file', () => {
    spawnSync('mkfifo', [at('part.onnx')])
    expect(() => requireFile(at('part.onnx'))).toThrow('part.onnx could not be opened: it is a pipe')
    expect(() => requireFile(at('full'))).toThrow('full could not be opened: it is a folder. Name a file.')
    expect(() => requireFile(at('file'))).not.toThrow()
  })
})

describe('an error of the file system', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a path that is not there',
      () => readFile(at('no')),
      'no could not be opened: there is no such file or folder.',
    ],
    [
      'a file for a folder',
      () => mkdir(at('file/x'), { recursive: true }),
      'could not be made: a part of its path is a file',
    ],
    ['a name that is taken', () => mkdir(at('file')), 'file could not be made: something else has its name.'],
    ['a folder for a file', () => writeFile(at('full'), ''), 'full could not be opened: it is a folder.'],
    [
      'a folder that is not empty',
      () => rmdir(at('full')),
      'full could not be removed: something else lies in it.',
    ],
    [
      'a name that is too long',
      () => open(at('x'.repeat(300)), 'w'),
      'could not be opened: its name is too long.',
    ],
    [
      'a place that does not exist',
      () => rename(at('file'), at('no/x')),
      'no/x could not be written: there is no such file or folder.',
    ],
    [
      'a copy of nothing',
      () => copyFile(at('no'), at('y')),
      'y could not be written: there is no such file or folder.',
    ],
    [
      'what is not there to be removed',
      () => unlink(at('no')),
      'no could not be removed: there is no such file or folder.',
    ],
  ])('is told in plain words: %s', async (_, work, says) => {
    const error = toAppError(await thrownBy(work))
    expect(error.code).toBe('file-failed')
    expect(error.message).toContain(says)
    expect(error.message).toMatch(/\. [A-Z][^.]+\.$/)
    expect(error.message).not.toMatch(/\bE[A-Z]{3,}\b|unexpected/)
  })

  it.skipIf(process.platform !== 'linux')('that the disk is full is told as that', async () => {
    const error = toAppError(await thrownBy(() => writeFile('/dev/full', 'text')))
    expect(error).toMatchObject({ code: 'disk-full', retryable: true })
    expect(error.message).toMatch(/ could not be written: the disk is full\. Make room and try again\.$/)
  })

  it('that nobody thought of is told with the file and the system’s word for it', () => {
    const odd = Object.assign(new Error('odd'), { code: 'EODD', syscall: 'open', path: '/there' })
    expect(toAppError(odd).message).toContain('/there could not be opened: the system says EODD. ')
  })

  it('is no lost connection, and no other error', async () => {
    const refused = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve))
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' })
    for (const thrown of [refused, reset, new Error('x'), 'x'])
      expect(toAppError(thrown).code).toBe('internal')
  })
})

describe('a small file that Parley keeps', () => {
  it('is its user’s alone, with the folder that it makes', () => {
    replaceFile(at('own/settings.json'), 'one')
    replaceFile(at('own/settings.json'), 'two')
    expect(readFileSync(at('own/settings.json'), 'utf8')).toBe('two')
    expect(readdirSync(at('own'))).toEqual(['settings.json'])
    expect(openToOthers(at('own'))).toEqual([])
  })

  it('leaves nothing beside it where it cannot be written', () => {
    mkdirSync(at('taken/settings.json/x'), { recursive: true })
    expect(() => replaceFile(at('taken/settings.json'), 'one')).toThrow()
    expect(readdirSync(at('taken'))).toEqual(['settings.json'])
  })
})

describe('a small file that is read', () => {
  const size = 3 * 1024 + 5
  it('is read whole, also through a link', () => {
    const content = 'Größe '.repeat(size)
    writeFileSync(at('small'), content)
    symlinkSync(at('small'), at('link'))
    for (const name of ['small', 'link']) expect(readSmallFile(at(name)).toString()).toBe(content)
    writeFileSync(at('none'), '')
    expect(readSmallFile(at('none'))).toHaveLength(0)
  })

  it('is not read where it is longer than such a file can be', () => {
    writeFileSync(at('sparse'), '')
    truncateSync(at('sparse'), 3 * 2 ** 30)
    writeFileSync(at('just'), Buffer.alloc(usualMostBytes))
    expect(readSmallFile(at('just'))).toHaveLength(usualMostBytes)
    const told = toAppError(catchFrom(() => readSmallFile(at('sparse'))))
    expect(told.message).toContain('sparse could not be read: it is far too long for such a file.')
    expect(() => readSmallFile(at('just'), usualMostBytes - 1)).toThrow('EOVERFLOW')
  })

  it('is not read where it is a folder', () => {
    expect(toAppError(catchFrom(() => readSmallFile(at('full')))).notice).toMatchObject({
      obstacle: 'is-folder',
    })
  })

  describe.skipIf(process.platform === 'win32')('and is none', () => {
    const pipe = at('pipe')
    beforeAll(() => void spawnSync('mkfifo', [pipe]))

    it.each(['/dev/zero', '/dev/null', pipe])('is not waited for: %s', (file) => {
      const told = toAppError(catchFrom(() => readSmallFile(file)))
      expect(told).toMatchObject({ code: 'file-failed', notice: { obstacle: 'no-file', place: file } })
      expect(told.message).toContain('could not be read: it is a pipe or a device, not a file. Name a file.')
    })

    it('keeps nobody from starting, whatever reads it', async () => {
      const settings = new HostSettings({ file: pipe, env: {} })
      expect(settings.faults).toEqual([
        { where: pipe, why: { kind: 'file', place: pipe, attempt: 'read', obstacle: 'no-file' } },
      ])
      expect(new Timers({ file: pipe }).set).toEqual([])
      mkdirSync(at('model'))
      spawnSync('mkfifo', [at('model/parley-model.json')])
      expect(readModelRecord(at('model'))).toBeUndefined()
      expect(await tryLock(pipe)).toBeUndefined()
    })
  })
})

function catchFrom(work: () => unknown): unknown {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  return 'nothing'
}

describe('a folder', () => {
  it('is made with those above it, for its owner alone, and left as it is where it is there', () => {
    const made = at('one/two/three')
    makeFolder(made)
    makeFolder(made)
    expect(openToOthers(at('one'))).toEqual([])
    expect(statSync(made).isDirectory()).toBe(true)
  })

  it('cannot be made where a file is in its place, or above it', () => {
    expect(() => makeFolder(at('file'))).toThrow('EEXIST')
    expect(() => makeFolder(at('file/below/it'))).toThrow('ENOTDIR')
  })

  it.skipIf(process.platform !== 'linux')('that can never be made is told, and not tried for ever', () => {
    expect(() => makeFolder('/proc/self/there/is/none')).toThrow("mkdir '/proc/self/there'")
  })
})
