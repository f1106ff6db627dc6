const small = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value] as const),
)
'twenty thirty forty fifty sixty seventy eighty ninety'
  .split(' ')
  .forEach((word, index) => small.set(word, 20 + 10 * index))
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
])

const scale = [...scales.keys()].join('|')
const word = `(?:${[...small.keys(), scale].join('|')})\\b`
const digit = `(?:${[...small.keys()].slice(0, 10).join('|')})\\b`
/** A number in words: "and" only behind a hundred and the like, so that "two and three" are two numbers. */
const numbers = new RegExp(
  `\\b(?:an? (?=${scale})|)${word}(?:(?:(?<=${scale}) and)?[ -]${word})*(?<decimals>(?: point(?: ${digit})+)?)`,
  'gi',
)

/** English text with its numbers in digits: `three hundred and five` becomes `305`. What is no number stays as it is. */
export function withDigits(text: string): string {
  return text.replace(numbers, (said: string, ...rest: unknown[]) => {
    const { decimals } = rest.at(-1) as { decimals: string }
    const whole = values(said.slice(0, said.length - decimals.length)).join(' ')
    const behind = decimals.trim().toLowerCase().split(' ').slice(1)
    return behind.length === 0 ? whole : `${whole}.${behind.map((each) => small.get(each)).join('')}`
  })
}

/** The numbers that words are: mostly one, and another where a word cannot go on with what stands before it. */
function values(said: string): number[] {
  const found: number[] = []
  let total = 0
  let group: number | undefined
  for (const each of said.toLowerCase().split(/[ -]+/)) {
    const value = small.get(each)
    const times = scales.get(each)
    if (value !== undefined) {
      if (group !== undefined && !mayFollow(group, value)) {
        found.push(total + group)
        total = 0
        group = undefined
      }
      group = (group ?? 0) + value
    } else if (times === 100) group = (group ?? 1) * 100
    else if (times !== undefined) {
      total += (group ?? 1) * times
      group = undefined
    }
  }
  return [...found, total + (group ?? 0)]
}

/** Whether a number goes on with a smaller one: `twenty` with `five`, `three hundred` with both. */
function mayFollow(before: number, value: number): boolean {
  if (before === 0 || value === 0) return false
  return before % 100 === 0 || (value < 10 && before % 10 === 0 && before % 100 > 10)
}
