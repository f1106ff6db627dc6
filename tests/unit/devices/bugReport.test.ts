import { expect, it } from 'vitest'
import { settingEntries, settings as schema, type SettingKey, settingsWith } from '@contract'
import { bugReport } from '../../../src-main/doctor/bugReport'
import { homeDir } from '../../../src-main/engine/files/homeDir'
import { ownVersion } from '../../../src-main/engine/files/ownVersion'

const word = 'quaxolotl'
const said = new Map<SettingKey, unknown>([
  ['persona', `You know ${word}.`],
  ['speed', 1.3],
  ['theme', 'dark'],
  ['microphone', `${word}'s headset`],
  ['listener', `/home/${word}/voxtral`],
  ['server.address', `https://${word}.example`],
  ['toolServers', { [word]: { command: word, args: [], env: { KEY: word } } }],
  ['toolConsents', { [word]: 'always' }],
  ['voice', [word]],
])
const values = settingsWith(said)
const log = { tail: () => Promise.resolve(['{"event":"engine","state":"ready"}']) }
const doctor = (): Promise<string> => Promise.resolve(`ok  models: ${homeDir()}/models\n`)

it('a report has the versions, what the doctor says, the settings that are not as usual, and the end of the log', async () => {
  const { text } = await bugReport({ log, settings: { values }, doctor })
  for (const part of [
    `Parley ${ownVersion()}`,
    'ok  models: ~/models',
    'speed: 1.3',
    'theme: "dark"',
    '"state":"ready"',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('pushToTalkKey')
})

it('has nothing that somebody wrote, and not where the user’s folder lies', async () => {
  const { text } = await bugReport({ log, settings: { values }, doctor })
  expect(text).toContain('persona: (set)')
  expect(text).not.toContain(word)
  expect(text).not.toContain(homeDir())
})

it('tells of no setting a text that it was given', async () => {
  // Whatever a setting takes that is a text, takes this one.
  const texts = new Map(settingEntries.map((entry) => [entry.key, entry.schema.safeParse(word).data]))
  const all = settingsWith(new Map([...texts].filter(([, value]) => value !== undefined)))
  expect(Object.values(all)).toContain(word)
  expect((await bugReport({ log, settings: { values: all }, doctor })).text).not.toContain(word)
  expect(schema.safeParse(all).success).toBe(true)
})

it('is made also where the doctor falls ill', async () => {
  const ill = (): Promise<string> => Promise.reject(new Error('SIGSEGV'))
  const { text } = await bugReport({ log, settings: { values: settingsWith(new Map()) }, doctor: ill })
  expect(text).toContain('It does not answer.')
  expect(text).toContain('"state":"ready"')
})
