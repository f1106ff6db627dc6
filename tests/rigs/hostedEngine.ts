import {
  noticeInEnglish,
  config as configSchema,
  type AskMessage,
  type EngineMessage,
  type Port,
} from '../../src-preload/contract'
import { hostEngine, type AppLine, type LoadEngine } from '../../src-main/engine/hostEngine'

type Receive = Parameters<AppLine['onMessage']>[0]

/** What an engine process does, in this process. Resolves when it has started, with what serves a window. */
export function hostedEngine(load: LoadEngine): Promise<(port: Port<EngineMessage, AskMessage>) => void> {
  return new Promise((resolve, reject) => {
    let tell!: Receive
    let connection = 0
    hostEngine(
      {
        onMessage: (receive) => void (tell = receive),
        send(message) {
          if (message.kind === 'started')
            resolve((port) => tell({ kind: 'open', connection: ++connection }, port))
          else if (message.kind === 'failed') reject(new Error(noticeInEnglish(message.error.notice)))
        },
      },
      load,
    )
    tell({ kind: 'start', config: configSchema.parse({}) })
  })
}
