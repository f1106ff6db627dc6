import { microphoneFormat } from '@contract'
import { findEcho } from './echoSearch'
import { Resampler } from './resampler'

/** Voices have most of their energy below 2 kHz, and a search at 4 kHz costs a sixteenth of one at 16 kHz. */
const rateHz = 4000
const frameSamples = (microphoneFormat.frameSamples * rateHz) / microphoneFormat.sampleRateHz
/** Long enough that speech correlates with nothing else by chance, short enough to notice who begins to speak. */
const windowFrames = 6
/** From the loudspeaker's clock to the microphone's frame: the devices' own buffers and the room. */
const longestLag = 0.28 * rateHz
/** The loudspeaker's clock may be behind by this much. */
const clockSlack = 0.03 * rateHz
/** With so much of the energy explained, what is heard is the echo and tells how loud the echo is. */
const sureShare = 0.25
/** Devices and clocks waver by so much between two frames. */
const lagSlack = 0.006 * rateHz
/** Louder by this factor (7 dB) than the echo was so far: there is somebody else. */
const louderThanEcho = 2.2
/** Each turn is kept for as long as it may still be heard. */
const keptSamples = 4 * rateHz

/**
 * Tells the answer's own sound from other voices: compares the microphone with what is being played, over all delays
 * that are plausible. Says 1 for pure echo and 0 for none.
 */
export class EchoGate {
  readonly #toLow = new Resampler(microphoneFormat.sampleRateHz, rateHz)
  readonly #heard = new Float32Array(windowFrames * frameSamples)
  readonly #low = new Float32Array(2 * frameSamples)
  #fromVoice: { readonly rateHz: number; readonly resampler: Resampler } | undefined
  #turn = 0
  /** The turn's audio at the low rate; it begins with sample `#dropped`. */
  #played: Float32Array = new Float32Array(0)
  #dropped = 0
  #position = 0
  #told = -1
  /** How late the echo was, and how loud: its loudest frame over the loudest one that was played. */
  #lag = 0
  #coupling = 0

  /** Audio of a turn that is going to be played behind what came before. */
  play(turn: number, voiceRateHz: number, samples: Float32Array): void {
    if (turn !== this.#turn || this.#fromVoice?.rateHz !== voiceRateHz) {
      this.#turn = turn
      this.#played = new Float32Array(0)
      this.#dropped = 0
      this.#position = 0
      this.#told = -1
      this.#fromVoice = { rateHz: voiceRateHz, resampler: new Resampler(voiceRateHz, rateHz) }
    }
    const { resampler } = this.#fromVoice
    const low = new Float32Array(Math.ceil((samples.length * rateHz) / voiceRateHz) + 2)
    const count = resampler.push(samples, samples.length, low)
    const before = this.#position - this.#dropped > keptSamples ? keptSamples / 2 : 0
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
    const count = this.#toLow.push(frame, frame.length, this.#low)
    this.#heard.copyWithin(0, count)
    this.#heard.set(this.#low.subarray(0, count), this.#heard.length - count)
    if (this.#fromVoice === undefined) return () => 0
    // Behind the end of the audio the loudspeaker's count stands still, but the room's echo goes on.
    if (heardSamples > this.#told) this.#position = (heardSamples * rateHz) / this.#fromVoice.rateHz
    else this.#position += frameSamples
    this.#told = heardSamples
    const reference = this.#reference()
    if (reference.every((sample) => sample === 0)) return () => 0
    const heard = this.#heard.slice()
    return () => this.#shareOf(heard, reference)
  }

  #shareOf(heard: Float32Array, reference: Float32Array): number {
    let found = findEcho(heard, reference, this.#lag - lagSlack, this.#lag + lagSlack)
    if (found.share < sureShare) found = findEcho(heard, reference)
    if (found.share < sureShare) return found.share
    const loudestPlayed = loudestFrame(reference)
    const expected = this.#coupling * loudestPlayed
    // Louder than the echo can be: there is somebody else.
    if (expected > 0 && rms(heard.subarray(-frameSamples)) > louderThanEcho * expected) return 0
    this.#lag = found.lag
    const coupling = loudestFrame(heard) / Math.max(1e-9, loudestPlayed)
    this.#coupling += (coupling > this.#coupling ? 1 : 0.02) * (coupling - this.#coupling)
    return found.share
  }

  /** What was played until now, as far back as it may be heard now; zeros where nothing was. */
  #reference(): Float32Array {
    const reference = new Float32Array(this.#heard.length + longestLag + clockSlack)
    const end = Math.round(this.#position) + clockSlack - this.#dropped
    const from = Math.max(0, end - reference.length)
    const part = this.#played.subarray(from, Math.max(from, end))
    reference.set(part, from - (end - reference.length))
    return reference
  }
}

function loudestFrame(samples: Float32Array): number {
  let loudest = 0
  for (let from = 0; from < samples.length; from += frameSamples)
    loudest = Math.max(loudest, rms(samples.subarray(from, from + frameSamples)))
  return loudest
}

function rms(samples: Float32Array): number {
  let squares = 0
  for (let i = 0; i < samples.length; i++) squares += samples[i] * samples[i]
  return Math.sqrt(squares / samples.length)
}
