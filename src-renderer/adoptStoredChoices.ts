import { checkSetting, duplexOfDevices, type DuplexOfDevices, type SettingKey } from '@contract'
import { z } from 'zod'
import { turnTakingKeys, type TextStorage } from './turnTakingMemory'
import type { WindowSettings } from './windowSettings'

/** Where earlier versions kept choices in the browser, and how they are meant. */
const former: Readonly<
  Record<string, { readonly key: SettingKey; readonly read: (text: string) => unknown }>
> = {
  'parley.muted': { key: 'muted', read: (text) => text === 'yes' },
  'parley.microphone': { key: 'microphone', read: (text) => text },
  'parley.speaker': { key: 'speaker', read: (text) => text },
  'parley.speed': { key: 'speed', read: Number },
  'parley.voice': { key: 'voice', read: (text) => text.split('\n').filter(Boolean) },
  'parley.patience': { key: 'turnTaking.patience', read: Number },
  'parley.theme': { key: 'theme', read: (text) => text },
}

const formerPaths = z.array(
  z.looseObject({
    ...{ id: z.string(), label: z.string() },
    microphone: z.object({ id: z.string(), label: z.string() }).optional(),
    duplex: duplexOfDevices.shape.duplex.optional(),
  }),
)

/** Hands the host once what earlier versions kept in this browser, and removes it here. What is said already goes before it. */
export function adoptStoredChoices(
  storage: TextStorage & { removeItem(key: string): void },
  settings: Pick<WindowSettings, 'originOf' | 'choose'>,
): void {
  const adopt = (key: SettingKey, value: unknown): void => {
    const checked = checkSetting(key, value)
    if ('value' in checked && settings.originOf(key).source === 'usual')
      settings.choose(key, checked.value as never)
  }
  for (const [stored, { key, read }] of Object.entries(former)) {
    const text = storage.getItem(stored)
    if (text === null) continue
    adopt(key, read(text))
    storage.removeItem(stored)
  }
  const paths = formerPaths.safeParse(parsed(storage.getItem(turnTakingKeys.echoTests))).data ?? []
  const chosen = paths.flatMap(({ id, label, microphone, duplex }): DuplexOfDevices[] =>
    duplex === undefined
      ? []
      : [
          {
            speaker: label || id,
            duplex,
            ...(microphone && { microphone: microphone.label || microphone.id }),
          },
        ],
  )
  if (chosen.length === 0) return
  adopt('duplexByDevices', chosen)
  // The tests stay: they were measured, not chosen.
  const tests = paths.map(({ duplex: _, ...test }) => test)
  storage.setItem(turnTakingKeys.echoTests, JSON.stringify(tests))
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
