import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { CaptionTrack } from '../../../src-renderer/audio/captionTrack'
import type { Capture, CaptureEvents } from '../../../src-renderer/audio/captureTypes'
import { ContextClock } from '../../../src-renderer/audio/contextClock'
import { Listening, type ListeningEvents } from '../../../src-renderer/audio/listening'
import { deriveHere } from '../../../src-renderer/audio/derive'
import { realTimers } from '../../../src-renderer/audio/timers'
import { defaultTurnTaking } from '../../../src-renderer/audio/turnTakingSettings'
import { VoiceActivity, type VoiceModel, type VoiceTensor } from '../../../src-renderer/audio/voiceActivity'

describe('ContextClock', () => {
  it('knows the time of a frame to within the least delay, however late the messages come', () => {
    const delays = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(delays, fc.double({ min: 0, max: 1e6, noNaN: true }), (lateMs, offset) => {
        const clock = new ContextClock()
        for (const [i, late] of lateMs.entries()) clock.observe(i * 32, offset + i * 32 + late)
        expect(clock.toShared(1000)).toBeCloseTo(offset + 1000 + Math.min(...lateMs), 3)
      }),
    )
  })

  it('follows a context that was paused', () => {
    const clock = new ContextClock()
    for (let i = 0; i < 100; i++) clock.observe(i * 32, i * 32)
    for (let i = 100; i < 200; i++) clock.observe(i * 32, i * 32 + 5000)
    expect(clock.toShared(0)).toBe(5000)
  })
})

describe('VoiceActivity', () => {
  interface Fed {
    readonly input: Float32Array
    readonly state: VoiceTensor
  }
  const scripted = (): { model: VoiceModel; fed: Fed[] } => {
    const fed: Fed[] = []
    const model: VoiceModel = {
      floats: (values) => ({ data: values }),
      integer: (value) => ({ data: [value] }),
      async run({ input, state }) {
        const run = fed.push({ input: input.data as Float32Array, state })
        // The first runs are the slowest.
        for (let i = 0; i < 20 - run; i++) await Promise.resolve()
        return { output: { data: Float32Array.of(run / 100) }, stateN: { data: `state ${run}` } }
      },
    }
    return { model, fed }
  }
  const frame = (value: number): Float32Array => new Float32Array(512).fill(value)

  it('hears frames in order, each with the end of the one before and with its state', async () => {
    const { model, fed } = scripted()
    const voice = new VoiceActivity(model)
    const likelihoods = await Promise.all([1, 2, 3].map((value) => voice.hear(frame(value))))
    expect(likelihoods.map((likelihood) => Math.round(likelihood * 100))).toEqual([1, 2, 3])
    expect(fed.map(({ input }) => [input.length, input[0], input[63], input[64], input[575]])).toEqual([
      [576, 0, 0, 1, 1],
      [576, 1, 1, 2, 2],
      [576, 2, 2, 3, 3],
    ])
    expect(fed.slice(1).map(({ state }) => state.data)).toEqual(['state 1', 'state 2'])
  })

  it('forgets behind the frames that it was given before, and outlives a run that fails', async () => {
    const { model, fed } = scripted()
    const voice = new VoiceActivity(model)
    const before = voice.hear(frame(1))
    void voice.reset()
    await Promise.all([before, voice.hear(frame(2))])
    expect(fed[1].input[0]).toBe(0)
    expect(fed[1].state.data).toBeInstanceOf(Float32Array)
    const broken = new VoiceActivity({ ...model, run: () => Promise.reject(new Error('no')) })
    await expect(broken.hear(frame(1))).rejects.toThrow('no')
    await expect(broken.hear(frame(1))).rejects.toThrow('no')
  })
})

