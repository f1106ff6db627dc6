import { remembered, type App } from './app'
import { turnTakingKeys } from './turnTakingMemory'

/** Takes over what another window has chosen, and remembers under this key. Of voices, one of each model, the newest is first. */
export function followChoice(
  { store, welcomed, recall }: Pick<App, 'store' | 'welcomed' | 'recall'>,
  key: string | null,
  chosen: string | null,
): void {
  const state = store.getState()
  if (key === remembered.muted && (chosen === 'yes') !== state.muted) state.toggleMute()
  else if (key === remembered.microphone) state.chooseMicrophone(chosen ?? '')
  else if (key === remembered.speaker) state.chooseSpeaker(chosen ?? '')
  else if (key === remembered.speed && chosen !== null) state.chooseSpeed(Number(chosen))
  else if (key === remembered.voice && chosen !== null) state.chooseVoice(chosen.split('\n')[0])
  else if (key === remembered.welcome && chosen === 'over') welcomed()
  else if (Object.values<string | null>(turnTakingKeys).includes(key)) recall()
}
