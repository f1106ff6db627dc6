import { expect, it } from 'vitest'
import { readWords } from '../../src-main/cli/readWords'
import { startArguments } from '../../src-main/app/startArguments'
import {
  isOfAnswering,
  optionSettings,
  settingOptions,
  settingOptionsWhere,
} from '../../src-main/settings/settingOptions'

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

it.each([
  [['--recording'], true, []],
  [['--no-recording'], false, []],
  [['--recording', 'false'], false, []],
  [['--recording=false'], false, []],
  [['--recording', 'True'], true, []],
  [['--no-recording', '--recording'], true, []],
  [['--recording', 'Why', 'true?'], true, ['Why', 'true?']],
  [['What?', '--recording'], true, ['What?']],
  [['--', '--no-recording'], undefined, ['--no-recording']],
])(
  'a setting that is on or off needs no value, and takes no other word: %s',
  (args, recording, positionals) => {
    const read = readWords({ args, options: settingOptions, allowPositionals: true })
    expect(read.positionals).toEqual(positionals)
    expect(optionSettings(read.values).get('recording')).toBe(recording)
    // The desktop app reads the same.
    const started = startArguments(['parley', '--no-sandbox', ...args])
    expect(optionSettings(started.named).get('recording')).toBe(recording)
  },
)

it('what is no value of such a setting is told, as is the negation of what is no such setting', () => {
  const read = (args: string[]): unknown =>
    optionSettings(readWords({ args, options: settingOptions }).values)
  expect(() => read(['--recording=maybe'])).toThrow(/^--recording: It takes true or false/)
  expect(() => read(['--no-speed'])).toThrow('There is no option --no-speed.')
  expect(() => read(['--speed', '--recording'])).toThrow('--speed needs a value.')
  expect(() => readWords({ args: ['--recording'], options })).toThrow('There is no option --recording.')
})

it.each(['--recording', '--recording=true', '--no-recording', '--no-recording=1', '--theme=dark'])(
  'a setting that a command makes no use of is no option of it: %s',
  (word) => {
    const [said] = word.split('=')
    expect(() => readWords({ args: [word], options: settingOptionsWhere(isOfAnswering) })).toThrow(
      `There is no option ${said}.`,
    )
  },
)

it('what an answer is made by is used wherever one is asked for', () => {
  const args = ['--speed=1.2', '--seed=3', '--model=a', '--device=cpu', '--voice=b', '--no-tools']
  const { values } = readWords({ args, options: settingOptionsWhere(isOfAnswering) })
  expect(Object.keys(values)).toHaveLength(args.length)
})

it('a negation takes no value', () => {
  expect(() => readWords({ args: ['--no-recording=1'], options: settingOptions })).toThrow(
    '--no-recording takes no value.',
  )
})
