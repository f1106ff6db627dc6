import { existsSync } from 'node:fs'
import { parse } from 'yaml'
import {
  AppError,
  checkSetting,
  settingEntries,
  settingEntry,
  settingsWith,
  toAppError,
  type SettingFault,
  type SettingKey,
  type SettingOrigin,
  type Settings,
  type ToldSettings,
} from '@contract'
import { variable, type Environment } from '../engine/files/dataDir'
import { readSmallFile } from '../engine/files/readSmallFile'
import { replaceFile } from '../engine/files/replaceFile'
import { readSettingsText, type SaidSettings } from './readSettingsText'
import { readSettingWord } from './readSettingWord'
import { writeSettingsText } from './writeSettingsText'

export interface SettingsOrigins {
  /** The file of settings, which need not be there. */
  readonly file: string
  readonly env: Environment
  /** What the command line says, as the schema has it. */
  readonly options?: ReadonlyMap<SettingKey, unknown>
}

/** Changes of settings, by their names; undefined: it is not chosen any more. */
export type SettingChanges = ReadonlyMap<SettingKey, unknown>

/**
 * The settings of this computer's user, for all windows, the engine and the commands. What is usual gives way to the file, that
 * to the environment, that to the command line, and all of them to what is chosen in the app. A choice is written to the file:
 * it holds from then on, and when Parley starts again the environment and the command line, if they still say otherwise, go
 * before it.
 */
export class HostSettings {
  readonly #origins: SettingsOrigins
  readonly #watchers = new Set<(changed: ReadonlySet<SettingKey>) => void>()
  /** What was chosen since the start. */
  readonly #chosen = new Map<SettingKey, unknown>()
  readonly #environment = new Map<SettingKey, unknown>()
  readonly #environmentFaults: SettingFault[] = []
  readonly #formerFaults: SettingFault[] = []
  #filed: SaidSettings
  #unwritten: SettingFault | undefined
  #values: Settings
  /** So that no other run of this host ever told a newer one before. */
  #version = Date.now()
  #isClosed = false

  constructor(origins: SettingsOrigins) {
    this.#origins = origins
    this.#readEnvironment()
    this.#filed = readFile(origins.file)
    this.#values = settingsWith(this.#said())
  }

  get values(): Settings {
    return this.#values
  }

  /** The file in which choices are kept. */
  get file(): string {
    return this.#origins.file
  }

