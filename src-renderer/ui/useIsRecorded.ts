import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RecordingState } from '../recording/windowRecording'
import { useParts } from './appContext'

/** Of a window that is not recorded. */
const never = createStore<RecordingState>(() => ({ state: 'seen' }))

/** Whether all of this window is being written down for a bug report, a private conversation too. */
export function useIsRecorded(): boolean {
  return useStore(useParts().recording?.store ?? never, ({ state }) => state === 'on')
}
