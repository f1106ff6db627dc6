const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A number of seconds as it is said: `1 hour 30 minutes`. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds))
  const parts = units.flatMap(([name, length]) => {
    const count = Math.floor(rest / length)
    rest -= count * length
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return parts.join(' ') || '0 seconds'
}
