import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { conversationsDir } from '../../../src-main/engine/files/conversationsDir'
import { beginRun, endRun } from '../../../src-main/engineProcess/conversationPlaces'
import { ConnectionWatch } from '../../../src-main/privacy/connectionWatch'
import { ContactLog } from '../../../src-main/privacy/contactLog'
import { desktopPlaces } from '../../../src-main/privacy/desktopPlaces'
import { OwnTraces } from '../../../src-main/privacy/ownTraces'
import { builtScript } from '../../rigs/builtScript'

let home: string
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-home-'))
  for (const name of ['HOME', 'TMPDIR', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'LOCALAPPDATA'])
    vi.stubEnv(name, home)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

const watch = new ConnectionWatch({ processes: () => undefined })
/** @param letGo what is done before anything is removed */
const removeAll = (letGo: () => void): ReturnType<OwnTraces['removeAll']> =>
  new OwnTraces({
    ...{ contacts: new ContactLog(), watch, desktop: desktopPlaces() },
    letGo: () => Promise.resolve(letGo()),
  }).removeAll({ keepModels: false })

it('nothing is removed, and nothing ended, while another Parley writes in the same folders, whatever it calls them', async () => {
  const own = beginRun()
  const data = path.join(home, 'link')
  symlinkSync(home, data, 'junction')
  const other = fork(await builtScript('tests/rigs/privacy/otherParley.ts'), {
    execArgv: [],
    env: { ...process.env, XDG_DATA_HOME: data, LOCALAPPDATA: data },
  })
  await once(other, 'message')
  const letGo = vi.fn()
  expect(await removeAll(letGo)).toMatchObject({
    code: 'busy',
    notice: { kind: 'other-parley' },
  })
  expect(letGo).not.toHaveBeenCalled()
  expect(readdirSync(conversationsDir())).toContain('conversations.db')

  const gone = once(other, 'exit')
  other.disconnect()
  await gone
  expect(await removeAll(letGo)).toMatchObject({
    removed: expect.arrayContaining([expect.objectContaining({ path: conversationsDir() })]) as unknown,
  })
  expect(letGo).toHaveBeenCalledTimes(1)
  expect(existsSync(conversationsDir())).toBe(false)
  endRun(own)
})

it('one that writes in other folders is no hindrance', async () => {
  const other = fork(await builtScript('tests/rigs/privacy/otherParley.ts'), {
    execArgv: [],
    env: { ...process.env, XDG_DATA_HOME: path.join(home, 'other'), LOCALAPPDATA: path.join(home, 'other') },
  })
  await once(other, 'message')
  expect(await removeAll(() => undefined)).toMatchObject({ stayed: expect.any(Array) as unknown })
  const gone = once(other, 'exit')
  other.disconnect()
  await gone
})
