import type { AppErrorBody } from '@contract'
import { inWords, words } from '../../words'

/** Why an answer failed, as far as it is known. */
export function whyFailed(error: AppErrorBody | undefined): string {
  return error ? inWords(error.notice) : words.conversation.failed
}
