import { app } from 'electron'
import { serviceName as engineName } from './spawnEngine'
import { serviceName as fetchName } from './spawnFetch'

/** What Chromium's processes do for the app; host and engine tell of themselves. */
type Part = 'page' | 'gpu' | 'fetch' | 'other'

/** The memory of all the app's processes but the host's and the engine's, in bytes that are in use, by what they do. */
export function processMemory(): [bytes: number, of: { readonly part: Part }][] {
  const bytes: Record<Part, number> = { page: 0, gpu: 0, fetch: 0, other: 0 }
  for (const { type, name, memory } of app.getAppMetrics())
    if (type !== 'Browser' && name !== engineName) bytes[partOf(type, name)] += 1024 * memory.workingSetSize
  return Object.entries(bytes).map(([part, sum]) => [sum, { part: part as Part }])
}

function partOf(type: Electron.ProcessMetric['type'], name: string | undefined): Part {
  if (type === 'Tab') return 'page'
  if (type === 'GPU') return 'gpu'
  return name === fetchName ? 'fetch' : 'other'
}
