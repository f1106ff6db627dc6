import { welcomeKey } from './app'
import type { AppState } from './state'
import type { TextStorage } from './turnTakingMemory'

const welcomeSteps = ['explain', 'models', 'sound', 'over'] as const

/** What a window knows before it has heard of anything, with what was chosen earlier. */
export function initialState(
  storage: TextStorage,
  { muted, duplex }: Pick<AppState, 'muted' | 'duplex'>,
): AppState {
  const welcome = welcomeSteps.find((step) => step === storage.getItem(welcomeKey)) ?? 'explain'
  return {
    phase: 'idle',
    connection: 'connecting',
    engineModels: undefined,
    conversation: undefined,
    exchanges: [],
    hasEarlier: false,
    sought: undefined,
    listVersion: 0,
    removals: [],
    trouble: undefined,
    hindrance: undefined,
    tools: [],
    toolServers: [],
    toolQuestion: undefined,
    ringing: [],
    note: undefined,
    muted,
    isToldMuted: false,
    permission: 'unknown',
    hears: 'nothing',
    microphones: [],
    speakers: [],
    microphoneId: '',
    speakerId: '',
    voices: [],
    voice: undefined,
    duplex,
    echoTest: { state: 'none' },
    canContinue: false,
    welcome,
  }
}

/** The step of the first run that follows. Without a microphone there is no sound to be checked. */
export function stepAfter({ welcome: step, permission }: AppState): AppState['welcome'] {
  if (step === 'models' && permission !== 'granted') return 'over'
  return welcomeSteps[welcomeSteps.indexOf(step) + 1] ?? 'over'
}
