import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { portPair, unansweredTurn, type AskMessage, type EngineMessage, type Port } from '@contract'
import { loadEngineModels } from '../../src-main/engine/models/engineModels'
import { forgetfulStore } from '../../src-main/engine/conversations/forgetfulStore'
import { serve } from '../../src-main/engine/serve'
import { Session } from '../../src-main/engine/session'
import type { TurnSeat } from '../../src-main/engine/turnLock'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { hostedEngine } from '../rigs/hostedEngine'

it('before the first question whole turns are rehearsed, and no window hears of them', async () => {
  const rehearsed: EngineMessage[] = []
  let isOver!: () => void
  const over = new Promise<void>((resolve) => (isOver = resolve))
  let windows = 0
  const open = await hostedEngine(async (config) => {
    const models = await loadEngineModels(config)
    return (port, seat) => {
      if (windows++ === 0) {
        port.onClose(isOver)
        port = listenedTo(port, (message) => rehearsed.push(message))
      }
      serve(port, new Session(models, config, { store: forgetfulStore() }), seat)
    }
  })
  const engine = new EngineUnderTest(open)
  await over
  expect(new Set(rehearsed.map(({ type }) => type))).toEqual(
    new Set(['ready', 'state', 'end-of-turn', 'text', 'sentence', 'audio', 'turn-end']),
  )
  expect(engine.events.map(({ type }) => type)).toEqual(['ready'])
  expect((await engine.ask('What is two plus two?')).text).toMatch(/four/)
})

it('a rehearsal gives way to the first question', async () => {
  const asked: string[] = []
  let connections = 0
  const open = await hostedEngine(() =>
    Promise.resolve((port: Port<EngineMessage, AskMessage>, seat: TurnSeat) => {
      const name = ['rehearsal', 'window'][connections++]
      port.onMessage((message) => {
        if (message.type !== 'audio') asked.push(`${name} ${message.type}`)
        if (message.type === 'utterance-start' || message.type === 'ask') seat.begins()
        // It would go on for ever.
        if (message.type === 'interrupt') port.send(unansweredTurn(message.turn, 'interrupted', 0))
      })
    }),
  )
  const [window, engine] = portPair<AskMessage, EngineMessage>()
  const told: EngineMessage[] = []
  window.onMessage((message) => told.push(message))
  open(engine)
  await sleep(0)
  window.send({ type: 'ask', turn: 1, text: 'Well?' })
  await sleep(0)
  expect(asked).toEqual([
    'rehearsal utterance-start',
    'rehearsal utterance-pause',
    'rehearsal utterance-end',
    'window ask',
    'rehearsal interrupt',
  ])
  // Not that it waits for another window either.
  expect(told).toEqual([])
})

function listenedTo(
  port: Port<EngineMessage, AskMessage>,
  hear: (message: EngineMessage) => void,
): Port<EngineMessage, AskMessage> {
  return {
    send(message) {
      hear(message)
      port.send(message)
    },
    onMessage: (receive) => port.onMessage(receive),
    onClose: (closed) => port.onClose(closed),
    close: () => port.close(),
  }
}
