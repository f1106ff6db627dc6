import type { EchoTap, SceneCard, SceneCommand, SceneReport } from '../sceneCard'

/** Runs in a page behind the sound card and before the app, as a script of its own: it may import nothing but types. */
;(() => {
  const room = { path: '/scene.js', name: 'parley-room' }
  const device = { id: 'built-in', label: 'Built-in microphone' }
  type Block = Extract<SceneReport, { type: 'block' }>
  type Method<Result, This> = (this: This, ...args: unknown[]) => Result

  const samplesOf = (base64: string): Float32Array<ArrayBuffer> =>
    new Float32Array(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer)
  const base64Of = (samples: Float32Array): string => {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
    let binary = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(binary)
  }

  let open: { context: AudioContext; node: AudioWorkletNode; stream: MediaStream } | undefined
  let opened: (stream: MediaStream) => void
  const microphone = new Promise<MediaStream>((resolve) => (opened = resolve))
  let blocks: Block[] = []
  let told: (type: 'began' | 'ended') => void = () => undefined
  let beganSeconds = 0
  let captured: { mark: number; arrivedSeconds: number }[] = []

  const { prototype: worklet } = AudioWorklet as unknown as {
    prototype: { addModule: Method<Promise<void>, AudioWorklet> }
  }
  const { addModule } = worklet
  worklet.addModule = async function (...args) {
    await addModule.call(this, room.path)
    return addModule.apply(this, args)
  }
  const { prototype: audioNode } = AudioNode as unknown as {
    prototype: { connect: Method<unknown, AudioNode> }
  }
  const { connect } = audioNode
  audioNode.connect = function (...args) {
    if (args[0] === this.context.destination) connect.call(this, roomIn(this.context as AudioContext).node)
    return connect.apply(this, args)
  }

  const roomIn = (context: AudioContext): NonNullable<typeof open> => {
    if (open) return open
    const node = new AudioWorkletNode(context, room.name, { outputChannelCount: [1] })
    node.port.onmessage = ({ data }: MessageEvent<SceneReport>) => {
      if (data.type === 'block') blocks.push(data)
      else told(data.type)
    }
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
    node.connect(destination)
    const [track] = destination.stream.getAudioTracks()
    Object.defineProperty(track, 'label', { value: device.label })
    track.getSettings = () => ({ deviceId: device.id })
    opened(destination.stream)
    return (open = { context, node, stream: destination.stream })
  }
  navigator.mediaDevices.getUserMedia = () => microphone

  // As `frameMark`.
  const markOf = (samples: Float32Array): number =>
    samples.reduce((sum, sample, i) => sum + sample * (i + 1), 0)
  const Plain = Worker
  globalThis.Worker = class extends Plain {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options)
      if (options?.name !== 'capture') return
      this.addEventListener('message', ({ data }: MessageEvent<{ samples: Float32Array }>) => {
        if (!open) return
        const arrivedSeconds = open.context.currentTime - beganSeconds
        captured.push({ mark: markOf(data.samples), arrivedSeconds })
      })
    }
  }

  const tell = (command: SceneCommand, answer: 'began' | 'ended'): Promise<void> =>
    new Promise((resolve) => {
      told = (type) => type === answer && resolve()
      open?.node.port.postMessage(command)
    })

  const card: SceneCard = {
    rateHz: () => open?.context.sampleRate ?? 0,
    outputLatencyMs: () => 1000 * (open?.context.outputLatency ?? 0),
    async play(samples: string, echo: readonly EchoTap[]) {
      blocks = []
      captured = []
      await tell({ type: 'play', samples: samplesOf(samples), echo }, 'began')
      beganSeconds = open!.context.currentTime
      return performance.timeOrigin + performance.now()
    },
    async until(ms) {
      for (;;) {
        const restMs = ms - (open!.context.currentTime - beganSeconds) * 1000
        if (restMs <= 0) return
        await new Promise((resolve) => setTimeout(resolve, Math.min(restMs, 200)))
      }
    },
    async end() {
      await tell({ type: 'end' }, 'ended')
      const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.samples.length, 0))
      let at = 0
      for (const block of blocks) {
        samples.set(block.samples, at)
        at += block.samples.length
      }
      const earliest = Math.min(...blocks.map(({ earliestMs }) => earliestMs))
      const latest = Math.max(...blocks.map(({ latestMs }) => latestMs))
      return { stalledMs: latest - earliest, samples: base64Of(samples), captured }
    },
  }
  ;(globalThis as unknown as { sceneCard: SceneCard }).sceneCard = card
})()
