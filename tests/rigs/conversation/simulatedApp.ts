import type { AskMessage, HostMessage, Port } from '@contract'
import type { App, AppSources } from '../../../src-renderer/app'
import { createApp } from '../../../src-renderer/appStore'
import type { CaptureEvents } from '../../../src-renderer/audio/captureTypes'
import type { AudioDevice } from '../../../src-renderer/audio/devices'
import type { TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'
import { recordApp } from '../../../src-renderer/recording/record'
import { windowSettings } from '../../../src-renderer/windowSettings'
import { scriptedSettings } from '../settings/scriptedSettings'
import { VoiceActivity, type VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import { sampleRateHz } from './scene'
import { SimulatedSpeaker } from './simulatedSpeaker'
import { SimulatedTimers } from './simulatedTimers'

export interface SimulatedWorld {
  readonly port: Port<AskMessage | HostMessage, unknown>
  /** Undefined: it cannot be loaded. */
  readonly voice: VoiceModel | undefined
  readonly turnTaking?: Partial<TurnTakingSettings>
  readonly speakerRateHz: number
  readonly speakerDelayFrames: number
  readonly hasNoSpeaker?: boolean
  /** The virtual clock, in ms. */
  now(): number
  /** Takes each line of a recording of it; absent: it is not recorded. */
  readonly record?: ((line: string) => void) | undefined
  /** What it is a recording of. */
  readonly scene?: unknown
}

export interface SimulatedApp {
  readonly app: App
  readonly speaker: () => SimulatedSpeaker
  /** Where frames are told; undefined while no microphone is open. */
  readonly microphone: () => CaptureEvents | undefined
  /** Other microphones are there from now on. @param refusal what is thrown where one is to be opened */
  readonly plug: (microphones: readonly AudioDevice[], refusal?: string) => void
  /** Runs the timers that are due; true when there were any. */
  readonly runTimers: () => boolean
  /** Nothing that came in is under way. */
  readonly isIdle: () => boolean
  /** Closes it, and ends its recording. */
  close(): void
}

export const simulatedMicrophones: readonly AudioDevice[] = [
  { id: 'simulated', label: 'Simulated microphone' },
]

/** The app itself with simulated devices, all of them on a virtual clock. Its first microtasks open them. */
export function simulatedApp(world: SimulatedWorld): SimulatedApp {
  let microphone: CaptureEvents | undefined
  let microphones = simulatedMicrophones
  let refused: string | undefined
  let tellChanged = (): void => undefined
  const timers = new SimulatedTimers(() => world.now())
  const timeOf = (frame: number): number => (frame * 1000) / world.speakerRateHz
  // One that cannot be opened by the app is there all the same, for who measures.
  let speaker = new SimulatedSpeaker(silent, world.speakerDelayFrames, timeOf, world.speakerRateHz)
  const turnTaking = Object.entries(world.turnTaking ?? {})
  const settings = scriptedSettings(
    Object.fromEntries(turnTaking.map(([name, value]) => [`turnTaking.${name}`, value])),
  )
  const sources: AppSources = {
    port: world.port,
    openCapture({ deviceId }, on) {
      if (refused !== undefined) return Promise.reject(Object.assign(new Error(refused), { name: refused }))
      microphone = on
      const { id, label } = microphones.find((each) => each.id === deviceId) ?? microphones[0]
      return Promise.resolve({
        ...{ label, deviceId: id, contextRateHz: sampleRateHz },
        wake: () => undefined,
        close() {
          if (microphone === on) microphone = undefined
        },
      })
    },
    openPlayback(on) {
      if (world.hasNoSpeaker) return Promise.reject(new Error('There is no loudspeaker.'))
      speaker = new SimulatedSpeaker(on, world.speakerDelayFrames, timeOf, world.speakerRateHz)
      return Promise.resolve(speaker)
    },
    loadVoice: () =>
      world.voice ? Promise.resolve(new VoiceActivity(world.voice)) : Promise.reject(new Error('No model.')),
    loadEchoSentence: () => Promise.resolve({ sampleRateHz, samples: new Float32Array(0) }),
    devices: {
      list: () => Promise.resolve({ microphones: [...microphones], speakers: [] }),
      permission: () => Promise.resolve('granted'),
      onChange: (changed) => (tellChanged = changed),
    },
    storage: { getItem: (key) => (key === 'parley.welcome' ? 'over' : null), setItem: () => undefined },
    clock: () => world.now(),
    timers,
    settings: windowSettings(settings, settings.told),
  }
  const { record, scene } = world
  const { app, isIdle, end } = record
    ? recordApp(sources, record, { runsIn: 'rig', scene })
    : { app: createApp(sources), isIdle: () => true, end: () => undefined }
  return {
    app,
    speaker: () => speaker,
    microphone: () => microphone,
    plug(next, refusal) {
      microphones = next
      refused = refusal
      tellChanged()
    },
    runTimers: () => timers.runDue(),
    isIdle,
    close() {
      app.close()
      end('stopped')
    },
  }
}

const silent = {
  audible: () => undefined,
  progress: () => undefined,
  finished: () => undefined,
  blocked: () => undefined,
}