  /** What is wrong with what was said, as it is now. */
  get faults(): readonly SettingFault[] {
    const unwritten = this.#unwritten === undefined ? [] : [this.#unwritten]
    return [...this.#filed.faults, ...this.#environmentFaults, ...this.#formerFaults, ...unwritten]
  }

  /** All of it, as windows are told. */
  get told(): ToldSettings {
    const isTold = ([key]: readonly [SettingKey, unknown]): boolean => !settingEntry(key)?.isSecret
    const said = [...this.#said()]
      .filter(isTold)
      .map(([key, value]) => [key, { value, ...this.originOf(key) }] as const)
    return { version: this.#version, said: Object.fromEntries(said), faults: [...this.faults] }
  }

  originOf(key: SettingKey): SettingOrigin {
    const { option, variable: name } = settingEntry(key)!
    if (this.#chosen.has(key)) return { source: 'chosen' }
    if (this.#origins.options?.has(key)) return { source: 'option', name: `--${option}` }
    if (this.#environment.has(key)) return { source: 'environment', name }
    return { source: this.#filed.said.has(key) ? 'file' : 'usual' }
  }

  /** Calls after each change with the names of the settings that have another value than before. Returns what ends that. */
  watch(changed: (keys: ReadonlySet<SettingKey>) => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  /**
   * Chooses otherwise. Where the file cannot be written the choice holds until Parley ends, and a fault says so.
   * @throws config-invalid, where one of them is no value of its setting; then none is chosen
   */
  change(changes: SettingChanges): void {
    const checked = new Map<SettingKey, unknown>()
    for (const [key, value] of changes) {
      const found = value === undefined ? { value } : checkSetting(key, value)
      if ('why' in found)
        throw new AppError('config-invalid', { kind: 'setting-wrong', name: key, why: found.why })
      checked.set(key, found.value)
    }
    for (const [key, value] of checked) {
      if (value === undefined) this.#chosen.delete(key)
      else this.#chosen.set(key, value)
    }
    this.#write(checked)
    this.#resolve()
  }

  /**
   * Takes over what was kept elsewhere before: what the file itself says goes before it.
   * @returns whether it is in the file now, and so may go from where it was
   */
  adopt(said: ReadonlyMap<SettingKey, unknown>): boolean {
    const missing = new Map([...said].filter(([key]) => !this.#filed.said.has(key)))
    if (missing.size === 0) return true
    this.#write(missing)
    const isWritten = this.#unwritten === undefined
    if (!isWritten) this.#filed = { ...this.#filed, said: new Map([...missing, ...this.#filed.said]) }
    this.#resolve()
    return isWritten
  }

  /** What is wrong in files that earlier versions kept: told with all other faults. */
  blame(faults: readonly SettingFault[]): void {
    this.#formerFaults.push(...faults)
  }

  /** From now on nothing is written: the file is about to be removed, and stays so. */
  close(): void {
    this.#isClosed = true
  }

  #readEnvironment(): void {
    for (const entry of settingEntries) {
      const word = entry.isRemembered ? undefined : variable(this.#origins.env, entry.variable)
      if (word === undefined) continue
      const read = readSettingWord(entry, word)
      if ('value' in read) this.#environment.set(entry.key, read.value)
      else this.#environmentFaults.push({ where: entry.variable, why: read.why })
    }
  }

  #write(changes: SettingChanges): void {
    const { file } = this.#origins
    if (this.#isClosed) return
    try {
      // Somebody may have written it meanwhile.
      const text = existsSync(file) ? readSmallFile(file).toString() : ''
      const written = writeSettingsText(text, changes)
      replaceFile(file, file.endsWith('.json') ? asJson(written) : written)
      this.#unwritten = undefined
      this.#filed = readSettingsText(written, file)
    } catch (thrown) {
      const why = toAppError(thrown).notice
      this.#unwritten = { where: file, why: { kind: 'choice-unwritten', why } }
    }
  }

  #said(): Map<SettingKey, unknown> {
    const { options = new Map<SettingKey, unknown>() } = this.#origins
    return new Map([...this.#filed.said, ...this.#environment, ...options, ...this.#chosen])
  }

  #resolve(): void {
    const before = this.#values
    this.#version++
    this.#values = settingsWith(this.#said())
    const at = (values: Settings, path: readonly string[]): unknown =>
      path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], values)
    const isChanged = (path: readonly string[]): boolean =>
      JSON.stringify(at(before, path)) !== JSON.stringify(at(this.#values, path))
    const changed = settingEntries.filter(({ path }) => isChanged(path)).map(({ key }) => key)
    for (const watcher of this.#watchers) watcher(new Set(changed))
  }
}

/** What is wrong with the settings, told once where programs tell of trouble. */
export function tellFaults(settings: HostSettings, inWords: (fault: SettingFault) => string): void {
  for (const fault of settings.faults) console.error(`parley: ${inWords(fault)}`)
}

function readFile(file: string): SaidSettings {
  // Nor in a home that is not a folder, such as /dev/null, or that is another user's.
  if (!existsSync(file)) return { said: new Map(), faults: [] }
  try {
    return readSettingsText(readSmallFile(file).toString(), file)
  } catch (thrown) {
    const { notice } = toAppError(thrown)
    const why = notice.kind === 'file' ? { ...notice, place: file, attempt: 'read' as const } : notice
    return { said: new Map(), faults: [{ where: file, why }] }
  }
}

function asJson(text: string): string {
  return `${JSON.stringify(parse(text), undefined, 2)}\n`
}
