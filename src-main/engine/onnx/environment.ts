import { ortLibrary, type Pointer } from './library'

/** Warnings of ONNX Runtime are about its own optimisations; only errors matter to a user. */
const logErrors = 3

let environment: Pointer | undefined

/** The one OrtEnv of the process: it owns logging and the registered devices, and lives as long as the process does. */
export function ortEnvironment(): Pointer {
  environment ??= ortLibrary().make('CreateEnv', logErrors, 'parley')
  return environment
}
