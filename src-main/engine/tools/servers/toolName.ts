const longest = 64

/**
 * A name for a server's tool that every listener can say and that no other tool has.
 * @param taken the names that the server's others have; this one is added
 */
export function toolName(server: string, tool: string, taken: Set<string>): string {
  const whole = `${onePart(server)}__${plain(tool)}`
  let name = whole.slice(0, longest)
  for (let i = 2; taken.has(name); i++) name = `${whole.slice(0, longest - 4)}_${i}`
  taken.add(name)
  return name
}

/** What stands before the first `__` is the server, so that no server's tool can have the name, and the consent, of another's. */
function onePart(server: string): string {
  return plain(server).replace(/_+/g, '_').replace(/_$/, '')
}

function plain(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]+/g, '_')
}
