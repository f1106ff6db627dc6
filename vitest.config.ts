import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { testLimitMs } from './tests/patience.ts'
import { SpreadSound } from './tests/spreadSound.ts'

/** Tests that may share a process, by their text. */
const plain = ['unit', 'engine', 'rigs', 'e2e/screens', 'e2e/web'].flatMap((folder) => {
  const names = readdirSync(path.join(import.meta.dirname, 'tests', folder), {
    recursive: true,
    encoding: 'utf8',
  })
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/${folder}/${name.replaceAll('\\', '/')}`)
    .map((file) => ({ file, text: readFileSync(path.join(import.meta.dirname, file), 'utf8') }))
})
/**
 * Files that put nothing in a module's place, nor run commands in their process: one takes them one behind the other, and
 * loads once what they share, be it a browser.
 */
const together = plain
  .filter(({ text }) => !/\bvi\.(mock|doMock|resetModules)\(|\brunHere\(/.test(text))
  .map(({ file }) => file)
/** Files with properties that `npm test` tries less often. */
const properties = plain.filter(({ text }) => /\bruns\(/.test(text)).map(({ file }) => file)

const common = {
  resolve: {
    alias: { '@contract': fileURLToPath(new URL('src-preload/contract/index.ts', import.meta.url)) },
  },
  test: {
    setupFiles: ['tests/loopback/loopbackOnly.mjs', 'tests/sameEverywhere.ts'],
    // Commands speak as their user's system does.
    env: { LC_ALL: 'C' },
    pool: 'forks' as const,
    testTimeout: testLimitMs,
    hookTimeout: testLimitMs,
    // Processes, sound in real time, a browser: what a busy machine spoilt is tried twice more, and told.
    retry: 2,
  },
}

const apart = {
  ...common,
  test: {
    ...common.test,
    name: 'apart',
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...together, 'tests/long/**', 'tests/e2e/app/**'],
  },
}
/** The whole app in a real browser, with sound in real time. */
const inBrowser = { ...common, test: { ...common.test, name: 'app', include: ['tests/e2e/app/*.test.ts'] } }
const shared = { ...common, test: { ...common.test, name: 'together', include: together, isolate: false } }
/** What takes minutes, for `npm run test:long`. */
const long = {
  ...common,
  test: {
    ...common.test,
    name: 'long',
    include: ['tests/long/*.test.ts', ...properties],
    env: { ...common.test.env, PARLEY_ALL_RUNS: '1' },
    testTimeout: 10 * testLimitMs,
  },
}

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ['tests/loopback/nothingLeft.ts', 'tests/nobodysOwn.ts'],
    // One more than two cores: tests of sound wait for the clock most of the time.
    maxWorkers: 3,
    sequence: { sequencer: SpreadSound },
    projects: mode === 'long' ? [long] : [inBrowser, apart, shared],
  },
}))
