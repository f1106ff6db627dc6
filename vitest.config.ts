import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { testLimitMs } from './tests/patience.ts'

/** Parts that keep nothing and replace no module: a process takes their files one behind the other, and loads once what they share. */
const together = ['tests/unit/*.test.ts', 'tests/unit/renderer/*.test.ts']

const common = {
  resolve: {
    alias: { '@contract': fileURLToPath(new URL('src-preload/contract/index.ts', import.meta.url)) },
  },
  test: {
    // Tests load ONNX Runtime beside Parley, whose own processes turn it off themselves (src-main/engine/onnx/noTelemetry.ts).
    env: { ORT_DISABLE_TELEMETRY: '1' },
    setupFiles: ['tests/loopback/loopbackOnly.mjs'],
    pool: 'forks' as const,
    testTimeout: testLimitMs,
    hookTimeout: testLimitMs,
  },
}

export default defineConfig({
  test: {
    globalSetup: ['tests/loopback/nothingLeft.ts'],
    // Native runs and two cores.
    maxWorkers: 2,
    projects: [
      {
        ...common,
        test: {
          ...common.test,
          name: 'apart',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...together],
        },
      },
      { ...common, test: { ...common.test, name: 'together', include: together, isolate: false } },
    ],
  },
})
