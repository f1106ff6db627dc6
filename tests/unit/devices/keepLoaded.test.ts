import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keepLoaded } from '../../../src-main/engine/onnx/keepLoaded'
import { native } from '../../../src-main/engine/onnx/native'

// Of glibc, small, and loaded by nothing else.
const [kept, other] = ['libutil.so.1', 'libanl.so.1']

it.runIf(process.platform === 'linux')('keeps a library that is unloaded', () => {
  const [library, otherLibrary] = [native.load(kept), native.load(other)]
  keepLoaded(kept)
  library.unload()
  otherLibrary.unload()
  const mapped = readFileSync('/proc/self/maps', 'utf8')
  expect(mapped).toContain(kept)
  expect(mapped).not.toContain(other)
})
