import type { ToldSettings } from '@contract'
import type { HostSettings } from './hostSettings'

/** Calls with all settings now and after every change. Returns what ends that. */
export function watchTold(settings: HostSettings, receive: (told: ToldSettings) => void): () => void {
  receive(settings.told)
  return settings.watch(() => receive(settings.told))
}
