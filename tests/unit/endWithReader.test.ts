import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { endWithReader } from '../../src-main/cli/endWithReader'

test('a command ends when whoever read its output is gone, and fails for any other trouble', () => {
  const output = new EventEmitter()
  let ends = 0
  endWithReader(output, () => ends++)
  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  expect(ends).toBe(1)
  expect(() => output.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))).toThrow('EIO')
})
