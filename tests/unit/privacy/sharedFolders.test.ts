import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handedFolders } from '../../../src-main/engine/files/handedFolders'
import { runsFolder } from '../../../src-main/engineProcess/runFolders'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { measurePlace } from '../../../src-main/privacy/measurePlace'
import { ownPlaces } from '../../../src-main/privacy/ownPlaces'
import { removePlace } from '../../../src-main/privacy/removePlace'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-shared-'))
  for (const name of ['HOME', 'TMPDIR', 'XDG_RUNTIME_DIR']) vi.stubEnv(name, root)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})

const put = (file: string): string => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, 'x')
  return file
}
const isPlace = (place: string): boolean => ownPlaces(desktopPlaces()).some((each) => each.path === place)
const otherUser = (): void => {
  const uid = process.getuid!()
  vi.spyOn(process, 'getuid').mockReturnValue(uid + 1)
}

describe.skipIf(process.platform === 'win32')('a folder in a place that others share', () => {
  it('is Parley’s where it is this user’s alone, and no link', () => {
    const own = path.join(root, 'parley-open-own')
    const open = path.join(root, 'parley-open-to-others')
    for (const folder of [own, open]) put(path.join(folder, 'open.html'))
    chmodSync(open, 0o777)
    symlinkSync(own, path.join(root, 'parley-open-link'))
    put(path.join(root, 'parley-open-file'))
    expect(handedFolders()).toEqual([own])
    otherUser()
    expect(handedFolders()).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('the same holds where runs keep what was said', () => {
    const runs = runsFolder()
    put(path.join(runs, '4194999-left/until-quit.db'))
    expect(isPlace(runs)).toBe(true)
    chmodSync(runs, 0o777)
    expect(isPlace(runs)).toBe(false)
    chmodSync(runs, 0o700)
    renameSync(runs, path.join(root, 'elsewhere'))
    symlinkSync(path.join(root, 'elsewhere'), runs)
    expect(isPlace(runs)).toBe(false)
  })

  it('is none of Parley’s where it cannot be listed', () => {
    vi.stubEnv('TMPDIR', path.join(root, 'gone'))
    expect(handedFolders()).toEqual([])
    vi.stubEnv('TMPDIR', put(path.join(root, 'file')))
    expect(handedFolders()).toEqual([])
    expect(() => ownPlaces(desktopPlaces())).not.toThrow()
  })
})

describe.skipIf(process.platform === 'win32')('what is another user’s', () => {
  it('is not removed from a folder, and not counted in it', async () => {
    const place = { kind: 'conversations', path: path.join(root, 'place') } as const
    const theirs = put(path.join(place.path, 'folder/theirs'))
    otherUser()
    expect(await measurePlace(place, [])).toMatchObject({ files: 0 })
    expect(await removePlace(place, [])).toMatchObject({
      files: 0,
      stayed: [{ path: place.path, why: 'held' }],
    })
    expect(existsSync(theirs)).toBe(true)
  })

  it.runIf(process.getuid?.() === 0)('stays within a folder of this user’s, which goes else', async () => {
    const place = { kind: 'conversations', path: path.join(root, 'place') } as const
    const own = put(path.join(place.path, 'folder/own'))
    const theirs = put(path.join(place.path, 'folder/of another/theirs'))
    chownSync(path.dirname(theirs), 12_345, 12_345)
    expect(await measurePlace(place, [])).toMatchObject({ files: 1 })
    const { stayed } = await removePlace(place, [])
    expect([existsSync(own), existsSync(theirs)]).toEqual([false, true])
    expect(stayed).toEqual([{ kind: 'conversations', path: path.dirname(theirs), why: 'held' }])
  })

  it.runIf(process.platform === 'linux')(
    'is not reached by a link that takes the place of a folder meanwhile',
    async () => {
      const home = put(path.join(root, 'home/letter'))
      const place = path.join(root, 'place')
      put(path.join(place, 'letter'))
      const swap = (): boolean => {
        renameSync(place, path.join(root, 'moved'))
        symlinkSync(path.dirname(home), place)
        return true
      }
      // Asked when the folder was listed, and before anything of it goes.
      const removal = await removePlace({ kind: 'link', path: place, isOurs: swap }, [])
      expect(existsSync(home)).toBe(true)
      expect(readdirSync(path.join(root, 'moved'))).toEqual([])
      expect(removal.stayed).toEqual([{ kind: 'link', path: place, why: 'held' }])
    },
  )
})
