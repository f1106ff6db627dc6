import { z } from 'zod'
import { settingEntry, takes } from './settings'

/** Where a setting's value comes from, weakest first. */
export const settingSources = ['usual', 'file', 'environment', 'option', 'chosen'] as const
export type SettingSource = (typeof settingSources)[number]

/** What is wrong with one setting, or with the file. The others hold. */
export const settingFault = z.object({
  /** The file, the variable or the option that says it. */
  where: z.string(),
  /** In the file, from 1. */
  line: z.number().int().min(1).optional(),
  key: z.string().optional(),
  /** What is wrong, as one sentence. */
  message: z.string(),
})
export type SettingFault = z.infer<typeof settingFault>

/** A fault in one line: where it is, and what is wrong there. */
export function faultLine({ where, line, key, message }: SettingFault): string {
  const place = line === undefined ? where : `${where}, line ${line}`
  return key === undefined ? `${place}: ${message}` : `${place}, ${key}: ${message}`
}

/** A value as its setting has it; or what is wrong with it. */
export function checkSetting(
  key: string,
  value: unknown,
): { readonly value: unknown } | { readonly message: string } {
  const entry = settingEntry(key)
  if (entry === undefined) return { message: 'There is no setting of this name.' }
  const checked = entry.schema.safeParse(value)
  if (checked.success) return { value: checked.data }
  const said = checked.error.issues.find(({ code }) => code === 'custom')
  if (said) return { message: `${said.message}.` }
  return { message: `It takes ${takes(entry)}, not ${shown(value)}.` }
}

/** No longer than a line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
