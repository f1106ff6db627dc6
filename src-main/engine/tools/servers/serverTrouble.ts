import type { ToolServerTrouble } from '@contract'
import { leadsTo, tooLong } from './tooLong'

/** What is wrong with a server, by what was thrown of it. */
export function serverTrouble(thrown: unknown): ToolServerTrouble {
  const { code, message, name, cause } = thrown as Error & { code?: unknown }
  const reason = (cause as { code?: unknown } | undefined)?.code ?? code
  if (reason === 'ENOENT' || reason === 'EACCES') return 'not-found'
  if (code === 401 || code === 403) return 'not-allowed'
  if (message.includes(tooLong) || message.includes('exceeded maximum size')) return 'too-much'
  if (message.startsWith(leadsTo)) return 'unreachable'
  if (code === requestTimeout) return 'silent'
  if (code === connectionClosed) return 'ended'
  if (typeof code === 'number' && code >= 400) return 'unreachable'
  return name === 'TypeError' && message.startsWith('fetch failed') ? 'unreachable' : 'nonsense'
}

// Codes of the library's own (`ErrorCode` in its types).
export const connectionClosed = -32000
const requestTimeout = -32001
