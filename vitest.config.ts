import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: { '@contract': fileURLToPath(new URL('src-preload/contract/index.ts', import.meta.url)) },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/loopback/nothingLeft.ts'],
    setupFiles: ['tests/loopback/loopbackOnly.mjs'],
    // Native runs and two cores: files run in two processes, and a test that hangs fails within a minute.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
