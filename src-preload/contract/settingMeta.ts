import { z } from 'zod'

/** The parts of the screen and of the reference page, in their order. */
export const settingGroups = {
  listening: 'Listening',
  sound: 'Sound',
  voice: 'Voice',
  answers: 'Answers',
  models: 'Models',
  tools: 'Tools',
  server: 'Another computer',
  conversations: 'Conversations',
  look: 'Look',
  desktop: 'Desktop',
  log: 'Log and figures',
  sampling: 'How words are chosen',
  device: 'Graphics card',
  turnTaking: 'Turn taking in detail',
} as const
export type SettingGroup = keyof typeof settingGroups

/** What people and programs are told of a setting, beside what its schema says. */
export interface SettingMeta {
  readonly group: SettingGroup
  /** Its name on the screen. */
  readonly label: string
  /** What it does, in one or two sentences. */
  readonly help: string
  readonly unit?: string
  /** App: the same everywhere. Window: each window has its own. Device: for each loudspeaker with each microphone. */
  readonly scope: 'app' | 'window' | 'device'
  /** At once; once the engine has started anew, which happens by itself; or with the next start of Parley. */
  readonly acts: 'at-once' | 'engine' | 'start'
  /** It is one of the models that the server has whose address stands in this group. */
  readonly modelOf?: 'server' | 'serverVoice'
  /** Numbers of it differ by so much at least. */
  readonly step?: number
  /** It has a drawing of its own on the screen, and is not drawn by its schema. */
  readonly isSpecial?: boolean
  /** Its option on the command line, which names its variable of the environment too; absent: made of its key. */
  readonly option?: string
  /** What its choices are called on the screen. */
  readonly choices?: Readonly<Record<string, string>>
  /** For those who know what they do: not on the screen, and not in the short help of the command line. */
  readonly isFine?: boolean
  /** Nobody says it by its name: the app notes it in the file. It is on no page and no command line. */
  readonly isRemembered?: boolean
  /** There may be keys in it: no window is told of it. */
  readonly isSecret?: boolean
  /** By it what is said leaves this computer: a file that is taken over from elsewhere does not change it. */
  readonly leavesComputer?: boolean
  /** By it what was said is erased: a file that is taken over from elsewhere does not change it. */
  readonly erases?: boolean
  /** It leads to files of this computer: no window may change it, nor a file that is taken over from elsewhere. */
  readonly namesFiles?: boolean
}

/** What is known of each setting, by its schema. */
export const settingMetas = z.registry<SettingMeta>()

type Said = Partial<SettingMeta> & Pick<SettingMeta, 'label' | 'help'>

/** Makes settings of one group: a function that notes what is known of a schema, and gives the schema back. */
export function settingsOf(group: SettingGroup, common: Partial<SettingMeta> = {}) {
  return <Schema extends z.ZodType>(schema: Schema, said: Said): Schema => {
    settingMetas.add(schema as never, { group, scope: 'app', acts: 'engine', ...common, ...said })
    return schema
  }
}
