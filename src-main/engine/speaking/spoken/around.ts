/** A little of what stands before a match: short, so that looking at it costs the same in a text of any length. */
export const before = ({ input, index }: RegExpExecArray, length = 24): string =>
  input.slice(Math.max(0, index - length), index)

/** A little of what stands behind a match. */
export const after = ({ 0: found, input, index }: RegExpExecArray, length = 24): string =>
  input.slice(index + found.length, index + found.length + length)
