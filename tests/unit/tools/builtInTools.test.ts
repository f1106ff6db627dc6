import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { builtInTools } from '../../../src-main/engine/tools/builtInTools'
import { callTool, type AskUser } from '../../../src-main/engine/tools/callTool'
import { mostTimers, Timers } from '../../../src-main/engine/tools/timers'
import { HandClock } from '../../rigs/conversations/handClock'

const nobody: AskUser = () => Promise.reject(new Error('nobody was to be asked'))
const start = new Date(2026, 10, 29, 14, 5).getTime()
let clock: HandClock
let folder: string
let timers: Timers
let isPrivate = false
beforeEach(() => {
  isPrivate = false
  clock = new HandClock(start)
  folder = mkdtempSync(path.join(tmpdir(), 'parley-timers-'))
  timers = open()
})
afterEach(() => rmSync(folder, { recursive: true }))
const open = (): Timers => new Timers({ clock, file: path.join(folder, 'timers.json') })
async function call(name: string, args: object = {}, askUser = nobody): Promise<string> {
  const tool = builtInTools(timers, () => isPrivate).find((each) => each.name === name)!
  return (await callTool(tool, args, askUser, new AbortController().signal)).text
}

it('time and date are those of the clock here', async () => {
  expect(await call('get_time')).toBe('It is 14:05.')
  expect(await call('get_date')).toBe('Today is Sunday, 29 November 2026.')
})

it.each([
  ['17*12', '204'],
  ['17 × 12 =', '204'],
  ['0.1+0.2', '0.3'],
  ['84/12', '7'],
  ['1,250 * 2', '2500'],
  ['15% of 80', '12'],
  ['(3+4)^2 - sqrt(16)', '45'],
  ['5 miles to km', '8.04672 km'],
  ['20 celsius to fahrenheit', '68 fahrenheit'],
  ['2 pi', '6.28318530718'],
  ['max(100, 200)', '200'],
  ['sqrt(1,000,000)', '1000'],
  ['0x1F + 1', '32'],
  ['3 x 4', '12'],
  ['10x10', '100'],
  ['2**3', '8'],
  ['√16 + 6²', '40'],
  ['ln(e)', '1'],
  ['20 °C to °F', '68 fahrenheit'],
  ['100 C to F', '212 fahrenheit'],
  ['212 Fahrenheit to Celsius', '100 celsius'],
  ['sin(30°)', '0.5'],
  ['60 mph to km/h', '96.56064 km/h'],
  ['96.56064 km/h to mph', '60 mph'],
  ['10 pounds to kg', '4.5359237 kg'],
  ['5 ft 3 in to cm', '160.02 cm'],
  ['2 hours 30 minutes to minutes', '150 minutes'],
])('computes %s', async (expression, value) => {
  expect(await call('calculate', { expression })).toBe(`${expression} = ${value}.`)
})

it.each([
  ['seventeen times twelve', '17 * 12 = 204'],
  ['nine hundred and five minus a hundred', '905 - 100 = 805'],
  ['Twenty-one divided by three', '21 / 3 = 7'],
  ['two thousand three hundred forty multiplied by ten', '2340 * 10 = 23400'],
  ['three point one four plus one', '3.14 + 1 = 4.14'],
  ['nine squared plus zero', '9^2 + 0 = 81'],
  ['fifteen percent of eighty', '15% of 80 = 12'],
  ['five miles to kilometers', '5 miles to kilometers = 8.04672 kilometers'],
])('computes %s, which a small listener sends as it heard it', async (expression, said) => {
  expect(await call('calculate', { expression })).toBe(`${said}.`)
})

it.each([
  ['1/0', 'has no value'],
  // These would be 100200 and 1989.
  ['max(100,200)', 'without commas for thousands'],
  ['2026-12-25', 'Dates cannot be computed'],
  ['five and six', 'Only numbers'],
  ['twenty thirty', 'cannot be read'],
  ['sqrt(-1)', 'has no value'],
  ['17 *', 'cannot be read'],
  ['ones(10000, 10000)', '“ones” is not known'],
  ['1:1e9', 'Only numbers'],
  ['a = 3', 'Only numbers'],
  ['[1, 2]', 'Only numbers'],
  ['"a"', 'is no number'],
  ['import({}, {})', '“import” is not known'],
  ['cat + 1', '“cat” is not known'],
  ['sqrt', '“sqrt” is not known'],
])('says why %s cannot be computed', async (expression, why) => {
  const said = await call('calculate', { expression })
  expect(said).toMatch(/^Error: /)
  expect(said).toContain(why)
})

it('a timer rings when its time has come, and is silent when it was stopped or a minute has passed', async () => {
  expect(await call('set_timer', { duration: '300 seconds', label: 'tea' })).toBe(
    'The timer “tea” is set for 5 minutes.',
  )
  await call('set_timer', { duration: '310 seconds' })
  clock.move(299_000)
  expect(timers.ringing).toEqual([])
  clock.move(1000)
  const tea = { ring: 1, kind: 'timer', dueAt: start + 300_000, label: 'tea', isSilent: false }
  expect(timers.ringing).toEqual([tea])
  timers.silence()
  expect(timers.ringing).toEqual([{ ...tea, isSilent: true }])
  timers.seen(1)
  clock.move(10_000)
  expect(timers.ringing).toMatchObject([{ ring: 2, isSilent: false }])
  clock.move(60_000)
  expect(timers.ringing).toMatchObject([{ ring: 2, isSilent: true }])
})

