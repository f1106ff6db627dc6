import { expect, it } from 'vitest'
import { readWords } from '../../src-main/cli/readWords'

const options = { port: { type: 'string' } } as const

it.each([
  [['--bad'], true, "Unknown option '--bad'."],
  [['--bad'], false, "Unknown option '--bad'."],
  [['--port'], false, "Option '--port <value>' argument missing."],
  [['more'], false, "Unexpected argument 'more'."],
])('a word that is not understood is named in one sentence: %s', (args, allowPositionals, says) => {
  expect(() => readWords({ args, allowPositionals, options })).toThrow(
    expect.objectContaining({ code: 'usage', message: `${says} --help tells what there is.` }) as Error,
  )
})
