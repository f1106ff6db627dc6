import { microphoneFormat } from '@contract'
import { EchoModel } from './echoModel'
import { findEcho } from './echoSearch'
import { Resampler } from './resampler'

/** Voices have most of their energy below 2 kHz, and a search at 4 kHz costs a sixteenth of one at 16 kHz. */
const rateHz = 4000
/** Half of what is usual: what is lost by it is above 1.7 kHz. */
const zeroCrossings = 16
const frameSamples = (microphoneFormat.frameSamples * rateHz) / microphoneFormat.sampleRateHz
/** Long enough that speech correlates with nothing else by chance, short enough to notice who begins to speak. */
const windowFrames = 6
/** From the loudspeaker's clock to the microphone's frame: the devices' own buffers and the room. */
const longestLag = 0.28 * rateHz
/** The loudspeaker's clock may be behind, or waver, by this much. */
const clockSlack = 0.016 * rateHz
/** With so much of the energy explained, what is heard is the echo and tells how loud the echo is. */
const sureShare = 0.25
/** Devices and clocks waver by so much between two frames. */
const lagSlack = 0.006 * rateHz
/** Louder by this factor (7 dB) than the echo was so far: there is somebody else. */
const louderThanEcho = 2.2
/** Each turn is kept for as long as it may still be heard. */
const keptSamples = 4 * rateHz
/** The room's reflections, 128 ms of them; and what lies before the loudest sound. */
const pathFrames = 4
const leadSamples = 0.005 * rateHz
/** The model is believed from here on, of the share that it explains when there is an echo. */
const believedShare = 0.8
/** Weight of each frame in that share: a third of a second, so that who moves the laptop does not interrupt it. */
const newestShare = 0.1
/** What no model explains (-13 dB of the loudest frame), and how it fades from frame to frame: 60 dB in 600 ms. */
const leak = 0.05
const fading = 0.5
/** Of a frame; far below any microphone's noise. */
const leastEnergy = 1e-9
/** Below this the model's echo is far too loud, as it is while the answer is ducked: nothing is to be learnt of that. */
const duckedGain = 0.5

/**
 * Tells the answer's own sound from other voices, from what is being played. It looks for the delay first, by the
 * normalised cross-correlation over all delays that are plausible, and learns the room behind it. Says 1 for pure
 * echo and 0 for none.
 */
export class EchoGate {
  readonly #toLow = new Resampler(microphoneFormat.sampleRateHz, rateHz, zeroCrossings)
  readonly #heard = new Float32Array(windowFrames * frameSamples)
  /** The microphone's newest frames that are not in `#heard` yet; one more than go into it, for the resampler's taps. */
  readonly #unheard: Float32Array[] = []
  readonly #low = new Float32Array(2 * frameSamples)
  readonly #model = new EchoModel(frameSamples, pathFrames)
  #fromVoice: { readonly rateHz: number; readonly resampler: Resampler } | undefined
  #turn = 0
  /** The turn's audio at the low rate; it begins with sample `#dropped`. */
  #played: Float32Array = new Float32Array(0)
  #dropped = 0
  #position = 0
  #told = 0
  #isPlaying = false
  /** How late the echo is; undefined before there was any. */
  #lag: number | undefined
  /** The loudest frame of the echo over the loudest one that was played. */
  #coupling = 0
  /** Energy of the loudest frame of the modelled echo, fading. */
  #loudestEcho = 0
  /** What the model explains of surely an echo. */
  #explained = 0

