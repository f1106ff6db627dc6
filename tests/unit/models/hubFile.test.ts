import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue, catalogueEntry } from '../../../src-main/models/catalogue'
import { filePath } from '../../../src-main/models/hubFile'
import { runs } from '../../runs'

const isAllowed = (text: string): boolean => filePath.safeParse(text).success
const strays = ['..', '../x', 'onnx/../../x', '/etc/passwd', '', '.', 'a//b', 'onnx/', '.. /x', 'a\0b']
const windowsStrays = ['..\\x', 'onnx\\model.onnx', '\\\\host\\share', 'C:/x', 'c:x', 'C:\\x']

test('a file may have the paths that repositories have, and none that leads out of its folder', () => {
  const usual = [
    'config.json',
    'onnx/model_q4f16.onnx_data_1',
    '.gitattributes',
    'a..b/c. d',
    'voices/é 1.bin',
  ]
  expect(usual.filter((each) => !isAllowed(each))).toEqual([])
  expect([...strays, ...windowsStrays].filter(isAllowed)).toEqual([])
})

test('whatever path is allowed lies in the folder that it is joined to, on every system', () => {
  const pieces = fc.constantFrom('..', '.', '/', '\\', 'C:', 'a', ' ', '...', 'b.onnx', '\0')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      if (!isAllowed(text)) return
      for (const [system, folder] of [
        [path.posix, '/models/one'] as const,
        [path.win32, 'C:\\m\\one'] as const,
      ])
        expect(system.join(folder, text).startsWith(folder + system.sep)).toBe(true)
    }),
    { numRuns: runs(2000) },
  )
})

test('an entry of the catalogue names only files of its own folder', () => {
  const entry = catalogue[0]
  expect(catalogueEntry.safeParse(entry).success).toBe(true)
  for (const wrong of [
    { files: ['../x'] },
    { graphs: { '../x': ['q4'] } },
    { graphs: { model: ['q4/../../x'] } },
  ])
    expect(catalogueEntry.safeParse({ ...entry, ...wrong }).success).toBe(false)
})
