import { afterAll, afterEach, expect, it } from 'vitest'
import { noticeInEnglish } from '@contract'
import type { HostContact } from '../../../src-main/engine/network/contactTally'
import { serverContact } from '../../../src-main/privacy/serverContact'
import { answerSettings } from '../../../src-main/settings/answerSettings'
import { HostSettings } from '../../../src-main/settings/hostSettings'
import { startAnsweringServer } from '../../rigs/server/answeringServer'

const settings = new HostSettings({ file: '/nowhere/settings.yaml', env: {} })
const server = await startAnsweringServer({ models: ['voxtral-small', 'voxtral-mini'], key: 'sk-mine' })
afterAll(() => server.close())
afterEach(() => void (contacts.length = 0))
const contacts: HostContact[] = []
const asked = (address: string, key?: string): ReturnType<typeof answerSettings> =>
  answerSettings(
    settings,
    { type: 'server-models', address },
    {
      key: (origin) => (server.base.startsWith(origin) ? key : undefined),
      onContact: (note) => contacts.push(note),
    },
  )

it('a window is told which models a server has, by the key for it, and that it was asked is noted', async () => {
  expect(await asked(server.base, 'sk-mine')).toMatchObject({ models: ['voxtral-small', 'voxtral-mini'] })
  const note = { part: 'host', purpose: 'server', host: server.host }
  expect(serverContact(contacts[0], 'host')).toMatchObject(note)
})

it('why a server does not tell them is told in its sentence', async () => {
  const { error, models } = await asked(server.base)
  expect(models).toBeUndefined()
  expect(noticeInEnglish(error!.notice)).toContain(server.host)
  expect((await asked('http://127.0.0.1:9/v1')).error?.code).toBe('server-unreachable')
})

it('nobody is asked at what is no address', async () => {
  expect((await asked('ftp://mine.example')).models).toEqual([])
  expect(contacts).toEqual([])
})
