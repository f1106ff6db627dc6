import { expect, it } from 'vitest'
import type { DesktopCommand } from '@contract'
import { obeyDesktop } from '../../../src-renderer/obeyDesktop'
import { FakeWorld, settle } from './fakeWorld'

const mute = { phase: 'muted', isMuted: true }

it('tells its phase at every change, and once more when it is pressed while muted', async () => {
  const world = await FakeWorld.begin()
  const shown: object[] = []
  let command!: (command: DesktopCommand) => void
  obeyDesktop(world.app, {
    onCommand: (receive) => (command = receive),
    showPhase: (phase, isMuted) => void shown.push({ phase, isMuted }),
    showRinging: () => undefined,
  })
  command('press')
  await settle()
  expect(shown).toEqual([{ phase: 'listening', isMuted: false }])
  command('toggle-mute')
  await settle()
  shown.length = 0
  command('press')
  await settle()
  expect(shown).toEqual([mute])
})

it('tells that it is muted from the start, and while it answers what is typed', async () => {
  const world = await FakeWorld.begin({ settings: { muted: true } })
  const shown: object[] = []
  obeyDesktop(world.app, {
    onCommand: () => undefined,
    showPhase: (phase, isMuted) => void shown.push({ phase, isMuted }),
    showRinging: () => undefined,
  })
  expect(shown).toEqual([mute])
  world.state.ask('Why?')
  await settle()
  expect(shown.at(-1)).toEqual({ phase: 'thinking', isMuted: true })
  world.state.toggleMute()
  expect(shown.at(-1)).toEqual({ phase: 'thinking', isMuted: false })
})

it('tells what rings, and that it is silent', async () => {
  const world = await FakeWorld.begin()
  const told: unknown[] = []
  obeyDesktop(world.app, {
    onCommand: () => undefined,
    showPhase: () => undefined,
    showRinging: (ringing) => void told.push(ringing.map(({ ring, isSilent }) => [ring, isSilent])),
  })
  const timer = { ring: 7, kind: 'timer', dueAt: 0 } as const
  await world.say({ type: 'ringing', ringing: [{ ...timer, isSilent: false }] })
  await world.say({ type: 'ringing', ringing: [{ ...timer, isSilent: true }] })
  expect(told).toEqual([[[7, false]], [[7, true]]])
})
