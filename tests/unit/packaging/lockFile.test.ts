import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly integrity?: string
  readonly resolved?: string
}

describe.each(['package-lock.json', 'packaging/package-lock.json'])('%s', (file) => {
  const { packages } = JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>
  }

  /** Whether a package finds another one: in its own folder, or in that of a package around it. */
  function isFound(name: string, from: string): boolean {
    const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`
    if (place in packages) return true
    return from !== '' && isFound(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
  }

  it('has every package that another needs on any system, as npm ci wants it', () => {
    const missing = Object.entries(packages).flatMap(([from, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies })
        .filter((name) => !isFound(name, from))
        .map((name) => `${name} of ${from}`),
    )
    expect(missing).toEqual([])
  })

  it('says of each what it is, and not where it came from', () => {
    for (const [from, entry] of Object.entries(packages)) {
      if (from === '') continue
      expect(entry.integrity, from).toMatch(/^sha512-/)
      expect(entry.resolved, from).toBe(undefined)
    }
  })
})
