import type { AudioDevice, Devices } from './audio/devices'
import type { CaptureTrouble } from './audio/captureTypes'
import type { Listening } from './audio/listening'
import type { AppState, Trouble } from './state'
import { words } from './words'

type MicrophoneState = Pick<AppState, 'permission' | 'microphones' | 'speakers' | 'microphoneId'>

export interface MicrophoneParts {
  readonly listening: Pick<Listening, 'openMicrophone' | 'closeMicrophone' | 'isOpen'>
  readonly devices: Devices
  /** The device that was chosen last, remembered. */
  readonly wantedId: { get(): string; set(id: string): void }
  set(state: Partial<MicrophoneState>): void
  /** Undefined: what was wrong with the microphone is over. */
  trouble(trouble: Trouble | undefined): void
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
  return { message: words.trouble[word], ...(action && { action }) }
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

  constructor(parts: MicrophoneParts) {
    this.#parts = parts
    parts.devices.onChange(() => void this.#devicesChanged())
  }

  /** Opens the chosen microphone, or another one where it is not there. True when one is open. */
  async open(): Promise<boolean> {
    this.#isWanted = true
    const wanted = this.#parts.wantedId.get()
    const end = await this.#tryOpen(wanted)
    if (end === 'refused' && wanted !== '' && this.#isWanted) return (await this.#tryOpen('')) === 'open'
    return end === 'open'
  }

  close(): void {
    this.#isWanted = false
    this.#parts.listening.closeMicrophone()
  }

  async choose(id: string): Promise<void> {
    this.#parts.wantedId.set(id)
    this.#parts.set({ microphoneId: id })
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
    this.#parts.set({ microphones, speakers })
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
      this.#parts.trouble(capture.cancelsEcho === false ? { message: words.trouble.echoStays } : undefined)
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
    if ((await this.#tryOpen('')) !== 'open' || this.#openId === lostId) return
    this.#parts.trouble({ message: words.trouble.unplugged(lost, this.#label) })
  }

  async #devicesChanged(): Promise<void> {
    await this.refresh()
    if (!this.#isWanted || this.#openings > 0) return
    const wanted = this.#parts.wantedId.get()
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
