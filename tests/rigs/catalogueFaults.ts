/** How to call the functions of a catalogue, and which words may be the same in two languages. */
export interface CatalogueRules {
  /** Calls of functions that take more than texts, by their places, such as `models.figures`. */
  readonly calls?: Readonly<Record<string, readonly (readonly unknown[])[]>>
  /** Places whose words may be as in English: names, and words that both languages have. */
  readonly same: readonly string[]
}

type Catalogue = Readonly<Record<string, unknown>>

/**
 * What is wrong with the words of a language, each in one line: what is missing, empty or left in English, quotes of
 * typewriters, and arguments that English says and this language does not.
 */
export function catalogueFaults(english: Catalogue, other: Catalogue, rules: CatalogueRules): string[] {
  const used = new Set<string>()
  const faults = [...faultsAt('', english, other, rules, used)]
  const unused = rules.same.filter((place) => !used.has(place))
  return [...faults, ...unused.map((place) => `${place} is not the same`)]
}

function* faultsAt(
  at: string,
  english: unknown,
  other: unknown,
  rules: CatalogueRules,
  used: Set<string>,
): Generator<string> {
  if (typeof english !== typeof other) yield `${at} is ${typeof other}, not ${typeof english}`
  else if (typeof english === 'string') yield* textFaults(at, english, other as string, rules, used)
  else if (typeof english === 'function') {
    const [measure, said] = [english, other] as ((...args: readonly unknown[]) => string)[]
    if (said.length !== measure.length) yield `${at} takes ${said.length} arguments, not ${measure.length}`
    const calls = rules.calls?.[at] ?? [Array.from({ length: measure.length }, (_, i) => `⟨${i}⟩`)]
    for (const args of calls) yield* textFaults(at, measure(...args), said(...args), rules, used)
  } else if (typeof english === 'object' && english !== null) {
    const here = other as Catalogue
    for (const [key, value] of Object.entries(english))
      yield* faultsAt(at === '' ? key : `${at}.${key}`, value, here[key], rules, used)
    for (const key of Object.keys(here)) if (!Object.hasOwn(english, key)) yield `${at}.${key} is too much`
  }
}

function* textFaults(
  at: string,
  english: string,
  said: string,
  { same }: CatalogueRules,
  used: Set<string>,
): Generator<string> {
  if (typeof said !== 'string' || (said.trim() === '') !== (english.trim() === '') || said !== said.trim()) {
    yield `${at} is empty, or has spaces around it: “${said}”`
    return
  }
  const marks = (text: string): string[] => text.match(/⟨[^⟩]*⟩|\d+/g) ?? []
  for (const mark of marks(english)) if (!said.includes(mark)) yield `${at} does not say ${mark}: “${said}”`
  for (const mark of said.match(/⟨[^⟩]*⟩|undefined|\[object/g) ?? [])
    if (!english.includes(mark)) yield `${at} says ${mark}: “${said}”`
  if (/["']/.test(said)) yield `${at} has a typewriter’s quotes: “${said}”`
  if (said !== english || !/\p{L}/u.test(english.replace(/⟨[^⟩]*⟩/g, ''))) return
  if (same.includes(at)) used.add(at)
  else yield `${at} is left in English: “${said}”`
}
