import { settingEntry } from '@contract'
import type { HostSettings } from './hostSettings'

/** Several changes come one after the other; the engine is started anew once for them. */
const settledMs = 400

/** Has the engine start anew where a setting changes that it reads when it starts. Models are chosen elsewhere. @returns what ends that */
export function followSettings(settings: HostSettings, startAnew: () => void): () => void {
  let waiting: NodeJS.Timeout | undefined
  const unwatch = settings.watch((keys) => {
    const isOfEngine = [...keys].some(
      (key) => key !== 'listener' && key !== 'voiceModel' && settingEntry(key)?.acts === 'engine',
    )
    if (!isOfEngine) return
    clearTimeout(waiting)
    waiting = setTimeout(startAnew, settledMs)
  })
  return () => {
    clearTimeout(waiting)
    unwatch()
  }
}
