import { speakingSpeed } from '@contract'
import { choiceOf, remembered } from './app'
import type { AppState } from './state'
import type { TextStorage } from './turnTakingMemory'

const welcomeSteps = ['explain', 'models', 'sound', 'over'] as const

/** What a window knows before it has heard of anything, with what was chosen earlier. */
export function initialState(
  storage: TextStorage,
  { patience, duplex }: Pick<AppState, 'patience' | 'duplex'>,
): AppState {
  const recall = (key: string): string => choiceOf(storage, key).get()
  const welcome = welcomeSteps.find((step) => step === recall(remembered.welcome)) ?? 'explain'
  return {
    phase: 'idle',
    connection: 'connecting',
    engineModels: undefined,
    conversation: undefined,
    exchanges: [],
    hasEarlier: false,
    sought: undefined,
    listVersion: 0,
    removed: undefined,
    trouble: undefined,
    note: undefined,
    // Who muted it did not mean until the next start.
    muted: welcome === 'over' && recall(remembered.muted) === 'yes',
    isToldMuted: false,
    permission: 'unknown',
    microphones: [],
    speakers: [],
    microphoneId: recall(remembered.microphone),
    speakerId: '',
    patience,
    speed: speakingSpeed.safeParse(Number(recall(remembered.speed))).data,
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
