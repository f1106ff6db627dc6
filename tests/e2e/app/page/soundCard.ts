import type { CapturedStamp, Played, RecordedBlock, RigDevice, Sight, SoundCard } from '../soundCard'

/** Runs in a page before the app does, as a script of its own: it may import nothing but types. */
;(() => {
  const recorder = { path: '/recorder.js', name: 'parley-recorder' }
  const microphoneRateHz = 16_000
  const roomNoise = 1e-4
  /** -60 dB: what counts as sound. */
  const audible = 1e-3
  const now = (): number => performance.timeOrigin + performance.now()

  const samplesOf = (base64: string): Float32Array<ArrayBuffer> =>
    new Float32Array(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer)
  const base64Of = (samples: Float32Array): string => {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
    let binary = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(binary)
  }

  // ---- Microphones: one room, which every open device hears.

  let devices: RigDevice[] = [
    { id: 'built-in', label: 'Built-in microphone' },
    { id: 'headset', label: 'Headset' },
  ]
  let isAllowed = true
  const tracks: { readonly device: RigDevice; readonly track: MediaStreamTrack }[] = []
  let room: { context: AudioContext; bus: GainNode; noise: GainNode } | undefined

  const theRoom = (): NonNullable<typeof room> => {
    if (room) return room
    const context = new AudioContext({ sampleRate: microphoneRateHz })
    const bus = new GainNode(context)
    const noise = new GainNode(context, { gain: roomNoise })
    const buffer = new AudioBuffer({ length: microphoneRateHz, sampleRate: microphoneRateHz })
    buffer.copyToChannel(
      Float32Array.from({ length: buffer.length }, () => 2 * Math.random() - 1),
      0,
    )
    const source = new AudioBufferSourceNode(context, { buffer, loop: true })
    source.connect(noise).connect(bus)
    source.start()
    return (room = { context, bus, noise })
  }

  const { mediaDevices } = navigator
  mediaDevices.getUserMedia = (constraints) => {
    const wanted = (constraints?.audio as MediaTrackConstraints | undefined)?.deviceId as
      | { exact?: string }
      | undefined
    const device = devices.find(({ id }) => wanted?.exact === undefined || id === wanted.exact)
    if (!isAllowed) return Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
    if (!device)
      return Promise.reject(
        new DOMException(
          'Requested device not found',
          devices.length ? 'OverconstrainedError' : 'NotFoundError',
        ),
      )
    const { context, bus } = theRoom()
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
    bus.connect(destination)
    const [track] = destination.stream.getAudioTracks()
    Object.defineProperty(track, 'label', { value: device.label })
    track.getSettings = () => ({ deviceId: device.id })
    tracks.push({ device, track })
    return Promise.resolve(destination.stream)
  }
  mediaDevices.enumerateDevices = () =>
    Promise.resolve(
      devices.map(({ id, label }) => ({
        deviceId: id,
        label: isAllowed ? label : '',
        kind: 'audioinput',
        groupId: '',
        toJSON: () => ({}),
      })),
    )
  const query = navigator.permissions.query.bind(navigator.permissions)
  navigator.permissions.query = async (wanted) => {
    const status = await query(wanted)
    if ((wanted.name as string) !== 'microphone') return status
    return Object.defineProperty(status, 'state', { value: isAllowed ? 'granted' : 'denied' })
  }

  // ---- Loudspeaker: whatever goes to the destination of a context goes to a recorder, too.

  /** A method of the browser's, which is replaced by one that does more. */
  type Method<Result, This = AudioWorklet> = (this: This, ...args: unknown[]) => Result
  let blocks: RecordedBlock[] = []
  let playing: AudioContext | undefined
  let first: { frame: number; at: number } | undefined
  const recorders = new Map<BaseAudioContext, AudioWorkletNode>()

  const { prototype: worklet } = AudioWorklet as { prototype: { addModule: Method<Promise<void>> } }
  const { addModule } = worklet
  worklet.addModule = async function (...args) {
    await addModule.call(this, recorder.path)
    return addModule.apply(this, args)
  }
  const { prototype: node } = AudioNode as unknown as { prototype: { connect: Method<unknown, AudioNode> } }
  const { connect } = node
  node.connect = function (...args) {
    if (args[0] === this.context.destination) {
      connect.call(this, recorderOf(this.context as AudioContext))
      sounding.push(this)
    }
    return connect.apply(this, args)
  }

  /** What is connected to a loudspeaker. */
  const sounding: AudioNode[] = []
  const echo: SoundCard['echo'] = ({ delayMs, levelDb }) => {
    const { context, bus } = theRoom()
    const back = new DelayNode(context, { maxDelayTime: 1, delayTime: delayMs / 1000 })
    const gain = new GainNode(context, { gain: 10 ** (levelDb / 20) })
    back.connect(gain).connect(bus)
    for (const node of sounding) {
      const air = new MediaStreamAudioDestinationNode(node.context as AudioContext, { channelCount: 1 })
      node.connect(air)
      context.createMediaStreamSource(air.stream).connect(back)
    }
  }

  const recorderOf = (context: AudioContext): AudioWorkletNode => {
    const known = recorders.get(context)
    if (known) return known
    const node = new AudioWorkletNode(context, recorder.name, { numberOfOutputs: 0 })
    node.port.onmessage = ({ data }: MessageEvent<RecordedBlock>) => {
      playing = context
      blocks.push(data)
      const sounding = first ? -1 : data.samples.findIndex((sample) => Math.abs(sample) >= audible)
      if (sounding < 0) return
      const frame = data.frame + sounding
      first = { frame, at: now() + ((frame - heardFrame()) * 1000) / context.sampleRate }
    }
    recorders.set(context, node)
    playing ??= context
    return node
  }

  /** The frame that leaves the loudspeaker now, by the output's own clock. */
  const heardFrame = (): number => {
    if (!playing) return -1
    const { contextTime, performanceTime } = playing.getOutputTimestamp()
    const seconds =
      contextTime && performanceTime
        ? Math.min(playing.currentTime, contextTime + (performance.now() - performanceTime) / 1000)
        : playing.currentTime - (playing.outputLatency || playing.baseLatency)
    return seconds * playing.sampleRate
  }

  const played = (): Played => {
    const rateHz = playing?.sampleRate ?? 0
    if (blocks.length === 0) return { rateHz, firstFrame: 0, firstAt: 0, samples: '' }
    const firstFrame = blocks[0].frame
    const last = blocks[blocks.length - 1]
    const samples = new Float32Array(last.frame + last.samples.length - firstFrame)
    for (const block of blocks) samples.set(block.samples, block.frame - firstFrame)
    return { rateHz, firstFrame, firstAt: first?.at ?? 0, samples: base64Of(samples) }
  }

  const forgetPlayed = (): void => {
    blocks = []
    first = undefined
  }

  // ---- The way of a microphone frame into the window.

  const captured: CapturedStamp[] = []
  /** As `frameMark`. */
  const markOf = (samples: Float32Array): number =>
    samples.reduce((sum, sample, i) => sum + sample * (i + 1), 0)
  const Plain = Worker
  globalThis.Worker = class extends Plain {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options)
      if (options?.name !== 'capture') return
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ samples: Float32Array; endSeconds: number }>) =>
          captured.push({ endSeconds: data.endSeconds, arrivedAt: now(), mark: markOf(data.samples) }),
      )
    }
  }

  // ---- The screen, change by change.

  const sights: Sight[] = []
  const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? ''
  const look = (): void => {
    const caption = [...document.querySelectorAll('.caption')].at(-1)
    const whole = caption?.textContent ?? ''
    const rest = [...(caption?.querySelectorAll('.caption-rest') ?? [])].map(({ textContent }) => textContent)
    const heard = whole.slice(0, whole.length - rest.join('').length)
    const sight: Sight = {
      at: now(),
      frame: heardFrame(),
      phase: document.querySelector<HTMLElement>('.ring')?.dataset.phase ?? '',
      note: textOf('.trouble-line p') || textOf('.connection'),
      answer: whole,
      heard,
    }
    const last = sights.at(-1)
    const isNew = (['phase', 'note', 'answer', 'heard'] as const).some((key) => sight[key] !== last?.[key])
    if (isNew) sights.push(sight)
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-phase', 'class'],
  })

  const card: SoundCard = {
    say: (samples) =>
      new Promise((resolve) => {
        const { context, bus } = theRoom()
        const speech = samplesOf(samples)
        const buffer = new AudioBuffer({ length: speech.length, sampleRate: microphoneRateHz })
        buffer.copyToChannel(speech, 0)
        const source = new AudioBufferSourceNode(context, { buffer })
        source.connect(bus)
        const at = context.currentTime + 0.02
        const beganAt = now() + (at - context.currentTime) * 1000
        source.onended = () => resolve({ beganAt, endedAt: beganAt + buffer.duration * 1000 })
        source.start(at)
      }),
    room(kind) {
      theRoom().noise.gain.value = kind === 'zeros' ? 0 : roomNoise
    },
    echo,
    allow(allowed) {
      isAllowed = allowed
    },
    plug(device) {
      devices.push(device)
      mediaDevices.dispatchEvent(new Event('devicechange'))
    },
    unplug(id) {
      devices = devices.filter((device) => device.id !== id)
      for (const { device, track } of tracks) {
        if (device.id !== id || track.readyState === 'ended') continue
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
      mediaDevices.dispatchEvent(new Event('devicechange'))
    },
    open: () => tracks.flatMap(({ device, track }) => (track.readyState === 'live' ? [device.id] : [])),
    played,
    forgetPlayed,
    forget() {
      forgetPlayed()
      captured.length = sights.length = 0
    },
    sights,
    captured,
  }
  ;(globalThis as unknown as { soundCard: SoundCard }).soundCard = card
})()
