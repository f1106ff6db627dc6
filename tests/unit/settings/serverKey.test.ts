import { expect, it } from 'vitest'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { environmentKey } from '../../../src-main/settings/serverKey'

const named = (env: Record<string, string>): HostSettings =>
  new HostSettings({ file: '/nowhere/settings.yaml', env })
const chosen = { PARLEY_ANSWERS_FROM: 'server', PARLEY_SERVER: 'https://mine.example/v1' }
const key = { PARLEY_SERVER_KEY: ' sk-mine\n' }

it('the engine is told of a server, and of its key, only where one was chosen', () => {
  const settings = named(chosen)
  expect(engineConfig(settings.values, {}, environmentKey(settings, key)).server).toEqual({
    ...{ address: 'https://mine.example/v1', model: '', key: 'sk-mine' },
    ...{ sendsSound: true, stepsIn: true },
  })
  const local = named({ PARLEY_SERVER: chosen.PARLEY_SERVER })
  expect(engineConfig(local.values, {}, environmentKey(local, key)).server).toBeUndefined()
})

it('a key goes to the server that was named when Parley started, and to no other', () => {
  const settings = named(chosen)
  const keyFor = environmentKey(settings, key)
  settings.close()
  settings.change(new Map([['server.address', 'https://other.example/v1']]))
  expect(engineConfig(settings.values, {}, keyFor).server).toEqual({
    ...{ address: 'https://other.example/v1', model: '', sendsSound: true, stepsIn: true },
  })
})

it('a key that is none is not repeated', () => {
  const broken = { PARLEY_SERVER_KEY: 'sk-\nbroken' }
  expect(() => environmentKey(named(chosen), broken)).toThrow(/^(?!.*broken).*Copy it again/s)
})
