/**
 * The languages in which this user's system speaks to terminals, best first, as gettext finds them.
 * @param usual where the environment says nothing, as on Windows
 */
export function systemLanguages(
  env: Readonly<Record<string, string | undefined>> = process.env,
  usual = Intl.DateTimeFormat().resolvedOptions().locale,
): readonly string[] {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((each) => each)
  if (locale === undefined) return [usual]
  // C and POSIX are no languages, and leave no choice of one.
  if (/^(C|POSIX)([.@]|$)/.test(locale)) return []
  return [...(env.LANGUAGE?.split(':').filter((each) => each !== '') ?? []), locale]
}
