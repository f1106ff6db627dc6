/** A language that there are words in, and how its numbers and times are written. */
export interface PickedLanguage<Tag extends string> {
  readonly language: Tag
  /** As in BCP 47: the language, with the region that was wanted. */
  readonly tag: string
}

/**
 * Picks the first language that is wanted and known.
 * @param wanted best first, as browsers (`de-AT`) or systems (`de_AT.UTF-8`) write them
 * @param known languages without a region; the first is picked where none is wanted
 */
export function pickLanguage<Tag extends string>(
  wanted: readonly string[],
  known: readonly Tag[],
): PickedLanguage<Tag> {
  for (const each of wanted) {
    const tag = canonical(each)
    const language = known.find((name) => name === tag?.split('-')[0])
    if (tag !== undefined && language !== undefined) return { language, tag }
  }
  return { language: known[0], tag: known[0] }
}

/** The languages that are wanted where one was chosen: that one, with the region that the system has for it. */
export function wantedLanguages(chosen: string, system: readonly string[]): readonly string[] {
  if (chosen === 'system') return system
  return [...system.filter((each) => canonical(each)?.split('-')[0] === chosen), chosen]
}

/** Undefined for what names no language, such as `C`. */
function canonical(written: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(written.replace(/[.@].*/, '').replaceAll('_', '-')).at(0)
  } catch {
    return undefined
  }
}
