const delaysMs = [0, 500, 2000, 4000] as const

/** How long to wait before an engine that went away is started again; undefined: no more, until somebody asks for it. */
export function restartDelayMs(crashesInARow: number): number | undefined {
  return delaysMs[crashesInARow - 1]
}
