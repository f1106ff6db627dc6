import { namedDevice } from './audio/deviceName'
import type { AudioDevice, Devices } from './audio/devices'
import type { CapturedFrame, CaptureTrouble } from './audio/captureTypes'
import type { Listening } from './audio/listening'
import type { AppState, Trouble } from './state'

type MicrophoneState = Pick<AppState, 'permission' | 'microphones' | 'speakers' | 'microphoneId'>

export interface MicrophoneParts {
  readonly listening: Pick<Listening, 'openMicrophone' | 'closeMicrophone' | 'isOpen' | 'borrow'>
  readonly devices: Devices
  /** The name of the device that is chosen; empty: as the system chooses. */
  wanted(): string
  set(state: Partial<MicrophoneState>): void
  /** Undefined: what was wrong with the microphone is over. */
  trouble(trouble: Trouble | undefined): void
  /** It is another window's, and somebody is to be heard here. */
  need(): void
}

const troubles = {
  denied: { word: 'denied', action: 'allow-microphone' },
  none: { word: 'noMicrophone', action: 'retry' },
  busy: { word: 'busy', action: 'retry' },
  failed: { word: 'notOpened', action: 'choose-microphone' },
  zeros: { word: 'zeros', action: 'choose-microphone' },
  asleep: { word: 'asleep', action: undefined },
  stalled: { word: 'stalled', action: 'retry' },
} as const

function troubleOf(kind: keyof typeof troubles): Trouble {
  const { word, action } = troubles[kind]
  return { notice: { word }, ...(action && { action }) }
}

/** Keeps the chosen microphone open: goes on with another one when it is lost, and takes it back when it returns. */
export class Microphone {
  readonly #parts: MicrophoneParts
  /** False while muted, and before it was asked for. */
  #isWanted = false
  /** How many openings are under way. */
  #openings = 0
  #openId = ''
  #label = ''
  #known: readonly AudioDevice[] = []
  /** It is this window's to open. */
  #isHere = true
  /** Somebody is to be heard as soon as there are frames. */
  #awaited: ((isHeard: boolean) => void)[] = []

