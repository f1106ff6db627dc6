import {
  type Notice,
  settingEntries,
  settingEntry,
  settingOf,
  settingsWith,
  type SettingFault,
  type SettingKey,
  type SettingOrigin,
  type Settings,
  type SettingsBridge,
  type SettingsRequest,
  type SettingValue,
  type ToldSettings,
} from '@contract'

type Changed = ReadonlySet<SettingKey>
/** What is chosen, by its setting; undefined: as is usual, or as the file says. */
type SettingChanges = { readonly [Key in SettingKey]?: SettingValue<Key> | undefined }

/** The settings of all windows, as this one knows them: what the host told last, and over it what was chosen here since. */
export interface WindowSettings {
  readonly values: Settings
  of<Key extends SettingKey>(key: Key): SettingValue<Key>
  originOf(key: SettingKey): SettingOrigin
  /** Holds here at once, and for all windows when the host has it. Undefined: as is usual, or as the file says. */
  readonly choose: <Key extends SettingKey>(key: Key, value: SettingValue<Key> | undefined) => void
  /** As `choose`, of several that go together: nobody has one of them without the others. */
  readonly chooseAll: (changes: SettingChanges) => void
  /** Calls when settings have another value, or come from elsewhere, with the names of those that have another value. */
  readonly watch: (changed: (keys: Changed) => void) => () => void
  /** Why the last choice could not be made; undefined: it was. */
  readonly trouble: Notice | undefined
  /** What is wrong with what is said of them outside of Parley, in their file or in the environment. */
  readonly faults: readonly SettingFault[]
  /** The key of the server; absent: there is no safe place for one. */
  readonly serverKey: SettingsBridge['serverKey']
  /** Has the host do more than a change. */
  ask(request: SettingsRequest): ReturnType<SettingsBridge['ask']>
}

/** What of them a window's own logic goes by. */
export type SettingsOfApp = Pick<WindowSettings, 'values' | 'of' | 'choose' | 'watch'>

/** @param first with which the window begins; absent: all are as usual until the host has told of them */
export function windowSettings(bridge: SettingsBridge, first?: ToldSettings): WindowSettings {
  let known: ToldSettings = first ?? { version: 0, said: {}, faults: [] }
  /** What was chosen here, and the host does not have yet. */
  const pending = new Map<SettingKey, unknown>()
  /** Those of them that the host was not there to hear. */
  const unheard = new Set<SettingKey>()
  const watchers = new Set<(keys: Changed) => void>()
  let trouble: Notice | undefined
  let values = resolved()

  function resolved(): Settings {
    const said = new Map<SettingKey, unknown>()
    for (const [key, { value }] of Object.entries(known.said))
      if (settingEntry(key) !== undefined) said.set(key as SettingKey, value)
    for (const [key, value] of pending)
      if (value === undefined) said.delete(key)
      else said.set(key, value)
    return settingsWith(said)
  }

  const show = (): void => {
    const before = values
    values = resolved()
    const isChanged = (key: SettingKey): boolean =>
      JSON.stringify(settingOf(before, key)) !== JSON.stringify(settingOf(values, key))
    const keys = new Set(settingEntries.map(({ key }) => key).filter(isChanged))
    for (const watcher of watchers) watcher(keys)
  }

  const take = (next: ToldSettings): void => {
    if (next.version >= known.version) known = next
  }

  const send = async (changes: ReadonlyMap<SettingKey, unknown>): Promise<void> => {
    for (const key of changes.keys()) unheard.delete(key)
    const sent = [...changes].map(([key, value]) => [key, value ?? null])
    const answer = await bridge.ask({
      type: 'change',
      changes: Object.fromEntries(sent) as Record<string, unknown>,
    })
    trouble = answer.error?.notice
    if ('told' in answer) take(answer.told)
    for (const [key, value] of changes)
      if (!('told' in answer)) {
        if (pending.has(key)) unheard.add(key)
      }
      // Another choice may have come after it.
      else if (pending.get(key) === value) pending.delete(key)
    show()
  }

  const choose = (changes: ReadonlyMap<SettingKey, unknown>): void => {
    for (const [key, value] of changes) pending.set(key, value)
    show()
    void send(changes)
  }

  bridge.watch((next) => {
    take(next)
    show()
    // The host is there again.
    if (unheard.size > 0) void send(new Map([...unheard].map((key) => [key, pending.get(key)])))
  })

  return {
    get values() {
      return values
    },
    of: (key) => settingOf(values, key),
    originOf(key) {
      if (pending.has(key)) return { source: pending.get(key) === undefined ? 'usual' : 'chosen' }
      return known.said[key] ?? { source: 'usual' }
    },
    choose: (key, value) => choose(new Map([[key, value]])),
    chooseAll: (changes) => choose(new Map(Object.entries(changes) as [SettingKey, unknown][])),
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
    get faults() {
      return known.faults
    },
    get trouble() {
      return trouble
    },
    serverKey: bridge.serverKey,
    async ask(request) {
      const answer = await bridge.ask(request)
      if ('told' in answer) {
        take(answer.told)
        show()
      }
      return answer
    },
  }
}
