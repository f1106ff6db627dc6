import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Autostart from '../../../src-main/app/autostart'

const home = mkdtempSync(path.join(tmpdir(), 'parley-autostart-'))
const entry = path.join(home, 'autostart/parley.desktop')

vi.mock('electron', () => ({ app: { isPackaged: true, getPath: () => home } }))

describe.runIf(process.platform === 'linux')('the start with the session', () => {
  let autostart: typeof Autostart
  beforeAll(async () => {
    mkdirSync(path.dirname(entry))
    autostart = await import('../../../src-main/app/autostart')
  })
  afterEach(() => rmSync(entry, { force: true }))
  afterAll(() => rmSync(home, { recursive: true }))

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'stays off where the user has turned it off in the desktop: %s',
    (mark) => {
      autostart.setAutostart(true)
      expect(autostart.isAutostart()).toBe(true)
      const marked = `${readFileSync(entry, 'utf8').replace(/^X-GNOME.*\n/m, '')}${mark}\n`
      writeFileSync(entry, marked)
      expect(autostart.isAutostart()).toBe(false)
      autostart.renewAutostart()
      expect(readFileSync(entry, 'utf8')).toBe(marked)
    },
  )

  it.each([
    [
      'of an AppImage that it runs from names that',
      path.dirname(process.execPath),
      '/home/me/Parley.AppImage',
    ],
    [
      'started by another AppImage names its own program',
      path.join(home, 'mount_Terminal'),
      process.execPath,
    ],
    ['whose folder begins alike is in none', process.execPath.slice(0, -1), process.execPath],
    ['without a folder is in none', undefined, process.execPath],
  ])('%s', (_, folder, program) => {
    vi.stubEnv('APPIMAGE', '/home/me/Parley.AppImage')
    vi.stubEnv('APPDIR', folder)
    autostart.setAutostart(true)
    vi.unstubAllEnvs()
    expect(readFileSync(entry, 'utf8')).toContain(`\nExec="${program}" "--hidden"\n`)
  })

  it('keeps nobody from Parley where its entry cannot be written anew', () => {
    const complain = vi.spyOn(console, 'error').mockReturnValue()
    // A link to what nobody can write, as some systems make of the whole folder.
    symlinkSync('/proc/version', entry)
    autostart.renewAutostart()
    expect(complain).toHaveBeenCalledOnce()
    complain.mockRestore()
  })
})
