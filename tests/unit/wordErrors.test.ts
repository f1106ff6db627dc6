import { expect, it } from 'vitest'
import { wordErrors } from '../reality/wordErrors'

it.each([
  ['a b c', 'a b c', 0],
  ['a b c', 'a c', 1],
  ['a b c', 'a x b c', 1],
  ['a b c', 'a x c', 1],
  ['a b c', '', 3],
  ['', 'a b', 2],
  ['a b c d', 'b c d a', 2],
])('of %j, %j has %i words wrong', (meant, heard, errors) => {
  const words = (text: string): string[] => text.split(' ').filter(Boolean)
  expect(wordErrors(words(meant), words(heard))).toBe(errors)
})
