import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import {
  checkSetting,
  isSettingsGroup,
  settingEntry,
  settingOfGroup,
  type Notice,
  type SettingFault,
  type SettingKey,
} from '@contract'
import { formerSettings } from './formerSettings'

/** More than anybody writes; a file that is longer is not one of settings. */
const longestChars = 1_000_000

export interface SaidSettings {
  /** What is said and right, by name, as its schema has it. */
  readonly said: ReadonlyMap<SettingKey, unknown>
  readonly faults: readonly SettingFault[]
}

/**
 * Reads a file of settings: YAML, of which JSON is a part. What is wrong is named with its line and its setting, and all else
 * holds.
 * @param where the name of the file, for faults
 */
export function readSettingsText(text: string, where: string): SaidSettings {
  const said = new Map<SettingKey, unknown>()
  const faults: SettingFault[] = []
  const fault = (why: Notice, line?: number, key?: string): void =>
    void faults.push({
      where,
      why,
      ...(line !== undefined && { line }),
      ...(key !== undefined && { key }),
    })
  if (text.length > longestChars) {
    fault({ kind: 'settings-too-long' })
    return { said, faults }
  }
  try {
    // Windows' editors begin a file with a byte order mark.
    readDocument(text.replace(/^\ufeff/, ''))
  } catch (thrown) {
    fault({ kind: 'yaml-unread', detail: `${(thrown as Error).message}.` })
  }
  return { said, faults }

  function readDocument(plain: string): void {
    const lines = new LineCounter()
    const document = parseDocument(plain, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    const lineAt = (offset: number | undefined): number | undefined =>
      offset === undefined ? undefined : lines.linePos(offset).line
    for (const { message, pos } of document.errors)
      fault({ kind: 'yaml-wrong', detail: `${message}.` }, lineAt(pos[0]))
    const { contents } = document
    if (contents === null || (isScalar(contents) && contents.value === null)) return
    readMap(document, contents, [], (node) => lineAt(node?.range?.[0]))
  }

  function readMap(
    document: Document,
    node: unknown,
    path: readonly string[],
    lineOf: (node: Node | undefined) => number | undefined,
  ): void {
    const map = isAlias(node) ? node.resolve(document) : node
    const line = lineOf(isNode(node) ? node : undefined)
    if (!isMap(map)) {
      fault({ kind: 'settings-map' }, line, path.join('.') || undefined)
      return
    }
    for (const { key: name, value } of map.items) {
      const nameLine = lineOf(isNode(name) ? name : undefined) ?? line
      if (!isScalar(name)) {
        fault({ kind: 'setting-name' }, nameLine)
        continue
      }
      const key = [...path, String(name.value)].join('.')
      if (isEmpty(value)) continue
      const short = isWord(document, value) ? settingOfGroup(key) : undefined
      if (short !== undefined) take(short.key, plainValue(document, value), nameLine)
      else if (isSettingsGroup(key)) readMap(document, value, [key], lineOf)
      else take(key, plainValue(document, value), nameLine)
    }
  }

  function take(key: string, value: unknown, line: number | undefined): void {
    const now = formerSettings(key, value)
    const name = settingEntry(now.key)?.key
    if (name === undefined) return fault({ kind: 'setting-unknown' }, line, key)
    const checked = checkSetting(name, now.value)
    if ('why' in checked) fault(checked.why, line, key)
    else said.set(name, checked.value)
  }
}

/** Nothing stands behind the name: nothing is said. */
function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null)
}

/** Whether it is one value, with no names or list in it. */
function isWord(document: Document, node: unknown): boolean {
  return isScalar(isAlias(node) ? node.resolve(document) : node)
}

function plainValue(document: Document, node: unknown): unknown {
  return isNode(node) ? (node.toJS(document, { maxAliasCount: 100 }) as unknown) : node
}
