import { sharedClock } from '@contract'
import { HeardSamples } from './heardSamples'
import { listeningCue, type ListeningCue } from './listeningCue'
import type { PlaybackReport } from './playbackQueue'
import type { Playback, PlaybackEvents } from './playbackTypes'
import type { PlaybackCommand } from './playbackWorklet'
import playbackWorkletUrl from './playbackWorklet.ts?worker&url'

/** An audio thread that does not answer for this long plays nothing; a busy window reads its answer late. */
const answerMs = 1000
/** Levels measured but not yet heard: half a second of them. */
const keptLevels = 24
/** The system's sound that failed is tried again after this time. */
const againMs = 500
const toneHz = 523.25
const toneSeconds = 0.4
const toneGain = 0.2

/**
 * Opens the loudspeaker.
 * @param on told what is heard, by the output's own clock
 * @param context stands in for the loudspeaker's context in tests
 */
export async function openPlayback(
  on: PlaybackEvents,
  context = newContext(),
): Promise<Playback & { output: AudioNode }> {
  await context.audioWorklet.addModule(playbackWorkletUrl)
  const node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] })
  node.connect(context.destination)
  const heard = new HeardSamples()
  const levels: { frame: number; level: number }[] = []
  const silenced = new Map<number, (samples: number) => void>()
  const tell = (command: PlaybackCommand): void => node.port.postMessage(command)
  const heardFrame = (): number => heardSeconds(context) * context.sampleRate
  const heardAt = (frame: number): number =>
    sharedClock() + ((frame - heardFrame()) * 1000) / context.sampleRate

  const wake = (): void => {
    if (context.state === 'suspended') void context.resume()
  }
  // The context is stopped by it, and goes on where it was.
  context.addEventListener('error', () => setTimeout(wake, againMs))

  node.port.onmessage = ({ data: report }: MessageEvent<PlaybackReport>) => {
    heard.take(report)
    switch (report.type) {
      case 'audible':
        return on.audible(report.turn, heardAt(report.frame))
      case 'level':
        levels.push(report)
        if (levels.length > keptLevels) levels.shift()
        return on.progress()
      case 'drained':
        // What is rendered is not heard yet: the device still holds it.
        setTimeout(() => on.finished(report.turn), Math.max(0, heardAt(report.frame) - sharedClock()))
        return
      case 'silenced':
        silenced.get(report.turn)?.(report.sample)
        silenced.delete(report.turn)
        return
      case 'run':
      case 'run-end':
        return
    }
  }

  return {
    output: node,
    play(turn, sampleRateHz, samples) {
      if (context.state === 'suspended') on.blocked()
      heard.give(turn, samples.length)
      tell({ type: 'chunk', turn, sampleRateHz, samples })
    },
    end: (turn) => tell({ type: 'end', turn }),
    duck: () => tell({ type: 'duck', ducked: true }),
    unduck: () => tell({ type: 'duck', ducked: false }),
    silence(turn) {
      const estimate = heard.at(turn, heardFrame())
      const answer = new Promise<number>((resolve) => {
        silenced.set(turn, resolve)
        setTimeout(() => resolve(estimate), context.state === 'running' ? answerMs : 0)
      })
      tell({ type: 'silence', turn })
      return answer
    },
    heardSamples(turn, by) {
      const agoMs = by === undefined ? 0 : sharedClock() - by
      return heard.at(turn, heardFrame() - (agoMs * context.sampleRate) / 1000)
    },
    level() {
      const frame = heardFrame()
      return levels.findLast((each) => each.frame <= frame)?.level ?? 0
    },
    tone: () => playTone(context),
    cue: (cue) => playCue(context, cue),
    async chooseSpeaker(id) {
      if ('setSinkId' in context) await (context as SinkContext).setSinkId(id)
    },
    wake,
    close() {
      node.port.onmessage = null
      void context.close()
    },
  }
}

/** Not yet in every browser, nor in TypeScript's library. */
interface SinkContext extends AudioContext {
  setSinkId(id: string): Promise<void>
}

function newContext(): AudioContext {
  return new AudioContext({ latencyHint: 'interactive' })
}

/** The time of the context that leaves the loudspeaker now. */
function heardSeconds(context: AudioContext): number {
  const { contextTime, performanceTime } = context.getOutputTimestamp()
  // A context that has just begun has no timestamp yet.
  if (!contextTime || !performanceTime)
    return context.currentTime - (context.outputLatency || context.baseLatency)
  return Math.min(context.currentTime, contextTime + (performance.now() - performanceTime) / 1000)
}

function playCue(context: AudioContext, cue: ListeningCue): void {
  // A late one would tell of what is over.
  if (context.state !== 'running') return
  const samples = listeningCue(cue, context.sampleRate)
  const { sampleRate, destination } = context
  const buffer = new AudioBuffer({ length: samples.length, sampleRate })
  buffer.copyToChannel(samples, 0)
  const source = new AudioBufferSourceNode(context, { buffer })
  source.connect(destination)
  source.start()
}

function playTone(context: AudioContext): void {
  const begin = context.currentTime + 0.02
  const oscillator = new OscillatorNode(context, { frequency: toneHz })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(toneGain, begin + 0.02)
  gain.gain.setValueAtTime(toneGain, begin + toneSeconds - 0.1)
  gain.gain.linearRampToValueAtTime(0, begin + toneSeconds)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(begin)
  oscillator.stop(begin + toneSeconds)
}
