import {
  AppError,
  appErrorBody,
  modelCard,
  modelsPath,
  modelsProtocol,
  passHeader,
  type AppErrorBody,
  type ModelsBridge,
} from '@contract'
import { hostPass, openHostSocket } from './hostSocket'
import { words } from './words'

/** A line that was lost is tried again after so long. */
const retryMs = 2000

/** The models as the web host tells of them. */
export const webModels: ModelsBridge = {
  watch(receive) {
    let socket: WebSocket
    let retry: ReturnType<typeof setTimeout>
    const open = (): void => {
      socket = openHostSocket(modelsPath, modelsProtocol)
      socket.onmessage = ({ data }: MessageEvent<string>) =>
        receive(modelCard.array().parse(JSON.parse(data)))
      socket.onclose = () => (retry = setTimeout(open, retryMs))
    }
    open()
    return () => {
      clearTimeout(retry)
      socket.onclose = null
      socket.close()
    }
  },
  async ask(request) {
    try {
      const response = await fetch(modelsPath, {
        method: 'POST',
        headers: { [passHeader]: hostPass() },
        body: JSON.stringify(request),
      })
      return appErrorBody.nullable().parse(await response.json()) ?? undefined
    } catch {
      return hostGone()
    }
  },
}

function hostGone(): AppErrorBody {
  return new AppError('engine-lost', words.trouble.hostGone, { retryable: true }).toBody()
}
