import { AppError, toolServerPlaces, type Notice, type ToolServerPlaces } from '@contract'

/** The names under which clients of the Model Context Protocol write their servers. */
const usualNames = ['mcpServers', 'servers', 'toolServers']

/**
 * The servers in a file of another client of the Model Context Protocol, or in one that has nothing else.
 * @param text JSON, with comments of whole lines at most
 * @param where the name of the file
 * @throws config-invalid saying what is wrong with which server
 */
export function importedToolServers(text: string, where: string): ToolServerPlaces {
  const invalid = (why: Notice, cause?: unknown): AppError =>
    new AppError('config-invalid', { kind: 'setting-wrong', name: where, why }, { cause })
  let whole: unknown
  try {
    whole = JSON.parse(text.replace(/^\ufeff/, '').replace(/^\s*\/\/.*$/gm, ''))
  } catch (thrown) {
    throw invalid({ kind: 'json-wrong', detail: `${(thrown as Error).message}.` }, thrown)
  }
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole))
    throw invalid({ kind: 'tool-servers-none' })
  const named = Object.entries(whole).find(([name]) => usualNames.includes(name))
  const { data, error } = toolServerPlaces.safeParse(named === undefined ? whole : named[1])
  if (data === undefined) {
    const [server = ''] = error.issues[0].path
    throw invalid({ kind: 'tool-server-wrong', server: String(server) }, error)
  }
  if (Object.keys(data).length === 0) throw invalid({ kind: 'tool-servers-none' })
  return data
}
