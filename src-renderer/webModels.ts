import { appErrorBody, modelCard, modelsPath, modelsProtocol, type ModelsBridge } from '@contract'
import { askHost, hostGone, watchHost } from './hostLine'

/** The models as the web host tells of them. */
export const webModels: ModelsBridge = {
  watch: (receive) => watchHost(modelsPath, modelsProtocol, (told) => receive(modelCard.array().parse(told))),
  async ask(request) {
    try {
      return appErrorBody.nullable().parse(await askHost(modelsPath, request)) ?? undefined
    } catch {
      return hostGone()
    }
  },
}
