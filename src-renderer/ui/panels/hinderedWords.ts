import type { AppErrorBody } from '@contract'
import { words } from '../../words'

/** That what is said is not kept as was chosen, and why, in a short sentence. */
export function hinderedWords({ code }: AppErrorBody): string {
  const { hindered } = words.keeping
  return hindered[code in hindered ? (code as keyof typeof hindered) : 'store-unwritable']
}
