import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { keeping, toAppError, type Notice, type SettingKey } from '@contract'
import { readSmallFile } from '../engine/files/readSmallFile'
import { replaceFile } from '../engine/files/replaceFile'
import type { HostSettings } from './hostSettings'
import { readSettingsText } from './readSettingsText'

/** Where settings lay before they had one file. */
export interface FormerFiles {
  /** What the user wrote by hand, as JSON. It stays beside, under another name. */
  readonly config?: string
  /** Which models were chosen in the app. */
  readonly chosenModels?: string
  /** How conversations are kept. */
  readonly keeping?: string
  /** What the desktop app keeps, settings among it. */
  readonly desktop?: string
}

const chosenModels = z.object({ listener: z.string().optional(), voice: z.string().optional() })
const desktop = z.looseObject({ settings: z.object({ pushToTalkKey: z.string().optional() }).optional() })

/**
 * Reads once what earlier versions kept in files of their own. What is in the file of settings goes before it. A former file
 * goes when its content is there, and stays where it could not be read.
 */
export function adoptFormerFiles(settings: HostSettings, former: FormerFiles): void {
  take(settings, former.config, (text, file) => {
    const { said, faults } = readSettingsText(text, file)
    settings.blame(faults)
    const isBroken = said.size === 0 && faults.length > 0
    if (!isBroken && settings.adopt(said)) renameSync(file, `${file}.old`)
  })
  take(settings, former.chosenModels, (text, file) => {
    const { listener, voice } = chosenModels.parse(JSON.parse(text))
    if (settings.adopt(saidOf({ listener, voiceModel: voice }))) rmSync(file)
  })
  take(settings, former.keeping, (text, file) => {
    const { mode, audio, days } = keeping.parse(JSON.parse(text))
    const ofKept = mode === 'yes' && { 'keeping.audio': audio, 'keeping.days': days }
    if (settings.adopt(saidOf({ 'keeping.mode': mode, ...ofKept }))) rmSync(file)
  })
  take(settings, former.desktop, (text, file) => {
    const { settings: kept, ...others } = desktop.parse(JSON.parse(text))
    if (kept === undefined) return
    if (settings.adopt(saidOf(kept))) replaceFile(file, JSON.stringify(others, undefined, 2))
  })
}

/** The former files of this user. @param userData the desktop app's own folder */
export function formerFilesOf(
  settingsFile: string,
  modelsDir: string,
  conversationsDir: string,
  userData?: string,
): FormerFiles {
  return {
    // A file that the user names is read in its place, whatever it is called.
    ...(path.basename(settingsFile) === 'settings.yaml' && {
      config: path.join(path.dirname(settingsFile), 'config.json'),
    }),
    chosenModels: path.join(modelsDir, 'chosen.json'),
    keeping: path.join(conversationsDir, 'keeping.json'),
    ...(userData !== undefined && { desktop: path.join(userData, 'desktop.json') }),
  }
}

function take(
  settings: HostSettings,
  file: string | undefined,
  read: (text: string, file: string) => void,
): void {
  if (file === undefined || !existsSync(file)) return
  try {
    read(readSmallFile(file).toString(), file)
  } catch (thrown) {
    const { notice } = toAppError(thrown)
    const why: Notice = notice.kind === 'file' ? notice : { kind: 'former-unread' }
    settings.blame([{ where: file, why }])
  }
}

function saidOf(said: Readonly<Partial<Record<SettingKey, unknown>>>): Map<SettingKey, unknown> {
  const entries = Object.entries(said) as [SettingKey, unknown][]
  return new Map(entries.filter(([, value]) => value !== undefined))
}
