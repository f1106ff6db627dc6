import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { defaultHubLimits, openHub, type Hub, type HubLimits } from '../../../src-main/models/hub'
import type { Places } from '../../../src-main/models/places'

/** Waits between tries that no test notices. A line counts as dead as late as ever: a busy machine may be silent too. */
export const quickLimits: HubLimits = {
  ...defaultHubLimits,
  tries: 4,
  firstWaitMs: 2,
  longestWaitMs: 1500,
}

/** @param limits what is not as `quickLimits` has it */
export function hubAt(
  endpoint: string,
  env: Record<string, string> = {},
  limits: Partial<HubLimits> = {},
): Hub {
  return openHub({ env: { HF_ENDPOINT: endpoint, ...env }, limits: { ...quickLimits, ...limits } })
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
