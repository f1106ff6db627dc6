import { AppError } from '@contract'

/**
 * A token for the hub as its user gave it, without the space around it; undefined: none. An error never repeats it.
 * @throws config-invalid for one with a character that no header may have, such as a line break in the middle
 */
export function hubToken(text: string | undefined): string | undefined {
  const token = text?.trim() ?? ''
  if (token === '') return undefined
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new AppError('config-invalid', { kind: 'token-characters' })
}
