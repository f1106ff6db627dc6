import { z } from 'zod'
import { notice, noticeInEnglish, type Notice } from './notice'
import { settingEntry, takenValues } from './settings'
import { toldIn } from './told'

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
  why: notice,
})
export type SettingFault = z.infer<typeof settingFault>

/** A fault in one line: where it is, and what is wrong there. */
export function faultNotice(fault: SettingFault): Notice {
  // It names the file itself.
  if (fault.why.kind === 'file') return fault.why
  return { kind: 'setting-fault', ...fault }
}

/** The same as logs have it. */
export function faultLine(fault: SettingFault): string {
  return noticeInEnglish(faultNotice(fault))
}

/** A value as its setting has it; or what is wrong with it. */
export function checkSetting(
  key: string,
  value: unknown,
): { readonly value: unknown } | { readonly why: Notice } {
  const entry = settingEntry(key)
  if (entry === undefined) return { why: { kind: 'setting-unknown' } }
  const checked = entry.schema.safeParse(value)
  if (checked.success) return { value: checked.data }
  const told = toldIn(checked.error)
  return { why: told ?? { kind: 'setting-takes', takes: takenValues(entry), given: shown(value) } }
}

/** No longer than a line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
