import { AppError, toolServerPlaces, type Notice, type ToolServerPlaces } from '@contract'

/** The names under which clients of the Model Context Protocol write their servers. */
const usualNames = ['mcpServers', 'servers', 'context_servers', 'toolServers']

/**
 * The servers in a file of another client of the Model Context Protocol, or in one that has nothing else.
 * Those that are switched off there are not taken.
 * @param text JSON, with comments and commas behind the last as other programs take them
 * @param where the name of the file
 * @throws config-invalid saying what is wrong with which server
 */
export function importedToolServers(text: string, where: string): ToolServerPlaces {
  const invalid = (why: Notice, cause?: unknown): AppError =>
    new AppError('config-invalid', { kind: 'setting-wrong', name: where, why }, { cause })
  let whole: unknown
  try {
    whole = JSON.parse(plainJson(text))
  } catch (thrown) {
    throw invalid({ kind: 'json-wrong', detail: `${(thrown as Error).message}.` }, thrown)
  }
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole))
    throw invalid({ kind: 'tool-servers-none' })
  const named = Object.entries(whole).find(([name]) => usualNames.includes(name))
  const found: unknown = named === undefined ? whole : named[1]
  const asked = /\$\{input:[^}]*\}/.exec(JSON.stringify(found))?.[0]
  if (asked !== undefined) throw invalid({ kind: 'tool-server-asks', asked })
  const { data, error } = toolServerPlaces.safeParse(asWrittenHere(found))
  if (data === undefined) {
    const [server = ''] = error.issues[0].path
    throw invalid({ kind: 'tool-server-wrong', server: String(server) }, error)
  }
  if (Object.keys(data).length === 0) throw invalid({ kind: 'tool-servers-none' })
  return data
}

const strings = '("(?:[^"\\\\]|\\\\.)*")'
const comments = new RegExp(`${strings}|//.*|/\\*[^]*?\\*/`, 'g')
const lastCommas = new RegExp(`${strings}|,(?=\\s*[}\\]])`, 'g')

function plainJson(text: string): string {
  const keepStrings = (_: string, string = ''): string => string
  return text
    .replace(/^\ufeff/, '')
    .replace(comments, keepStrings)
    .replace(lastCommas, keepStrings)
}

/** Servers with the names and keys that the settings have. What is not a server stays as it is, so that it is reported. */
function asWrittenHere(servers: unknown): unknown {
  if (typeof servers !== 'object' || servers === null) return servers
  const taken = Object.entries(servers).filter(
    ([, server]) => !(isObject(server) && (server.disabled === true || server.enabled === false)),
  )
  const here: Record<string, unknown> = {}
  for (const [name, server] of taken) {
    const url = isObject(server) ? (server.url ?? server.httpUrl ?? server.serverUrl) : undefined
    here[nameHere(name, here)] = url === undefined ? server : { ...(server as object), url }
  }
  return here
}

/** Some programs name a server by the address of its sources, whose end says most. @param known those that have a name */
function nameHere(name: string, known: Readonly<Record<string, unknown>>): string {
  const end = name.split('/').at(-1)!
  const plain = end.replace(/[^\w .-]+/g, '-').slice(0, 36)
  let own = plain
  for (let i = 2; Object.hasOwn(known, own); i++) own = `${plain} ${i}`
  return own
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
