import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, type ModelKind } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { wholeBundledModel } from './bundledModels'
import { catalogue } from './catalogue'
import { isComplete, modelFolder, readModelRecord } from './modelRecord'
import { readOwnDirectories } from './ownDirectories'
import { userPlaces, type Places } from './places'

/**
 * The directory of a model that a user names: by the ID under which it was fetched, imported or came with the app, as `OWNER/NAME`, or as a
 * directory.
 * @throws model-missing, with the command that fetches it where that is known
 */
export async function findModel(
  name: string,
  kind: ModelKind,
  places: Places = userPlaces(),
): Promise<string> {
  const own = readOwnDirectories(places).find(({ id }) => id === name)
  if (own) return requireKind(name, kind, own.kind, own.directory)
  const folder = modelFolder(places.modelsDir, name)
  const record = folder && readModelRecord(folder)
  if (folder && record && (await isComplete(folder, record)))
    return requireKind(name, kind, record.kind, folder)
  const bundled = await wholeBundledModel(places, name)
  if (bundled) return requireKind(name, kind, bundled.record.kind, bundled.folder)
  if (await isDirectory(name)) return path.resolve(name)
  if (path.isAbsolute(name) || name.startsWith('.'))
    throw new AppError('model-missing', { kind: 'no-model-folder', directory: name })
  const entry = catalogue.find((each) => each.id === name)
  if (record === undefined && entry === undefined)
    throw new AppError('model-missing', { kind: 'no-model', name, command: ownCommand('models', 'list') })
  throw new AppError('model-missing', {
    kind: 'model-not-fetched',
    name,
    command: ownCommand('models', `pull ${name}`),
  })
}

function requireKind(name: string, wanted: ModelKind, is: ModelKind, directory: string): string {
  if (wanted === is) return directory
  throw new AppError('usage', { kind: 'model-other-kind', name, wanted, is })
}

function isDirectory(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
