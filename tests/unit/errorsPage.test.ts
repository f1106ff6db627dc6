import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes, type ErrorCode } from '@contract'
import { errorCauses } from '../../src-main/doctor/errorCauses'
import { errorsPage } from '../../src-main/doctor/errorsPage'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'

/** `new AppError('code', { kind: 'notice'`, and the same where the kind is one of two. */
const told =
  /new AppError\(\s*'([a-z-]+)',\s*(?:\w+ \? )?\{\s*kind:\s*(?:[\w. ]+\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g

const toldInSources = ['src-main', 'src-renderer', 'src-preload'].flatMap((folder) =>
  readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(path.join(projectRoot, folder, name), 'utf8')
      return [...text.matchAll(told)].flatMap(([, code, ...kinds]) =>
        kinds.filter(Boolean).map((kind) => `${code}: ${kind}`),
      )
    }),
)

describe('the page of all errors', () => {
  it('says what the catalogue says; npm run errors:page writes it', () => {
    const page = readFileSync(path.join(projectRoot, 'docs/errors.md'), 'utf8').replaceAll('\r\n', '\n')
    expect(page).toBe(errorsPage())
  })

  it('has for each code a cause, a recovery and a sentence, whole as a user reads it', () => {
    for (const code of errorCodes) {
      const { cause, recovery, told: kinds } = errorCauses[code]
      expect(
        [cause, recovery].every((text) => /^[A-Z].*\.$/.test(text)),
        code,
      ).toBe(true)
      expect(kinds.length, code).toBeGreaterThan(0)
    }
    expect(errorsPage()).not.toMatch(/undefined|\[object/)
  })

  it('has each sentence under the code that tells it in the sources', () => {
    const listed = new Set(
      errorCodes.flatMap((code: ErrorCode) => errorCauses[code].told.map((kind) => `${code}: ${kind}`)),
    )
    expect(toldInSources.length).toBeGreaterThan(100)
    expect(new Set(toldInSources.filter((each) => !listed.has(each)))).toEqual(new Set())
  })
})
