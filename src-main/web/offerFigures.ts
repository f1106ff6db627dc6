import { notedTrouble, toAppError, type NoteEvent } from '@contract'
import type { Figures } from '../log/figures'
import type { HostSettings } from '../settings/hostSettings'
import { terminal } from '../terminalWords'
import { serveFigures, type FiguresHost } from './serveFigures'

/**
 * Serves the figures at the port that the settings name, and no more when they name none. Where that port cannot be had, nothing
 * else suffers.
 * @returns what ends that
 */
export function offerFigures(figures: Figures, settings: HostSettings, note: NoteEvent): () => Promise<void> {
  let host: FiguresHost | undefined
  let isOver = false
  const open = async (): Promise<void> => {
    await host?.close()
    host = undefined
    const { metricsPort } = settings.values
    if (metricsPort === 0 || isOver) return
    try {
      host = await serveFigures(figures, metricsPort)
      note({ event: 'figures-served', port: host.port })
    } catch (thrown) {
      const error = toAppError(thrown)
      note({ event: 'trouble', ...notedTrouble(error) })
      console.error(`parley: ${terminal().inWords(error.notice)}`)
    }
  }
  // One after the other.
  let last = open()
  const unwatch = settings.watch((keys) => {
    if (keys.has('metricsPort')) last = last.then(open)
  })
  return async () => {
    isOver = true
    unwatch()
    await last.then(open)
  }
}
