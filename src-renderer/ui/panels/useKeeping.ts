import type { KeepingMode, KeepingSettings } from '@contract'
import { useSyncExternalStore } from 'react'
import { useParts } from '../appContext'
import { useSetting } from '../useSetting'

export interface KeepingState {
  readonly keeping: KeepingSettings
  /** Somebody has chosen that. */
  readonly isChosen: boolean
  /** A way of keeping begins without what was chosen for another one. */
  readonly chooseMode: (mode: KeepingMode) => void
  readonly chooseAudio: (audio: boolean) => void
  /** @param days undefined: always */
  readonly chooseDays: (days: number | undefined) => void
}

/** How the user has conversations kept, in whichever window that was chosen. */
export function useKeeping(): KeepingState {
  const { settings } = useParts()
  const [mode, audio, days] = [
    useSetting('keeping.mode'),
    useSetting('keeping.audio'),
    useSetting('keeping.days'),
  ]
  const isChosen = useSyncExternalStore(
    settings.watch,
    () => settings.originOf('keeping.mode').source !== 'usual',
  )
  return {
    keeping: { mode, audio, ...(days !== undefined && { days }) },
    isChosen,
    chooseMode: (next) =>
      settings.chooseAll({ 'keeping.mode': next, 'keeping.audio': undefined, 'keeping.days': undefined }),
    chooseAudio: (next) => settings.choose('keeping.audio', next),
    chooseDays: (next) => settings.choose('keeping.days', next),
  }
}
