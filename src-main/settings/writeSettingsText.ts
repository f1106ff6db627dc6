import { isAlias, isMap, isScalar, parseDocument, YAMLMap, type Document } from 'yaml'
import { AppError, settingEntry, settingOfGroup, type SettingKey } from '@contract'

/** In no language, and named as the page that tells of all of them. */
const heading = ' Parley: docs/settings.md'

/**
 * A file of settings with some of them changed: the others, their order and what is written about them stay.
 * @param changes undefined: it is not said any more
 * @throws config-invalid where the text cannot be read, and so not be changed without loss
 */
export function writeSettingsText(text: string, changes: ReadonlyMap<SettingKey, unknown>): string {
  const document = parseDocument(text.replace(/^\ufeff/, ''), { logLevel: 'silent' }) as Document
  const { contents, errors } = document
  if (errors.length > 0 || (contents !== null && !isMap(contents))) throw byHand()
  if (contents === null && document.commentBefore === null) document.commentBefore = heading
  for (const [key, value] of changes) {
    const { path } = settingEntry(key)!
    // A name with its group before it, in one word, is read too.
    if (path.length > 1 && document.has(key)) document.delete(key)
    if (path.length > 1) openGroup(document, path[0])
    // A word takes the place of the one before, with what is written about that.
    if (value !== undefined)
      document.setIn(path, typeof value === 'object' ? document.createNode(value) : value)
    else if (document.hasIn(path)) removeIn(document, path)
  }
  try {
    return document.toString({ lineWidth: 0 })
  } catch (cause) {
    // A name that stands for another place in the file, which is not there, or not any more.
    throw byHand(cause)
  }
}

function byHand(cause?: unknown): AppError {
  return new AppError('config-invalid', { kind: 'settings-by-hand' }, { cause })
}

/**
 * Makes room for names below a group that has none: what its name alone says gets its own name there.
 * @throws config-invalid where it says what no setting takes
 */
function openGroup(document: Document, group: string): void {
  const said = document.get(group, true)
  const word = isAlias(said) ? said.resolve(document) : said
  if (word === undefined || isMap(word)) return
  const short = settingOfGroup(group)
  if (!isScalar(word) || (word.value !== null && short === undefined)) throw byHand()
  const opened = new YAMLMap()
  if (word.value !== null) opened.set(short!.path[1], said)
  document.set(group, opened)
}

function removeIn(document: Document, path: readonly string[]): void {
  document.deleteIn(path)
  const [group, ...rest] = path
  if (rest.length === 0) return
  const left = document.get(group)
  if (isMap(left) && left.items.length === 0) document.delete(group)
}
