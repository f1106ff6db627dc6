/**
 * The newest of what was said, as many as there is room for, in one pass from the back. What is older than one that does
 * not fit is left out too, for a conversation has no holes.
 * @param said oldest first, each with the tokens that it takes of a prompt
 */
export function newestThatFit<T extends { readonly tokens: number }>(
  said: readonly T[],
  roomTokens: number,
): T[] {
  let left = roomTokens
  const last = said.findLastIndex(({ tokens }) => (left -= tokens) < 0)
  return said.slice(last + 1)
}
