import { eventually } from '../eventually'
import { startAnsweringServer, type ServerMischief } from '../server/answeringServer'
import type { FaultKind } from './faultKinds'

/** Ways of a server to fail, before it says anything and in the middle. */
const failures: readonly ServerMischief[] = [
  { kind: 'hang-up' },
  { kind: 'status', status: 500, body: 'out of memory' },
  { kind: 'status', status: 503 },
  { kind: 'cut', afterWords: 1 },
  { kind: 'no-end', afterWords: 2 },
  { kind: 'says', contentType: 'text/html', body: '<h1>Gateway</h1>' },
]

/** What is elsewhere and fails: a server that answers, and the hub of the models. */
export const networkFaults = {
  'server-fails': {
    async strike(world, random) {
      const server = await startAnsweringServer()
      const chosen = { address: server.base, model: 'tiny', sendsSound: false, stepsIn: true }
      await world.configure({ server: chosen })
      await world.ready()
      server.misbehave(random.pick(failures))
      world.state.ask('What does the server say?')
      return () => server.close()
    },
    tells: /trouble: .*127\.0\.0\.1|exchange: server-/,
    mends: (world) => world.configure({}),
  },
  'hub-unreachable': {
    async strike(world) {
      const hub = await world.openHub()
      await hub.away()
      await hub.fetch()
      return undefined
    },
    tells: /model: .*(line-failed|gave-up)/,
    // What was begun goes on by itself.
    async mends(world) {
      const hub = await world.openHub()
      await hub.back()
      await eventually(() => hub.isFetched, 'the model')
      await hub.remove()
    },
  },
} as const satisfies Record<string, FaultKind>