  /** Audio of a turn that is going to be played behind what came before. */
  play(turn: number, voiceRateHz: number, samples: Float32Array): void {
    if (turn !== this.#turn || this.#fromVoice?.rateHz !== voiceRateHz) {
      this.#turn = turn
      this.#played = new Float32Array(0)
      this.#dropped = 0
      this.#position = 0
      this.#told = 0
      this.#isPlaying = false
      this.#fromVoice = { rateHz: voiceRateHz, resampler: new Resampler(voiceRateHz, rateHz, zeroCrossings) }
    }
    const { resampler } = this.#fromVoice
    const low = new Float32Array(Math.ceil((samples.length * rateHz) / voiceRateHz) + 2)
    const count = resampler.push(samples, samples.length, low)
    // By what was told: the position goes on in the gaps that a slow voice leaves, and what is still to be played is kept.
    const before = this.#told - this.#dropped > keptSamples ? keptSamples / 2 : 0
    const joined = new Float32Array(this.#played.length - before + count)
    joined.set(this.#played.subarray(before))
    joined.set(low.subarray(0, count), this.#played.length - before)
    this.#played = joined
    this.#dropped += before
  }

  /** What was not played until now never will be. */
  silence(): void {
    this.#played = this.#played.slice(0, Math.max(0, Math.round(this.#position) - this.#dropped))
  }

  /** The turn whose sound may be in the room. */
  get turn(): number {
    return this.#turn
  }

  /**
   * Takes the next frame of the microphone. The answer says, when it is wanted, which share of it is the turn's own
   * sound: looking for it takes about a millisecond, and most frames hold no voice at all.
   * @param heardSamples of the turn that have left the loudspeaker by the end of the frame
   */
  hear(frame: Float32Array, heardSamples: number): () => number {
    this.#unheard.push(frame)
    if (this.#unheard.length > windowFrames + 1) this.#unheard.shift()
    if (this.#fromVoice === undefined) return () => 0
    this.#follow((heardSamples * rateHz) / this.#fromVoice.rateHz)
    const played = this.#playedUntilNow()
    if (played === undefined) return () => 0
    this.#catchUp()
    const heard = this.#heard.slice()
    const modelled = this.#lag === undefined ? 0 : this.#modelledShare(heard, played, this.#lag)
    return () => this.#shareOf(heard, played, modelled)
  }

  /** While nothing plays, frames wait: all of them at the low rate would be work for nothing. */
  #catchUp(): void {
    for (const frame of this.#unheard.splice(0)) {
      const count = this.#toLow.push(frame, frame.length, this.#low)
      this.#heard.copyWithin(0, count)
      this.#heard.set(this.#low.subarray(0, count), this.#heard.length - count)
    }
  }

  /** Knows the loudspeaker's position by its count, which wavers, and by the frames since. */
  #follow(told: number): void {
    const expected = this.#position + frameSamples
    const wasPlaying = this.#isPlaying
    this.#isPlaying = told > this.#told
    // Behind the end of the audio the count stands still, but the room's echo goes on.
    const isKnown = this.#isPlaying && (!wasPlaying || told - this.#told > frameSamples / 2)
    this.#position = isKnown && (!wasPlaying || Math.abs(told - expected) > clockSlack) ? told : expected
    this.#told = told
  }

  /** The share of the newest frame that the model explains; it learns from the frame. */
  #modelledShare(heard: Float32Array, played: Float32Array, lag: number): number {
    const newest = heard.subarray(-frameSamples)
    const end = played.length - Math.max(0, lag - leadSamples)
    const echo = this.#model.echoOf(played.subarray(end - this.#model.playedSamples, end))
    const product = dot(newest, echo)
    const echoEnergy = dot(echo, echo)
    const energy = dot(newest, newest) + leastEnergy
    const share = product <= 0 ? 0 : product ** 2 / (energy * echoEnergy)
    const unsure = this.#model.uncertainty
    if (share < believedShare || product > duckedGain * echoEnergy) this.#model.learn(newest)
    this.#loudestEcho = Math.max(echoEnergy, fading * this.#loudestEcho)
    return 1 - Math.max(0, 1 - share - (leak * this.#loudestEcho + unsure) / energy)
  }

  #shareOf(heard: Float32Array, played: Float32Array, modelled: number): number {
    const lag = this.#lag ?? 0
    let found = findEcho(heard, played, lag - lagSlack, lag + lagSlack)
    if (found.share < sureShare) found = findEcho(heard, played)
    if (found.share >= 2 * sureShare) this.#explained += newestShare * (modelled - this.#explained)
    // The model is quick to notice a voice, the correlation surer that there is none.
    if (this.#explained >= believedShare) return (modelled + found.share) / 2
    if (found.share < sureShare) return found.share
    const end = played.length - found.lag
    const loudestPlayed = loudestFrame(played.subarray(end - heard.length, end))
    const expected = this.#coupling * loudestPlayed
    // Louder than the echo can be: there is somebody else.
    if (expected > 0 && rms(heard.subarray(-frameSamples)) > louderThanEcho * expected) return 0
    const coupling = loudestFrame(heard) / Math.max(1e-9, loudestPlayed)
    this.#coupling += (coupling > this.#coupling ? 1 : 0.02) * (coupling - this.#coupling)
    // What the model explains needs no other delay: a vowel is as like itself a period of its pitch later.
    if (modelled < found.share && found.share >= 2 * sureShare) {
      this.#lag = found.lag
      this.#model.doubt(coupling)
    }
    return 1
  }

  /** What was played until now, as far back as it may be heard now, zeros where nothing was; undefined: nothing at all. */
  #playedUntilNow(): Float32Array | undefined {
    const count = this.#heard.length + longestLag + clockSlack
    const end = Math.round(this.#position) + clockSlack - this.#dropped
    const from = Math.max(0, end - count)
    const part = this.#played.subarray(from, Math.max(from, end))
    if (isSilent(part)) return undefined
    // What was played is never written to again.
    if (part.length === count) return part
    const played = new Float32Array(count)
    played.set(part, from - (end - count))
    return played
  }
}

function isSilent(samples: Float32Array): boolean {
  for (let i = samples.length - 1; i >= 0; i--) if (samples[i] !== 0) return false
  return true
}

function loudestFrame(samples: Float32Array): number {
  let loudest = 0
  for (let from = 0; from < samples.length; from += frameSamples)
    loudest = Math.max(loudest, rms(samples.subarray(from, from + frameSamples)))
  return loudest
}

function rms(samples: Float32Array): number {
  return Math.sqrt(dot(samples, samples) / samples.length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
