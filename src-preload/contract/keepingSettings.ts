import { z } from 'zod'
import { keeping, keepingMode, type Keeping } from './exchange'
import { settingsOf } from './settingMeta'

const ofConversations = settingsOf('conversations', { acts: 'at-once', isSpecial: true })

/** How conversations are kept, as their user chooses it. */
export const keepingSettings = z.object({
  mode: ofConversations(keepingMode.default('until-quit'), {
    label: 'Keep conversations',
    help: 'On this computer: never, until Parley ends, or for good. What was kept for good stays until it is removed.',
  }),
  audio: ofConversations(z.boolean().default(false), {
    label: 'Keep the sound of questions',
    help: 'Where conversations are kept for good: what you spoke, beside what was written down of it.',
  }),
  days: ofConversations(keeping.shape.days, {
    unit: 'days',
    erases: true,
    label: 'Keep them for',
    help: 'Where conversations are kept for good: what is older is erased. Without it, it stays until it is removed.',
  }),
})
export type KeepingSettings = z.infer<typeof keepingSettings>

/** What the store of conversations goes by. Until Parley ends an engine that starts again asks again by the sound. */
export function keepingOf({ mode, audio, days }: KeepingSettings): Keeping {
  if (mode !== 'yes') return { mode, audio: mode === 'until-quit' }
  return { mode, audio, ...(days !== undefined && { days }) }
}