describe('CaptionTrack', () => {
  const answer = 'One two three. Four!'

  it('follows the words that the voice tells', () => {
    const track = new CaptionTrack()
    track.sentence(0, 0, 14)
    const words = [
      { written: [0, 3] as const, endSample: 100 },
      { written: [4, 7] as const, endSample: 200 },
    ]
    track.audio(0, 250, words, answer)
    track.audio(0, 100, [{ written: [8, 13], endSample: 90 }], answer)
    expect([0, 99, 100, 199, 200, 339, 340].map((heard) => track.heardEnd(heard))).toEqual([
      0, 0, 3, 3, 7, 7, 13,
    ])
  })

  it('shares a sentence out where the voice tells none, and never goes back', () => {
    const track = new CaptionTrack()
    track.sentence(0, 0, 15)
    track.sentence(1, 15, 20)
    track.audio(0, 1500, [], answer)
    track.audio(1, 500, [], answer)
    const places = Array.from({ length: 201 }, (_, i) => track.heardEnd(i * 10))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect([...new Set(places)]).toEqual([0, 3, 7, 14, 20])
    expect(track.heardEnd(1499)).toBe(14)
    expect(track.heardEnd(2000)).toBe(20)
  })
})

describe('Listening', () => {
  it('asks for no voice that is for another window, and has what was said before the key', async () => {
    let capture!: CaptureEvents
    let [asked, resets] = [0, 0]
    const heard: number[] = []
    const listening = new Listening(
      {
        openCapture: (_options, on) => {
          capture = on
          return Promise.resolve({} as Capture)
        },
        settings: defaultTurnTaking,
        timers: realTimers,
        derive: deriveHere,
        clock: () => 0,
      },
      new Proxy({} as ListeningEvents, {
        get: (_, name) => (name === 'audio' ? ([first]: Float32Array) => heard.push(first) : () => undefined),
      }),
    )
    await listening.openMicrophone({
      ...{ deviceId: '', echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    })
    listening.useVoice({
      hear: () => Promise.resolve(0 * asked++),
      reset: () => Promise.resolve(void resets++),
    })
    let at = 0
    const say = async (level: number): Promise<void> => {
      capture.frame({ samples: new Float32Array(512).fill(level), endAt: (at += 32) })
      await new Promise((resolve) => setTimeout(resolve))
    }
    await say(0.001)
    expect(asked).toBe(1)
    const { noiseFloor } = listening
    listening.allowHandsFree(false)
    for (const level of [0.25, 0.5]) await say(level)
    expect([asked, listening.level, listening.noiseFloor]).toEqual([1, 0.5, noiseFloor])
    listening.tell({ type: 'press' })
    await say(0.75)
    expect(heard.slice(-3)).toEqual([0.25, 0.5, 0.75])
    expect(asked).toBe(2)
    listening.tell({ type: 'stop' })
    listening.allowHandsFree(true)
    await say(0.001)
    expect([asked, resets]).toEqual([3, 1])
  })

  it('goes on hearing when something that it told has failed', async () => {
    const faults = vi.spyOn(console, 'error').mockReturnValue()
    const openings: boolean[] = []
    let capture: CaptureEvents | undefined
    const told = new Proxy({} as ListeningEvents, {
      get: (_, name) => (name === 'open' ? open : () => undefined),
    })
    const open = (interrupts: boolean): void => {
      openings.push(interrupts)
      throw new Error('The line is gone.')
    }
    const listening = new Listening(
      {
        openCapture: (_options, on) => {
          capture = on
          return Promise.resolve({} as Capture)
        },
        settings: defaultTurnTaking,
        timers: realTimers,
        derive: deriveHere,
        clock: () => 0,
        echoOf: () => () => {
          throw new Error('No echo can be found.')
        },
      },
      told,
    )
    await listening.openMicrophone({
      deviceId: '',
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    })
    listening.tell({ type: 'press' })
    listening.tell({ type: 'stop' })
    listening.useVoice({ hear: () => Promise.resolve(1) } as unknown as VoiceActivity)
    capture?.frame({ samples: new Float32Array(512).fill(0.1), endAt: 32 })
    await new Promise((resolve) => setTimeout(resolve))
    listening.tell({ type: 'press' })
    listening.tell({ type: 'stop' })
    expect(openings).toEqual([false, false])
    expect(faults).toHaveBeenCalledTimes(3)
    faults.mockRestore()
  })
})
