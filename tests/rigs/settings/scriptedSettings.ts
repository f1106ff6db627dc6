import type { SettingsBridge, SettingsRequest, ToldSettings } from '../../../src-preload/contract'

export interface ScriptedSettings extends SettingsBridge {
  /** What somebody says, by name. */
  readonly said: ReadonlyMap<string, unknown>
  /** What a window is told. */
  readonly told: ToldSettings
  /** Changes made by another window; undefined: it is said no more. */
  change(changes: Readonly<Record<string, unknown>>): void
}

/** A host of settings in memory. @param asked is called with what a window wants of it */
export function scriptedSettings(
  first: Readonly<Record<string, unknown>> = {},
  asked: (request: SettingsRequest) => void = () => undefined,
): ScriptedSettings {
  const said = new Map(Object.entries(first))
  const watchers = new Set<(told: ToldSettings) => void>()
  let version = 1
  const told = (): ToldSettings => ({
    version,
    said: Object.fromEntries([...said].map(([key, value]) => [key, { value, source: 'file' as const }])),
    faults: [],
  })
  const change = (changes: Readonly<Record<string, unknown>>): void => {
    version++
    for (const [key, value] of Object.entries(changes))
      if (value === undefined || value === null) said.delete(key)
      else said.set(key, value)
    for (const watcher of watchers) watcher(told())
  }
  return {
    said,
    get told() {
      return told()
    },
    change,
    watch(receive) {
      watchers.add(receive)
      return () => watchers.delete(receive)
    },
    ask(request) {
      asked(request)
      if (request.type === 'change') change(request.changes)
      if (request.type === 'reset')
        change(Object.fromEntries([...said.keys()].map((key) => [key, undefined])))
      const { type } = request
      const fault = { line: 1, key: 'nonsense', why: { kind: 'setting-unknown' } } as const
      return Promise.resolve({
        told: told(),
        ...(type === 'export' && { text: 'speed: 1\n' }),
        ...(type === 'server-models' && { models: ['voxtral-small', 'voxtral-mini'] }),
        ...(type === 'import' && { faults: [{ where: request.name, ...fault }] }),
      })
    },
  }
}
