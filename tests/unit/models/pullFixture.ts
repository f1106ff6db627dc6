import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openHub, type Hub, type HubLimits } from '../../../src-main/models/hub'
import type { Places } from '../../../src-main/models/places'

/** Small enough that no test waits for long. */
export const quickLimits: HubLimits = {
  tries: 4,
  firstWaitMs: 2,
  longestWaitMs: 1500,
  connectMs: 1000,
  stallMs: 250,
}

export function hubAt(endpoint: string, env: Record<string, string> = {}): Hub {
  return openHub({ env: { HF_ENDPOINT: endpoint, ...env }, limits: quickLimits })
}

/** Empty places in a folder of their own, and what removes it. */
export function scratchPlaces(): Places & { readonly root: string; remove(): void } {
  const root = mkdtempSync(path.join(os.tmpdir(), 'parley-models-'))
  return {
    root,
    modelsDir: path.join(root, 'models'),
    hubCacheDir: path.join(root, 'hub'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
