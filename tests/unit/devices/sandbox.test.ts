import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sandboxObstacle } from '../../../src-main/doctor/sandboxObstacle'
import { sandboxFinding } from '../../../src-main/doctor/sandbox'
import { withoutSandboxSwitch } from '../../../src-main/engine/files/ownSandbox'
import { namespacesClosedBy } from '../../../src-main/engine/files/userNamespaces'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-sandbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

function unshare(script: string): string {
  const file = path.join(folder, 'unshare')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}
const settings = (value: string): Parameters<typeof namespacesClosedBy>[1] => {
  const file = path.join(folder, 'restrict')
  writeFileSync(file, `${value}\n`)
  return [
    [file, '1', 'AppArmor'],
    ['/nowhere', '0', 'kernel'],
  ]
}

describe.runIf(process.platform === 'linux')('user namespaces', () => {
  it('are open where one can be made, as the start of an AppImage makes it', () => {
    expect(namespacesClosedBy(unshare('[ "$*" = "-Ur true" ]'), settings('1'))).toBeUndefined()
  })

  it('are closed where none can be made, by whoever has set so', () => {
    expect(namespacesClosedBy(unshare('exit 1'), settings('1'))).toBe('AppArmor')
    expect(namespacesClosedBy(unshare('exit 1'), settings('0'))).toBe('system')
    expect(namespacesClosedBy(path.join(folder, 'nothing'))).toBe('no-unshare')
  })

  it('keep the desktop app of the sources from a computer that closes them', () => {
    const binary = path.join(folder, 'electron')
    expect(sandboxObstacle(binary, () => 'AppArmor')).toBe(
      'Electron has no sandbox here, because AppArmor keeps user namespaces from it.',
    )
    expect(sandboxObstacle(undefined, () => undefined)).toBeUndefined()
  })

  it.runIf(process.getuid?.() === 0)(
    'are not needed where a sandbox was set up that makes itself root',
    () => {
      const helper = path.join(folder, 'chrome-sandbox')
      writeFileSync(helper, '')
      chmodSync(helper, 0o4755)
      expect(sandboxObstacle(path.join(folder, 'electron'), () => 'AppArmor')).toBeUndefined()
      chmodSync(helper, 0o755)
      expect(sandboxObstacle(path.join(folder, 'electron'), () => 'AppArmor')).toBeDefined()
      rmSync(helper)
    },
  )
})

describe('the doctor says of the sandbox', () => {
  it.each([
    [{ isInstalled: true, isOff: true, closedBy: 'AppArmor' }, 'trouble', /run without it, because AppArmor/],
    [{ isInstalled: true, isOff: true, closedBy: undefined }, 'trouble', /^the windows run without it$/],
    // A deb has its own permission, whatever other programs have.
    [{ isInstalled: true, isOff: false, closedBy: 'AppArmor' }, 'ok', /around the windows/],
    [{ isInstalled: false, isOff: false, closedBy: undefined }, 'ok', /around the windows/],
    [{ isInstalled: false, isOff: false, closedBy: 'AppArmor' }, 'unknown', /an AppImage .* without it here/],
  ] as const)('%j: %s', (facts, state, found) => {
    const finding = sandboxFinding(facts)
    expect(finding).toMatchObject({ state, found: expect.stringMatching(found) as string })
    if (state !== 'ok') expect(finding.fix).toMatch(/^Install the deb package/)
  })
})

describe('the switch that an AppImage puts before all words', () => {
  it('is taken out there, and nowhere else', () => {
    expect(withoutSandboxSwitch(['parley', '--no-sandbox', 'talk', 'a.wav'])).toEqual([
      'parley',
      'talk',
      'a.wav',
    ])
    expect(withoutSandboxSwitch(['parley', 'talk', '--no-sandbox'])).toEqual([
      'parley',
      'talk',
      '--no-sandbox',
    ])
    expect(withoutSandboxSwitch(['parley'])).toEqual(['parley'])
  })
})
