import type { AppSources } from '../app'
import { realTimers, type Timers } from '../audio/timers'
import type { VoiceEar } from '../audio/voiceActivity'
import type { Locks } from '../sharedLock'
import type { WindowDeeds } from '../toolQuestions'
import { boundedCapture, boundedPlayback } from './boundedDevices'
import { boundedSettings } from './boundedSettings'
import { call, type Boundary } from './boundary'
import type { RecordingHead } from './recordingLine'

/**
 * What an app is made of, with a boundary around it.
 * @param real what lies behind the boundary; absent: nothing, for all is replayed
 */
export function boundedSources(
  boundary: Boundary,
  { settings, has }: Pick<RecordingHead, 'settings' | 'has'>,
  real?: AppSources,
): AppSources {
  return {
    port: {
      send: (message) => boundary.tell('port send', [message], () => real?.port.send(message)),
      onMessage(receive) {
        const receiveIn = boundary.inlet('port message', receive)
        real?.port.onMessage((message) => void receiveIn(message))
      },
      onClose(closed) {
        const closedIn = boundary.inlet('port closed', closed)
        real?.port.onClose(() => void closedIn())
      },
      close: () => boundary.tell('port close', [], () => real?.port.close()),
    },
    openCapture: boundedCapture(boundary, real?.openCapture),
    openPlayback: boundedPlayback(boundary, real?.openPlayback),
    loadVoice: boundedVoice(boundary, real?.loadVoice),
    loadEchoSentence: () => call(boundary, 'echo sentence', [], () => real!.loadEchoSentence()),
    devices: {
      list: () => call(boundary, 'devices list', [], () => real!.devices.list()),
      permission: () => call(boundary, 'devices permission', [], () => real!.devices.permission()),
      onChange(changed) {
        const changedIn = boundary.inlet('devices change', changed)
        real?.devices.onChange(() => void changedIn())
      },
    },
    ...(has.locks && { locks: boundedLocks(boundary, real?.locks) }),
    ...(has.deeds && { deeds: boundedDeeds(boundary, has.opensAfterAsking, real?.deeds) }),
    settings: boundedSettings(boundary, settings, real?.settings),
    storage: {
      getItem: (key) => boundary.ask('storage get', [key], () => real!.storage.getItem(key)),
      setItem: (key, value) =>
        boundary.tell('storage set', [key, value], () => real?.storage.setItem(key, value)),
    },
    clock: boundary.now,
    timers: boundedTimers(boundary, real?.timers ?? realTimers),
    derive: (what, find) => boundary.derive(`derive ${what}`, find),
  }
}

function boundedVoice(
  boundary: Boundary,
  load: AppSources['loadVoice'] | undefined,
): AppSources['loadVoice'] {
  return async () => {
    let ear: VoiceEar | undefined
    await call(boundary, 'voice load', [], async () => {
      ear = await load!()
    })
    return {
      hear: (frame) => call(boundary, 'voice hear', [frame], () => ear!.hear(frame)),
      reset: () => call(boundary, 'voice reset', [], () => ear!.reset()),
    }
  }
}

function boundedTimers(boundary: Boundary, timers: Timers): Timers {
  const begin = (kind: 'after' | 'every', ms: number, run: () => void): (() => void) => {
    const name = `timer ${boundary.number()}`
    let isEnded = false
    let end: (() => void) | undefined
    // It may be ended while what it is to run waits for its turn.
    const runIn = boundary.inlet(name, () => {
      if (!isEnded) run()
    })
    boundary.tell(name, [kind, ms], () => (end = timers[kind](ms, () => void runIn())))
    return () => {
      isEnded = true
      boundary.tell(`${name} ends`, [], end)
    }
  }
  return {
    after: (delayMs, run) => begin('after', delayMs, run),
    every: (periodMs, run) => begin('every', periodMs, run),
    date: () => boundary.ask('date', [], () => timers.date()),
  }
}

function boundedLocks(boundary: Boundary, locks: Locks | undefined): Locks {
  return {
    request(name, { steal = false, signal }, granted) {
      const grantedIn = boundary.inlet(`lock ${boundary.number()} granted`, granted)
      const options = { ...(steal && { steal }), ...(signal && { signal }) }
      return call(boundary, 'lock request', [name, steal], async () => {
        await locks!.request(name, options, () => grantedIn())
      })
    },
  }
}

function boundedDeeds(
  boundary: Boundary,
  opensAfterAsking: boolean,
  deeds: WindowDeeds | undefined,
): WindowDeeds {
  return {
    readClipboard: () => call(boundary, 'clipboard read', [], () => deeds!.readClipboard()),
    writeClipboard: (text) => call(boundary, 'clipboard write', [text], () => deeds!.writeClipboard(text)),
    openAddress: (address) => boundary.tell('address open', [address], () => deeds?.openAddress(address)),
    opensAfterAsking,
  }
}