it.each([
  ['five minutes', '5 minutes'],
  ['A minute', '1 minute'],
  ['forty five seconds', '45 seconds'],
  ['90 seconds', '1 minute 30 seconds'],
  ['1h 30m', '1 hour 30 minutes'],
  ['one hour, 20 minutes and 5 seconds', '1 hour 20 minutes 5 seconds'],
  ['an hour and a half', '1 hour 30 minutes'],
  ['two and a half minutes', '2 minutes 30 seconds'],
  ['half an hour', '30 minutes'],
  ['24 hours', '24 hours'],
])('a timer is set for %s', async (duration, told) => {
  expect(await call('set_timer', { duration })).toBe(`The timer is set for ${told}.`)
})

it.each(['soon', '300', 'five months', 'half', '0 seconds', '25 hours', 'minutes 5'])(
  'no timer is set for %s, and the listener is told why',
  async (duration) => {
    expect(await call('set_timer', { duration })).toMatch(/^Error: /)
    expect(timers.set).toEqual([])
  },
)

it('an alarm rings the next time that the clock shows its time', async () => {
  expect(await call('set_alarm', { time: '15:30' })).toBe('The alarm is set for 15:30.')
  expect(await call('set_alarm', { time: '7:30' })).toBe('The alarm is set for 07:30 tomorrow.')
  clock.move(85 * 60_000)
  expect(timers.ringing).toHaveLength(1)
  clock.move(16 * 3_600_000)
  expect(timers.ringing).toHaveLength(2)
})

it('timers are told and cancelled by their numbers', async () => {
  expect(await call('list_timers')).toBe('No timer and no alarm is set.')
  expect(await call('cancel_timer')).toBe('No timer and no alarm is set.')
  await call('set_timer', { duration: '5430 seconds' })
  await call('set_alarm', { time: '07:30', label: 'work' })
  const both = 'Timer 1: 1 hour 30 minutes 30 seconds left. Alarm 2 “work”: at 07:30.'
  expect(await call('list_timers')).toBe(both)
  expect(await call('cancel_timer')).toBe(`Error: Several are set. Call again with an id: ${both}`)
  expect(await call('cancel_timer', { id: 7 })).toBe('Error: None has the number 7.')
  expect(await call('cancel_timer', { id: 2 })).toBe('The alarm “work” is cancelled.')
  expect(await call('cancel_timer')).toBe('The timer is cancelled.')
})

it('times outlive the engine without a word, and what was due meanwhile is told without a sound', async () => {
  await call('set_timer', { duration: '60 seconds', label: 'secret' })
  await call('set_alarm', { time: '07:30' })
  isPrivate = true
  await call('set_timer', { duration: '600 seconds' })
  timers.close()
  expect(readFileSync(path.join(folder, 'timers.json'), 'utf8')).not.toContain('secret')
  clock.move(3_600_000)
  timers = open()
  expect(timers.ringing).toMatchObject([{ kind: 'timer', isSilent: true }])
  expect(timers.set).toMatchObject([{ kind: 'alarm' }])
})

it('what rings while the engine ends rings again, until it was seen', async () => {
  await call('set_timer', { duration: '60 seconds' })
  clock.move(60_000)
  timers.close()
  clock.move(5000)
  timers = open()
  expect(timers.ringing).toMatchObject([{ isSilent: false }])
  timers.seen(timers.ringing[0].ring)
  timers.close()
  timers = open()
  expect([timers.ringing, timers.set]).toEqual([[], []])
})

it('there is an end to timers, and one that cannot be kept is not set', async () => {
  timers = new Timers({ clock })
  for (let i = 0; i < mostTimers; i++) await call('set_timer', { duration: '9 seconds' })
  expect(await call('set_timer', { duration: '9 seconds' })).toMatch(/^Error: 50 timers/)
  timers = new Timers({ clock, file: path.join(import.meta.filename, 'under a file') })
  expect(await call('set_timer', { duration: '9 seconds' })).toMatch(/^Error: /)
  expect(timers.set).toEqual([])
})

it('clipboard and addresses are the window’s to do, and only when its user allows it', async () => {
  const asked: string[] = []
  const yes: AskUser = (tool, args) => {
    asked.push(tool.name, JSON.stringify(args))
    return Promise.resolve({ isAllowed: true, text: 'copied' })
  }
  expect(await call('read_clipboard', {}, yes)).toBe('copied')
  expect(await call('write_clipboard', { text: 'a' }, yes)).toBe('copied')
  expect(asked).toEqual(['read_clipboard', '{}', 'write_clipboard', '{"text":"a"}'])
  const no: AskUser = () => Promise.resolve({ isAllowed: false })
  expect(await call('open_address', { url: 'https://example.org/a' }, no)).toBe(
    'Error: The user did not allow this.',
  )
  for (const url of ['http://example.org', 'file:///etc/passwd', 'https://user@example.org', 'javascript:1'])
    expect(await call('open_address', { url })).toMatch(/^Error: url must match/)
})
