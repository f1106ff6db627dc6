import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { ownPlaces } from '../../../src-main/privacy/ownPlaces'
import { beginRun, endRun } from '../../../src-main/engineProcess/conversationPlaces'

describe.skipIf(process.platform !== 'linux')('where a run keeps what was said', () => {
  let root: string
  let env: NodeJS.ProcessEnv
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'parley-runs-test-'))
    env = { XDG_RUNTIME_DIR: root, XDG_DATA_HOME: path.join(root, 'data') }
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  const runs = (): string => path.join(root, 'parley')

  it('until it ends is its own, in memory, and nobody else can look into it', () => {
    const places = beginRun(env)
    expect(path.dirname(places.untilQuitFolder!)).toBe(runs())
    for (const folder of [runs(), places.untilQuitFolder!]) expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(places.folder).toBe(path.join(root, 'data/parley/conversations'))
    expect(existsSync(places.folder)).toBe(false)
    endRun(places)
    expect(existsSync(places.untilQuitFolder!)).toBe(false)
  })

  it('is told to its user, and nothing of another Parley that runs', () => {
    const own = beginRun(env)
    const place = ownPlaces(desktopPlaces(), env).find((each) => each.path === runs())!
    mkdirSync(path.join(runs(), `${process.ppid}-0-another`))
    expect(place.isOurs!(path.basename(own.untilQuitFolder!))).toBe(true)
    expect(place.isOurs!(`${process.ppid}-0-another`)).toBe(false)
  })

  it('goes where its process is gone, and stays where that still runs', () => {
    const [first, second] = [beginRun(env), beginRun(env)]
    const [left, foreign] = ['4194999-7-left', 'notes'].map((name) => path.join(runs(), name))
    for (const folder of [left, foreign]) mkdirSync(folder)
    writeFileSync(path.join(left, 'until-quit.db'), 'What was said')
    beginRun(env)
    expect(
      [first.untilQuitFolder!, second.untilQuitFolder!, left, foreign].map((f) => existsSync(f)),
    ).toEqual([true, true, false, true])
  })

  it('goes where another process has its number now', () => {
    beginRun(env)
    const left = path.join(runs(), `${process.ppid}-1-left`)
    mkdirSync(left)
    beginRun(env)
    expect(existsSync(left)).toBe(false)
  })

  it('is nowhere where its folder leads elsewhere, or is none', () => {
    mkdirSync(path.join(root, 'elsewhere'))
    symlinkSync(path.join(root, 'elsewhere'), runs())
    expect(beginRun(env).untilQuitFolder).toBeUndefined()
    rmSync(runs())
    writeFileSync(runs(), '')
    expect(beginRun(env).untilQuitFolder).toBeUndefined()
  })
})
