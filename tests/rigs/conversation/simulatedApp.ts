import type { AskMessage, Port } from '@contract'
import type { App } from '../../../src-renderer/app'
import { createApp } from '../../../src-renderer/appStore'
import type { CaptureEvents } from '../../../src-renderer/audio/captureTypes'
import type { TurnTakingSettings } from '../../../src-renderer/audio/turnTakingSettings'
import { windowSettings } from '../../../src-renderer/windowSettings'
import { scriptedSettings } from '../settings/scriptedSettings'
import { VoiceActivity, type VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import { sampleRateHz } from './scene'
import { SimulatedSpeaker } from './simulatedSpeaker'

const device = { id: 'simulated', label: 'Simulated microphone' }

export interface SimulatedWorld {
  readonly port: Port<AskMessage, unknown>
  readonly voice: VoiceModel
  readonly turnTaking?: Partial<TurnTakingSettings>
  readonly speakerRateHz: number
  readonly speakerDelayFrames: number
  /** The virtual clock, in ms. */
  now(): number
}

export interface SimulatedApp {
  readonly app: App
  readonly speaker: () => SimulatedSpeaker
  /** Where frames are told; undefined while no microphone is open. */
  readonly microphone: () => CaptureEvents | undefined
}

/** The app itself with simulated devices, all of them on a virtual clock. Its first microtasks open them. */
export function simulatedApp(world: SimulatedWorld): SimulatedApp {
  let microphone: CaptureEvents | undefined
  let speaker: SimulatedSpeaker | undefined
  const turnTaking = Object.entries(world.turnTaking ?? {})
  const settings = scriptedSettings(
    Object.fromEntries(turnTaking.map(([name, value]) => [`turnTaking.${name}`, value])),
  )
  const app = createApp({
    port: world.port,
    openCapture: (_options, on) => {
      microphone = on
      return Promise.resolve({
        label: device.label,
        deviceId: device.id,
        contextRateHz: sampleRateHz,
        wake: () => undefined,
        close: () => (microphone = undefined),
      })
    },
    openPlayback: (on) => {
      const timeOf = (frame: number): number => (frame * 1000) / world.speakerRateHz
      speaker = new SimulatedSpeaker(on, world.speakerDelayFrames, timeOf, world.speakerRateHz)
      return Promise.resolve(speaker)
    },
    loadVoice: () => Promise.resolve(new VoiceActivity(world.voice)),
    loadEchoSentence: () => Promise.resolve({ sampleRateHz, samples: new Float32Array(0) }),
    devices: {
      list: () => Promise.resolve({ microphones: [device], speakers: [] }),
      permission: () => Promise.resolve('granted'),
      onChange: () => undefined,
    },
    storage: { getItem: (key) => (key === 'parley.welcome' ? 'over' : null), setItem: () => undefined },
    clock: () => world.now(),
    settings: windowSettings(settings, settings.told),
  })
  return { app, speaker: () => speaker!, microphone: () => microphone }
}
