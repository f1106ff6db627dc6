/** The engine's process as it is, which also tells when each frame of the microphone reached it. */
import { sharedClock } from '../../../src-preload/contract'
import { appLine } from '../../../src-main/engine/appLine'
import { hostEngine } from '../../../src-main/engine/hostEngine'
import { loadEngine } from '../../../src-main/engine/loadEngine'
import { frameMark, type FrameStamp } from './soundCard'

const line = appLine()
hostEngine(
  {
    send: (message) => line.send(message),
    onMessage: (receive) =>
      line.onMessage((message, port) => {
        const at = sharedClock()
        receive(message, port)
        if (message.kind !== 'message') return
        const asked = message.message
        if (asked.type === 'utterance-start') tell({ kind: 'begin', at, turn: asked.turn })
        if (asked.type === 'audio') tell({ kind: 'frame', at, mark: frameMark(asked.samples) })
        if (asked.type === 'utterance-end') tell({ kind: 'end', at, turn: asked.turn })
      }),
  },
  loadEngine,
)

function tell(stamp: FrameStamp): void {
  process.send?.(stamp)
}
