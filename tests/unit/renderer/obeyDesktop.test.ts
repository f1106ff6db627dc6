import { expect, it } from 'vitest'
import type { DesktopCommand, TrayPhase } from '@contract'
import { obeyDesktop } from '../../../src-renderer/obeyDesktop'
import { FakeWorld, settle } from './fakeWorld'

it('tells its phase at every change, and once more when it is pressed while muted', async () => {
  const world = await FakeWorld.begin()
  const shown: TrayPhase[] = []
  let command!: (command: DesktopCommand) => void
  obeyDesktop(world.app, {
    onCommand: (receive) => (command = receive),
    showPhase: (phase) => void shown.push(phase),
  })
  command('press')
  await settle()
  expect(shown).toEqual(['listening'])
  command('toggle-mute')
  await settle()
  shown.length = 0
  command('press')
  await settle()
  expect(shown).toEqual(['muted'])
})

it('tells that it is muted from the start', async () => {
  const world = await FakeWorld.begin({ stored: { 'parley.muted': 'yes' } })
  const shown: TrayPhase[] = []
  obeyDesktop(world.app, { onCommand: () => undefined, showPhase: (phase) => void shown.push(phase) })
  expect(shown).toEqual(['muted'])
})
