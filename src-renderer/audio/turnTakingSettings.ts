import { turnTakingConfig, type TurnTakingSettings } from '@contract'

export type { TurnTakingSettings }

/** What the schema says where the user says nothing. */
export const defaultTurnTaking: TurnTakingSettings = turnTakingConfig.parse({})
