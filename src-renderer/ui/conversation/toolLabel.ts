import { words } from '../../words'

/** What people call a tool: Parley's own by its name in the user's language, another as its server does. */
export function toolLabel(name: string): string {
  const own = (words.tools.names as Readonly<Record<string, string | undefined>>)[name]
  // Before the two lines stands the server's name.
  return own ?? name.replace(/^.*?__/, '').replaceAll('_', ' ')
}
