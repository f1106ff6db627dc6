import { app } from 'electron'
import path from 'node:path'
import { toAppError, type NoteEvent } from '@contract'
import { channels } from '../../src-preload/channels'
import { cudaShelf } from '../cuda/cudaShelf'
import { ModelShelf } from '../library/modelShelf'
import { hubToken } from '../models/hubToken'
import type { Places } from '../models/places'
import type { ContactLog } from '../privacy/contactLog'
import type { HostSettings } from '../settings/hostSettings'
import type { UsedDirectories } from '../settings/usedModels'
import { answerPage } from './pages'
import { SealedText } from './sealedText'
import { spawnFetch } from './spawnFetch'
import { systemProxy } from './systemProxy'
import { tellPages } from './tellPages'
import { useFolder } from './useFolder'

/** Lets windows see, fetch and choose models. @param use has the engine load others */
export function connectModels(
  use: (next: UsedDirectories) => void,
  places: Places,
  settings: HostSettings,
  used: UsedDirectories,
  builtMain: string,
  contacts: ContactLog,
  note: NoteEvent,
): ModelShelf {
  const token = new SealedText(path.join(app.getPath('userData'), 'hub-token'), 'HF_TOKEN')
  const shelf = new ModelShelf({
    ...{ places, settings, used, use, note, cuda: cudaShelf() },
    launch: () => spawnFetch(path.join(builtMain, 'fetch.js')),
    token: () => token.read(),
    proxy: () => systemProxy(process.env.HF_ENDPOINT ?? 'https://huggingface.co'),
    onContact: (contact) => contacts.note(contact),
  })
  tellPages(channels.watchModels, channels.models, (receive) => shelf.watch(receive))
  answerPage(channels.askModels, (request) => shelf.ask(request))
  answerPage(channels.useFolder, () => useFolder(shelf))
  answerPage(channels.isTokenSafe, () => token.isSafe)
  answerPage(channels.isTokenKept, () => token.isKept)
  answerPage(channels.keepToken, (text) => {
    try {
      return token.keep(hubToken(text))
    } catch (thrown) {
      return toAppError(thrown).toBody()
    }
  })
  return shelf
}
