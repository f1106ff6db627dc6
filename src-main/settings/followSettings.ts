import { keepingOf, settingEntry, type Keeping } from '@contract'
import type { HostSettings } from './hostSettings'

/** Several changes come one after the other; the engine is started anew once for them. */
const settledMs = 400

/** What an engine does when settings change. */
export interface EngineWithSettings {
  startAnew(): void
  keep(keeping: Keeping): void
}

/**
 * Tells the engine how conversations are kept, and has it start anew where a setting changes that it reads when it starts. Models
 * are chosen elsewhere.
 * @returns what ends that
 */
export function followSettings(settings: HostSettings, engine: EngineWithSettings): () => void {
  let waiting: NodeJS.Timeout | undefined
  const unwatch = settings.watch((keys) => {
    const changed = [...keys]
    if (changed.some((key) => key.startsWith('keeping.'))) engine.keep(keepingOf(settings.values.keeping))
    const isOfEngine = changed.some(
      (key) => key !== 'listener' && key !== 'voiceModel' && settingEntry(key)?.acts === 'engine',
    )
    if (!isOfEngine) return
    clearTimeout(waiting)
    waiting = setTimeout(() => engine.startAnew(), settledMs)
  })
  return () => {
    clearTimeout(waiting)
    unwatch()
  }
}
