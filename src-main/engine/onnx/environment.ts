import { ortLibrary, type Pointer } from './library'

/** Warnings of ONNX Runtime are about its own optimisations; only errors matter to a user. */
const logErrors = 3

let environment: Pointer | undefined

/** The one OrtEnv of the process: it owns logging and the registered devices, and lives as long as the process does. */
export function ortEnvironment(): Pointer {
  if (environment !== undefined) return environment
  const ort = ortLibrary()
  environment = ort.make('CreateEnv', logErrors, 'parley')
  // On Windows this is the only switch of it (noTelemetry.ts).
  ort.check(ort.call.DisableTelemetryEvents(environment), 'DisableTelemetryEvents')
  return environment
}
