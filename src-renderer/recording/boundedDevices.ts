import type { Capture, CapturedFrame, CaptureTrouble, OpenCapture } from '../audio/captureTypes'
import type { OpenPlayback, Playback } from '../audio/playbackTypes'
import { call, type Boundary } from './boundary'

/** A microphone behind a boundary. @param open absent: there is none, for all is replayed */
export function boundedCapture(boundary: Boundary, open: OpenCapture | undefined): OpenCapture {
  return async (options, on) => {
    const name = `capture ${boundary.number()}`
    let isClosed = false
    let capture: Capture | undefined
    // What waits for its turn is of no use to anybody when it is closed.
    const inlet = <Args extends readonly unknown[]>(
      event: string,
      take: (...args: Args) => void,
    ): ((...args: Args) => void) =>
      boundary.inlet(`${name} ${event}`, (...args: Args) => {
        if (!isClosed) take(...args)
      })
    const events = {
      frame: inlet('frame', (frame: CapturedFrame) => on.frame(frame)),
      trouble: inlet('trouble', (trouble: CaptureTrouble) => on.trouble(trouble)),
      recovered: inlet('recovered', () => on.recovered()),
    }
    const facts = await call(boundary, `${name} open`, [options], async () => {
      capture = await open!(options, events)
      const { label, deviceId, contextRateHz, cancelsEcho } = capture
      return { label, deviceId, contextRateHz, ...(cancelsEcho !== undefined && { cancelsEcho }) }
    })
    return {
      ...facts,
      wake: () => boundary.tell(`${name} wake`, [], () => capture?.wake()),
      close() {
        isClosed = true
        boundary.tell(`${name} close`, [], () => capture?.close())
      },
    }
  }
}

/** A loudspeaker behind a boundary. @param open absent: there is none, for all is replayed */
export function boundedPlayback(boundary: Boundary, open: OpenPlayback | undefined): OpenPlayback {
  return async (on) => {
    const events = {
      audible: boundary.inlet('playback audible', (turn: number, at: number) => on.audible(turn, at)),
      progress: boundary.inlet('playback progress', () => on.progress()),
      finished: boundary.inlet('playback finished', (turn: number) => on.finished(turn)),
      blocked: boundary.inlet('playback blocked', () => on.blocked()),
    }
    let playback: Playback | undefined
    await call(boundary, 'playback open', [], async () => {
      playback = await open!(events)
    })
    const tell = (name: string, args: readonly unknown[], deed: (playback: Playback) => void): void =>
      boundary.tell(`playback ${name}`, args, () => deed(playback!))
    return {
      play: (...args) => tell('play', args, (real) => real.play(...args)),
      end: (turn) => tell('end', [turn], (real) => real.end(turn)),
      duck: () => tell('duck', [], (real) => real.duck()),
      unduck: () => tell('unduck', [], (real) => real.unduck()),
      silence: (turn) => call(boundary, 'playback silence', [turn], () => playback!.silence(turn)),
      heardSamples: (...args) => boundary.ask('playback heard', args, () => playback!.heardSamples(...args)),
      level: () => boundary.ask('playback level', [], () => playback!.level()),
      tone: () => tell('tone', [], (real) => real.tone()),
      cue: (...args) => tell('cue', args, (real) => real.cue(...args)),
      chooseSpeaker: (id) => call(boundary, 'playback speaker', [id], () => playback!.chooseSpeaker(id)),
      wake: () => tell('wake', [], (real) => real.wake()),
      close: () => tell('close', [], (real) => real.close()),
    }
  }
}
