import { expect, it } from 'vitest'
import { readWords } from '../../src-main/cli/readWords'

const options = { port: { type: 'string', short: 'p' }, all: { type: 'boolean' } } as const

it.each([
  [['--bad'], true, 'There is no option --bad. --help tells what there is.'],
  [['--bad'], false, 'There is no option --bad. --help tells what there is.'],
  [['--port'], false, '-p needs a value. --help tells more.'],
  [['--port', '-x'], false, '--port needs a value. --help tells more.'],
  [['--all=no'], false, '--all takes no value. --help tells more.'],
  [['more'], false, 'There is one word too many: more. --help tells what there is.'],
])('a word that is not understood is named in one sentence: %s', (args, allowPositionals, says) => {
  expect(() => readWords({ args, allowPositionals, options })).toThrow(
    expect.objectContaining({ code: 'usage', message: says }) as Error,
  )
})
