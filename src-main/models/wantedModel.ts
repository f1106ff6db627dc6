import { AppError, type ModelKind } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { catalogue } from './catalogue'
import type { HubRecord } from './hubRecord'
import { graphsOf, kindOf, selectFiles, usualDtypes } from './layout'
import { modelId, type ModelRecord } from './modelRecord'

/** A model that can be fetched: one of the catalogue, or any repository of a layout that Parley reads. */
export interface WantedModel {
  /** Also the name of its folder. */
  readonly id: string
  readonly repository: string
  /** What to note of it, with the files that it needs. @throws model-invalid */
  readonly record: (hub: HubRecord) => ModelRecord
}

/**
 * Reads what a user wants to fetch: a catalogue's ID, `OWNER/NAME`, or `OWNER/NAME:DTYPE`.
 * @throws model-missing when it is neither
 */
export function wantedModel(name: string): WantedModel {
  const entry = catalogue.find(({ id }) => id === name)
  if (entry) {
    const { id, repository, variant, kind, licence, graphs, files } = entry
    const note = { id, name: entry.name, variant, kind, licence, repository }
    return {
      id,
      repository,
      record: (hub) => ({
        ...note,
        revision: hub.revision,
        files: filesOf(hub, selectFiles({ kind, graphs, files }, pathsOf(hub), repository)),
      }),
    }
  }
  const spec = /^([\w-][\w.-]*\/[\w-][\w.-]*)(?::([a-z0-9]+))?$/.exec(name)
  if (spec === null) {
    throw new AppError('model-missing', { kind: 'no-model', name, command: ownCommand('models', 'list') })
  }
  const [, repository, dtype] = spec
  const id = modelId(name)
  return { id, repository, record: (hub) => recordOfRepository(hub, id, dtype) }
}

function recordOfRepository(hub: HubRecord, id: string, dtype: string | undefined): ModelRecord {
  const { repository, revision } = hub
  const kind: ModelKind = kindOf(pathsOf(hub)) ?? 'listener'
  const graphs = graphsOf(kind, dtype === undefined ? usualDtypes : [dtype])
  return {
    id,
    name: repository.slice(repository.indexOf('/') + 1),
    variant: dtype ?? '',
    kind,
    repository,
    revision,
    files: filesOf(hub, selectFiles({ kind, graphs }, pathsOf(hub), repository)),
  }
}

function pathsOf(hub: HubRecord): string[] {
  return hub.files.map((file) => file.path)
}

function filesOf(hub: HubRecord, paths: readonly string[]): ModelRecord['files'] {
  return paths.map((each) => hub.files.find((file) => file.path === each)!)
}
