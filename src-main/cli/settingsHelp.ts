import { isFlag, settingEntries, type SettingEntry } from '@contract'
import { frenchSettings } from '../../src-renderer/words/settingNames/french'
import { germanSettings } from '../../src-renderer/words/settingNames/german'
import { hindiSettings } from '../../src-renderer/words/settingNames/hindi'
import { englishSettings, type SettingNames } from '../../src-renderer/words/settingNames/settingNames'
import { spanishSettings } from '../../src-renderer/words/settingNames/spanish'
import { terminal, type TerminalWords } from '../terminalWords'

/** As the window calls them. */
const names: Readonly<Record<string, SettingNames>> = {
  en: englishSettings,
  de: germanSettings,
  fr: frenchSettings,
  es: spanishSettings,
  hi: hindiSettings,
}

/** What a setting is called within a line, in the language of the terminal; undefined: it has no name in it. */
export function settingLabel(
  { key }: SettingEntry,
  { language, settingLabels }: TerminalWords,
): string | undefined {
  const label = settingLabels[key] ?? names[language][key]?.label
  // German writes its nouns as they are.
  return language === 'de' ? label : label && label.charAt(0).toLowerCase() + label.slice(1)
}

/** What a command's help says of the settings that most people want. */
export function settingsHelp(isShown = (entry: SettingEntry): boolean => !entry.isFine): string {
  const { words, takes } = terminal()
  const lines = settingEntries
    .filter((entry) => !entry.isRemembered && isShown(entry))
    .map((entry) => {
      const label = settingLabel(entry, words) ?? entry.label
      const [option, text] = isFlag(entry)
        ? [`--[no-]${entry.option}`, label]
        : [`--${entry.option} X`, `${label}: ${takes(entry)}`]
      return `  ${option.padEnd(22)}  ${text}\n`
    })
  return `\n\n${words.settings}\n\n${lines.join('')}`
}
