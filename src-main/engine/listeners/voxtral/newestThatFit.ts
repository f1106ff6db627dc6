/**
 * The newest of what was said, as many as there is room for, oldest first. What is older than one that does not fit is left
 * out too, for a conversation has no holes; it is not even looked at, for a long one is no small work.
 * @param newestFirst each with the tokens that it takes of a prompt
 */
export function newestThatFit<T extends { readonly tokens: number }>(
  newestFirst: Iterable<T>,
  roomTokens: number,
): T[] {
  const kept: T[] = []
  let left = roomTokens
  for (const each of newestFirst) {
    left -= each.tokens
    if (left < 0) break
    kept.push(each)
  }
  return kept.reverse()
}
