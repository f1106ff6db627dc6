import { sharedClock } from '@contract'
import { openCapture } from '../../../../src-renderer/audio/capture'
import { openPlayback } from '../../../../src-renderer/audio/playback'
import { loadSilero } from '../../../../src-renderer/audio/silero'
import { VoiceActivity } from '../../../../src-renderer/audio/voiceActivity'
import type { AudioPage, CaptureResult, CaptureTrial, PlaybackResult, PlaybackTrial } from '../audioPage'
import recorderUrl from './recorderWorklet.ts?worker&url'

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function base64(pieces: readonly Float32Array[]): string {
  let binary = ''
  for (const piece of pieces)
    binary += String.fromCharCode(...new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
  return btoa(binary)
}

/** A stream that sounds from `beganAt` on. */
async function stream(
  source: CaptureTrial['source'],
): Promise<{ stream: MediaStream | undefined; begin(): number }> {
  if (source === 'microphone') return { stream: undefined, begin: () => sharedClock() }
  const context = new AudioContext({ sampleRate: 48_000 })
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
  let node: AudioScheduledSourceNode
  if (source === 'silence') node = new ConstantSourceNode(context, { offset: 0 })
  else if ('hertz' in source) node = new OscillatorNode(context, { frequency: source.hertz })
  else {
    const buffer = await context.decodeAudioData(
      Uint8Array.from(atob(source.wav), (byte) => byte.charCodeAt(0)).buffer,
    )
    node = new AudioBufferSourceNode(context, { buffer })
  }
  node.connect(new GainNode(context, { gain: 0.5 })).connect(destination)
  return {
    stream: destination.stream,
    begin() {
      node.start()
      return sharedClock()
    },
  }
}

async function capture(trial: CaptureTrial): Promise<CaptureResult> {
  const voice = trial.withVoice ? new VoiceActivity(await loadSilero()) : undefined
  const source = await stream(trial.source)
  const frames: Promise<CaptureResult['frames'][number]>[] = []
  const samples: Float32Array[] = []
  const troubles: string[] = []
  const voiceMs: number[] = []
  const options = {
    deviceId: '',
    echoCancellation: trial.source === 'microphone',
    noiseSuppression: false,
    autoGainControl: false,
    contextRateHz: trial.contextRateHz,
  }
  const opened = await openCapture(
    options,
    {
      frame({ samples: frame, endAt }) {
        const takenAt = sharedClock()
        samples.push(frame)
        const level = Math.sqrt(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length)
        frames.push(
          (voice?.hear(frame) ?? Promise.resolve(0)).then((likelihood) => {
            voiceMs.push(sharedClock() - takenAt)
            return { endAt, takenAt, level, voice: likelihood }
          }),
        )
      },
      trouble: (trouble) => troubles.push(trouble),
      recovered: () => troubles.push('recovered'),
    },
    source.stream,
  )
  await sleep(300)
  const silenceFrames = frames.length
  const beganAt = source.begin()
  const { unplugAfterSeconds } = trial
  if (unplugAfterSeconds !== undefined)
    void sleep(unplugAfterSeconds * 1000).then(() =>
      source.stream?.getAudioTracks()[0].dispatchEvent(new Event('ended')),
    )
  await sleep(trial.seconds * 1000)
  opened.close()
  const { contextRateHz } = opened
  return {
    contextRateHz,
    beganAt,
    frames: await Promise.all(frames),
    samples: base64(samples),
    troubles,
    voiceMs,
    silenceFrames,
  }
}

function tone(hertz: number, seconds: number, sampleRateHz: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / sampleRateHz),
  )
}

async function play(trial: PlaybackTrial): Promise<PlaybackResult> {
  const context = new AudioContext({ sampleRate: trial.contextRateHz, latencyHint: 'interactive' })
  const audible: { turn: number; at: number }[] = []
  const finished: number[] = []
  const heard: number[] = []
  const heardBefore: number[] = []
  const levels: number[] = []
  const playback = await openPlayback(
    {
      audible: (turn, at) => audible.push({ turn, at }),
      progress() {
        heard.push(playback.heardSamples(1))
        heardBefore.push(playback.heardSamples(1, sharedClock() - 100))
        levels.push(playback.level())
      },
      finished: (turn) => finished.push(turn),
      blocked: () => undefined,
    },
    context,
  )
  await context.audioWorklet.addModule(recorderUrl)
  const recorder = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 })
  const recorded: Float32Array[] = []
  recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => recorded.push(data)
  playback.output.connect(recorder)
  await sleep(200)

  const { sampleRateHz } = trial
  const samples = tone(trial.hertz, trial.seconds, sampleRateHz)
  const playedAt = sharedClock()
  for (let at = 0, i = 0; at < samples.length; i++) {
    const length = trial.chunkSamples[i % trial.chunkSamples.length]
    playback.play(1, sampleRateHz, samples.slice(at, at + length))
    at += length
  }
  playback.end(1)
  let silencedAt: number | undefined
  for (const step of trial.steps ?? []) {
    await sleep(step.afterMs)
    if (step.do === 'silence') silencedAt = await playback.silence(1)
    else if (step.do === 'fail') {
      await context.suspend()
      context.dispatchEvent(new Event('error'))
    } else if (typeof step.do === 'string') playback[step.do]()
    else playback.play(step.do.turn, sampleRateHz, tone(step.do.hertz, step.do.seconds, sampleRateHz))
  }
  await sleep(playedAt + trial.recordSeconds * 1000 - sharedClock())
  const latencyMs = (context.outputLatency || context.baseLatency) * 1000
  playback.close()
  return {
    recorded: base64(recorded),
    audible,
    playedAt,
    finished,
    silencedAt,
    heard,
    heardBefore,
    levels,
    latencyMs,
  }
}

;(globalThis as unknown as { audioPage: AudioPage }).audioPage = { capture, play }
