import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appFiles, loadableFile, ownFiles } from '../../../src-main/engine/files/shippedFiles'

describe('the app finds its own files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const rootAt = (...parts: string[]): string => {
    const root = path.join(folder, ...parts)
    mkdirSync(path.join(root, 'out/main/chunks'), { recursive: true })
    writeFileSync(path.join(root, 'package.json'), '{}')
    return root
  }

  it('below one folder when it runs from the sources or from what is built of them', () => {
    const root = rootAt('sources')
    for (const from of ['out/main', 'out/main/chunks', 'src-main/engine/files']) {
      const files = appFiles(path.join(root, from))
      expect(files).toMatchObject({ root, isInstalled: false })
      expect(files.shipped('models/nano')).toBe(path.join(root, 'models/nano'))
    }
    expect(ownFiles.isInstalled).toBe(false)
  })

  it('beside its archive when it is installed, also where the way there has spaces and dots', () => {
    const resources = path.join('Parley app.asar.d', 'resources')
    const root = rootAt(resources, 'app.asar')
    const files = appFiles(path.join(root, 'out/main/chunks'))
    expect(files).toMatchObject({ root, isInstalled: true })
    expect(files.shipped('models/nano')).toBe(path.join(folder, resources, 'models/nano'))
  })

  it('and lets the system load libraries from beside the archive alone', () => {
    expect(loadableFile('/opt/Parley/resources/app.asar/node_modules/a/b.so')).toBe(
      '/opt/Parley/resources/app.asar.unpacked/node_modules/a/b.so',
    )
    expect(loadableFile('C:\\Parley\\resources\\app.asar\\a.dll')).toBe(
      'C:\\Parley\\resources\\app.asar.unpacked\\a.dll',
    )
    for (const file of [
      '/src/parley/node_modules/a/b.so',
      '/home/app.asar.unpacked/b.so',
      '/my-app.asar/b.so',
    ])
      expect(loadableFile(file)).toBe(file)
  })
})
