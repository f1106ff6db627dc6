import type { Config, Settings } from '@contract'
import { terminal } from '../terminalWords'
import { forTerminal } from './forTerminal'

/** Says that no model here has the voice that the command line asks for, so that another one speaks. */
export function tellOfVoice(
  asked: Settings['voice'],
  { voice, serverVoice }: Pick<Config, 'voice' | 'serverVoice'>,
): void {
  if (asked.length === 0 || voice !== undefined || serverVoice !== undefined) return
  console.error(forTerminal(`parley: ${terminal().words.said.noSuchVoice([asked].flat().join(', '))}`))
}
