type Data = Readonly<Record<string, unknown>>

/** What is not as it was, for a trace: of lists and objects only what changed in them, of a text that grew what it grew by. */
export function stateChange(before: unknown, after: unknown): unknown {
  if (typeof after === 'string' && typeof before === 'string' && before !== '' && after.startsWith(before))
    return { '+': after.slice(before.length) }
  if (!isData(before) || !isData(after) || Array.isArray(before) !== Array.isArray(after)) return after
  const changed: Record<string, unknown> = {}
  for (const key of Object.keys(after))
    if (after[key] !== before[key]) changed[key] = stateChange(before[key], after[key])
  const gone = Object.keys(before).filter((key) => !(key in after))
  return gone.length > 0 ? { ...changed, '-': gone } : changed
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null
}
