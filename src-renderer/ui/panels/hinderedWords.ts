import type { AppErrorBody } from '@contract'
import { words } from '../../words'

/** That conversations are not kept as was chosen, and why, in a sentence. */
export function hinderedWords({ code }: AppErrorBody): string {
  const { hindered } = words.keeping
  return hindered[code in hindered ? (code as keyof typeof hindered) : 'store-unwritable']
}
