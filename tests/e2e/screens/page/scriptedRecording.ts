import { createStore } from 'zustand/vanilla'
import type { RecordingState, WindowRecording } from '../../../../src-renderer/recording/windowRecording'

/** The recording of a window that is recorded until that is stopped. */
export function scriptedRecording(): WindowRecording {
  const store = createStore<RecordingState>(() => ({ state: 'on' }))
  return {
    store,
    stop: () => {
      store.setState({ state: 'over', why: 'stopped', file: '/recordings/1.jsonl' }, true)
      return Promise.resolve()
    },
    seen: () => store.setState({ state: 'seen' }, true),
  }
}
