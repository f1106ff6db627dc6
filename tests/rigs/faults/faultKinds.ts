import { DatabaseSync } from '@photostructure/sqlite'
import { faultLine } from '../../../src-preload/contract'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../conversation/random'
import { eventually } from '../eventually'
import type { FaultyWorld } from './faultyWorld'
import { modelFaults } from './modelFaults'
import { networkFaults } from './networkFaults'

/** Something that goes wrong. */
export interface FaultKind {
  /** Makes it happen. @returns what ends it, where it does not end by itself */
  readonly strike: (world: FaultyWorld, random: Random) => Promise<(() => Promise<void> | void) | undefined>
  /** What a window tells of it; absent: nothing is to be told, for nothing is lost. */
  readonly tells?: RegExp
  /** It takes an answer, or a question, by what is asked; absent: whatever goes on. */
  readonly asks?: string
  /** What was kept is set aside, and the window says where. */
  readonly losesStore?: boolean
  /** What its user does about it, or what comes back, behind the next answer: then all is as before. */
  readonly mends?: (world: FaultyWorld) => Promise<void>
  /** Whether it can be had here. */
  isHere?(world: FaultyWorld): boolean
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined)

const signalled =
  (signal: NodeJS.Signals): FaultKind['strike'] =>
  (world) => {
    world.signalEngine(signal)
    return nothing()
  }

const databaseOf = (folder: string): string => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return path.join(
    folder,
    names.find((name) => name.endsWith('conversations.db'))!,
  )
}

/** Until the engine that is there is gone, and with it what it holds. */
async function killed(world: FaultyWorld): Promise<void> {
  const { enginePid } = world
  world.signalEngine('SIGKILL')
  await eventually(() => world.enginePid !== enginePid, 'the end of the engine')
}

/** What goes wrong in use, by its name. Each comes from outside, as it would: signals, files, devices, lines, other pages. */
export const faultKinds: Readonly<Record<string, FaultKind>> = {
  'engine-crash': { strike: signalled('SIGKILL'), tells: /connection: restarting/ },
  'engine-held': { strike: signalled('SIGSTOP'), tells: /connection: restarting/ },
  'engine-loop': { asks: 'a loop', strike: nothing, tells: /connection: restarting/ },
  'engine-slow-start': {
    async strike(world, random) {
      await killed(world)
      await eventually(() => world.enginePid, 'the next engine')
      world.signalEngine('SIGSTOP')
      await sleep(random.between(0, 1500))
      return () => world.signalEngine('SIGCONT')
    },
    tells: /connection: restarting/,
  },
  'out-of-memory': { asks: 'out of memory', strike: nothing, tells: /exchange: out-of-memory/ },
  'provider-lost': {
    asks: 'provider lost',
    strike: nothing,
    tells: /exchange: inference-failed runtime-failed/,
  },
  unthought: { asks: 'something unthought of', strike: nothing, tells: /exchange: internal unexpected/ },
  'tool-fails': { asks: 'a tool that fails', strike: nothing, tells: /tool: failed/ },
  'socket-cut': {
    strike: (world) => {
      world.cutSocket()
      return nothing()
    },
    tells: /connection: cut/,
  },
  'host-gone': {
    async strike(world, random) {
      await world.endHost()
      await sleep(random.pick([0, random.between(0, 2000), 9000]))
      return () => world.startHost()
    },
    tells: /connection: cut/,
  },
  'message-too-large': {
    strike(world) {
      world.sendRaw('x'.repeat(3_000_000))
      return nothing()
    },
    tells: /connection: cut/,
  },
  'message-nonsense': {
    strike(world) {
      world.sendRaw('{"type":"nonsense"}')
      return nothing()
    },
    tells: /trouble: .*The window sent an invalid message/,
  },
  'messages-too-many': {
    async strike(world) {
      const page = await world.openPage()
      for (let turn = 1; turn <= 3000; turn++)
        page.socket.send(JSON.stringify({ type: 'ask', turn, text: 'Well?' }))
      return () => page.close()
    },
  },
  'microphone-denied': {
    async strike({ window }) {
      window.refusal = 'NotAllowedError'
      window.microphone?.on.trouble('lost')
      await sleep(0)
      return async () => {
        window.refusal = undefined
        window.state.resolveTrouble()
        await eventually(() => window.state.permission === 'granted', 'a microphone')
      }
    },
    tells: /trouble: .*may not use the microphone/,
  },
  'microphone-lost': {
    async strike({ window }) {
      const all = window.microphones
      window.microphones = []
      window.microphone?.on.trouble('lost')
      await window.plug([])
      return () => window.plug(all)
    },
    tells: /trouble: .*No microphone was found/,
  },
  'microphone-silent': {
    strike({ window }) {
      window.microphone?.on.trouble('zeros')
      return Promise.resolve(() => window.microphone?.on.recovered())
    },
    tells: /trouble: .*delivers only silence/,
  },
  'loudspeaker-lost': {
    async strike({ window }) {
      const all = window.speakers
      window.state.chooseSpeaker('desk')
      await window.plug(window.microphones)
      window.speakers = []
      await window.plug(window.microphones)
      return async () => {
        window.speakers = all
        await window.plug(window.microphones)
      }
    },
    tells: /trouble: .*was unplugged\. Speaking through the usual one/,
  },
  'store-locked': {
    async strike(world) {
      await killed(world)
      await eventually(() => world.enginePid, 'the next engine')
      world.signalEngine('SIGSTOP')
      const other = new DatabaseSync(databaseOf(world.folder))
      other.exec('BEGIN EXCLUSIVE')
      world.signalEngine('SIGCONT')
      return async () => {
        other.close()
        // As its user is told to: it is started again.
        await killed(world)
        await world.away()
      }
    },
    tells: /hindrance: store-locked/,
  },
  'store-damaged': {
    async strike(world, random) {
      world.signalEngine('SIGSTOP')
      const file = databaseOf(world.folder)
      writeFileSync(
        file,
        Uint8Array.from({ length: 50_000 }, () => random.next() * 256),
      )
      // What is written ahead would mend it.
      rmSync(`${file}-wal`, { force: true })
      await killed(world)
      return undefined
    },
    tells: /trouble: .*kept as/,
    losesStore: true,
  },
  'disk-full': {
    isHere: ({ hasDisk }) => hasDisk,
    strike({ folder }) {
      const file = path.join(folder, 'somebody-elses')
      for (let bytes = 1 << 20; bytes >= 512;)
        try {
          writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' })
        } catch {
          bytes >>= 1
        }
      return Promise.resolve(() => rmSync(file))
    },
    tells: /(trouble|hindrance|exchange): .*(disk|full|store-unwritable)/i,
  },
  ...modelFaults,
  ...networkFaults,
  'settings-broken': {
    strike({ settings }) {
      writeFileSync(settings.file, 'speed: [1\n')
      settings.change(new Map([['speed', 1.5]]))
      if (!settings.faults.some((fault) => faultLine(fault).includes('holds until Parley ends')))
        throw new Error(`Of broken settings this is told: ${JSON.stringify(settings.faults)}`)
      if (settings.values.speed !== 1.5) throw new Error('A choice does not hold')
      return Promise.resolve(() => rmSync(settings.file))
    },
  },
  'clock-jump': {
    strike({ window }, random) {
      window.now += random.pick([3_600_000, 36_000_000, 1e9])
      return nothing()
    },
  },
  sleep: {
    async strike(world, random) {
      world.signalEngine('SIGSTOP')
      world.window.now += 28_800_000
      await sleep(random.between(100, 900))
      world.signalEngine('SIGCONT')
      return undefined
    },
  },
}
