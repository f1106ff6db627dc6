import { recordingAnswer, recordingsPath, type RecordingsBridge } from '@contract'
import { askHost } from './hostLine'

/** Recordings as the web host keeps them. */
export const webRecordings: RecordingsBridge = {
  append: async (part) => recordingAnswer.parse(await askHost(recordingsPath, part)),
}