  constructor(parts: MicrophoneParts) {
    this.#parts = parts
    parts.devices.onChange(() => void this.#devicesChanged())
  }

  /**
   * Opens the chosen microphone, or another one where it is not there; while it is another window's, as soon as it is this one's.
   * True when one is open.
   */
  async open(): Promise<boolean> {
    this.#isWanted = true
    if (!this.#isHere) return false
    const wanted = this.#wantedId
    let end = await this.#tryOpen(wanted)
    if (end === 'refused' && wanted !== '' && this.#isWanted) {
      end = await this.#tryOpen('')
      // Names are known only when a microphone was allowed.
      if (end === 'open' && this.#wantedId !== wanted) end = await this.#tryOpen(this.#wantedId)
    }
    return end === 'open'
  }

  close(): void {
    this.#isWanted = false
    this.#parts.listening.closeMicrophone()
    this.#isAwaitedNoMore(false)
  }

  /** Has somebody heard here, whosever the microphone is. True when there are frames, the window's own or borrowed ones. */
  async hear(): Promise<boolean> {
    if (this.#parts.listening.isOpen) return true
    if (this.#isHere) return this.open()
    this.#isWanted = true
    return new Promise((resolve) => {
      this.#awaited.push(resolve)
      this.#parts.need()
    })
  }

  /** It is this window's from now on, or another's. What is open stays so until `letGo`. */
  async own(isHere: boolean): Promise<void> {
    this.#isHere = isHere
    if (!isHere || !this.#isWanted) return
    this.#isAwaitedNoMore(this.#parts.listening.isOpen || (await this.open()))
  }

  /** Closes a microphone that is another window's now. */
  letGo(): void {
    if (this.#isHere) return
    this.#parts.listening.closeMicrophone()
    this.#parts.trouble(undefined)
  }

  /** Frames that another window has captured, until it is open here. */
  async borrow(frames: readonly CapturedFrame[]): Promise<void> {
    await this.#parts.listening.borrow(frames)
    this.#isAwaitedNoMore(true)
  }

  /** Somebody can be heard here: it is open, or another window has it and gives it when the key is pressed. */
  get canHear(): boolean {
    return this.#isWanted && (this.#parts.listening.isOpen || !this.#isHere)
  }

  /** Another one is chosen, or the same once more. */
  async follow(): Promise<void> {
    this.#parts.set({ microphoneId: this.#wantedId })
    if (this.#isWanted) await this.open()
  }

  /** Tells what the capture saw. */
  saw(trouble: CaptureTrouble): void {
    if (trouble === 'lost') void this.#goOn()
    else this.#parts.trouble(troubleOf(trouble))
  }

  /** Reads the devices anew. */
  async refresh(): Promise<void> {
    const { microphones, speakers } = await this.#parts.devices.list()
    this.#known = microphones
    const isOpen = this.#parts.listening.isOpen
    this.#parts.set({ microphones, speakers, ...(!isOpen && { microphoneId: this.#wantedId }) })
  }

  /** The id of the chosen one; where it is not there, its name, which may be one. */
  get #wantedId(): string {
    const wanted = this.#parts.wanted()
    return namedDevice(this.#known, wanted)?.id ?? wanted
  }

  #isAwaitedNoMore(isHeard: boolean): void {
    for (const resolve of this.#awaited.splice(0)) resolve(isHeard)
  }

  /** Overtaken: meanwhile another opening was begun, or none is wanted any more. */
  async #tryOpen(deviceId: string): Promise<'open' | 'refused' | 'overtaken'> {
    this.#openings++
    try {
      const capture = await this.#parts.listening.openMicrophone({
        deviceId,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      })
      if (!capture) return 'overtaken'
      this.#openId = capture.deviceId
      this.#label = capture.label
      this.#parts.trouble(capture.cancelsEcho === false ? { notice: { word: 'echoStays' } } : undefined)
      this.#parts.set({ permission: 'granted', microphoneId: capture.deviceId })
      await this.refresh()
      return 'open'
    } catch (thrown) {
      const name = thrown instanceof Error ? thrown.name : ''
      if (name === 'NotAllowedError') this.#parts.set({ permission: 'denied' })
      this.#parts.trouble(troubleOf(reasons[name] ?? 'failed'))
      return 'refused'
    } finally {
      this.#openings--
    }
  }

  /** The device is gone: another one takes its place, and the user is told; or it is there again already. */
  async #goOn(): Promise<void> {
    const lost = this.#label
    this.#parts.listening.closeMicrophone()
    const lostId = this.#openId
    if (!this.#isHere || (await this.#tryOpen('')) !== 'open' || this.#openId === lostId) return
    this.#parts.trouble({ notice: { word: 'unplugged', lost, next: this.#label } })
  }

  async #devicesChanged(): Promise<void> {
    await this.refresh()
    if (!this.#isWanted || !this.#isHere || this.#openings > 0) return
    const wanted = this.#wantedId
    const isBack = wanted !== '' && wanted !== this.#openId && this.#known.some(({ id }) => id === wanted)
    if (isBack || (!this.#parts.listening.isOpen && this.#known.length > 0)) await this.open()
  }
}

/** The microphone that is open, or would be. What the list does not have is the browser's name for the usual one. */
export function usedMicrophone({
  microphones,
  microphoneId,
}: Pick<AppState, 'microphones' | 'microphoneId'>): AudioDevice {
  const used = microphones.find(({ id }) => id === microphoneId) ?? microphones.find(({ isUsual }) => isUsual)
  return used ?? { id: microphoneId, label: '' }
}

const reasons: Readonly<Partial<Record<string, keyof typeof troubles>>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
}
