import { remembered } from './app'
import type { AppState } from './state'

const welcomeSteps = ['explain', 'sound', 'key', 'over'] as const

/** What a window knows before it has heard of anything, with what was chosen earlier. */
export function initialState(
  recall: (key: string) => string,
  { patience, duplex }: Pick<AppState, 'patience' | 'duplex'>,
): AppState {
  const step = recall(remembered.welcome)
  return {
    phase: 'idle',
    connection: 'connecting',
    exchanges: [],
    trouble: undefined,
    muted: false,
    permission: 'unknown',
    microphones: [],
    speakers: [],
    microphoneId: recall(remembered.microphone),
    speakerId: '',
    patience,
    duplex,
    echoTest: { state: 'none' },
    canContinue: false,
    welcome: welcomeSteps.find((each) => each === step) ?? 'explain',
  }
}

/** The step of the first run that follows. */
export function stepAfter(step: AppState['welcome']): AppState['welcome'] {
  return welcomeSteps[welcomeSteps.indexOf(step) + 1] ?? 'over'
}
