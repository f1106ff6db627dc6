import {
  AppError,
  appErrorBody,
  modelCard,
  modelsPath,
  type AppErrorBody,
  type ModelsBridge,
} from '@contract'
import { words } from './words'

/** The models as the web host tells of them. */
export const webModels: ModelsBridge = {
  watch(receive) {
    const events = new EventSource(modelsPath)
    events.onmessage = ({ data }: MessageEvent<string>) => receive(modelCard.array().parse(JSON.parse(data)))
    return () => events.close()
  },
  async ask(request) {
    try {
      const response = await fetch(modelsPath, { method: 'POST', body: JSON.stringify(request) })
      return appErrorBody.nullable().parse(await response.json()) ?? undefined
    } catch {
      return hostGone()
    }
  },
}

function hostGone(): AppErrorBody {
  return new AppError('engine-lost', words.trouble.hostGone, { retryable: true }).toBody()
}
