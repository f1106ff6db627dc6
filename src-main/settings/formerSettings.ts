/** What settings were called before, and how their values are meant now. */
const former: Readonly<Record<string, { readonly key: string; readonly now?: (value: unknown) => unknown }>> =
  {
    listenerDir: { key: 'listener' },
    voiceDir: { key: 'voiceModel' },
    unloadAfterMs: {
      key: 'unloadAfterMinutes',
      now: (value) => (typeof value === 'number' ? value / 60_000 : value),
    },
  }

/** A setting by today's name, whatever it was called when it was written. */
export function formerSettings(
  key: string,
  value: unknown,
): { readonly key: string; readonly value: unknown } {
  const found = Object.hasOwn(former, key) ? former[key] : undefined
  return found ? { key: found.key, value: found.now ? found.now(value) : value } : { key, value }
}
