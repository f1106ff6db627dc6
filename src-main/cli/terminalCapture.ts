import { spawnSync } from 'node:child_process'
import { AppError, microphoneFormat, sharedClock } from '@contract'
import type { OpenCapture } from '../../src-renderer/audio/captureTypes'
import { ContextClock } from '../../src-renderer/audio/contextClock'
import { watchFrames } from '../../src-renderer/audio/watchFrames'
import { programOnPath } from './programOnPath'
import { spawnApart } from './spawnApart'

const { sampleRateHz, frameSamples } = microphoneFormat
const frameBytes = 2 * frameSamples
const rate = `${sampleRateHz}`

/** Where ffmpeg finds the microphone, by the system. */
const ffmpegInputs: Readonly<Partial<Record<NodeJS.Platform, (program: string) => readonly string[]>>> = {
  linux: () => ['-f', 'alsa', '-i', 'default'],
  darwin: () => ['-f', 'avfoundation', '-i', ':default'],
  win32: (program) => ['-f', 'dshow', '-audio_buffer_size', '20', '-i', `audio=${firstMicrophone(program)}`],
}

/** Programs that write the microphone to their standard output, raw, mono, in 16 bits; the first that is there. */
const recorders: Readonly<Record<string, (program: string) => readonly string[]>> = {
  arecord: () => [
    ...['-q', '-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', rate],
    ...['--period-time=20000', '--buffer-time=400000'],
  ],
  parecord: () => ['--raw', '--format=s16le', '--channels=1', `--rate=${rate}`, '--latency-msec=20'],
  sox: () => [
    ...['-q', '--buffer', '1024', '-d', '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1'],
    ...['-r', rate, '-'],
  ],
  ffmpeg: (program) => [
    ...['-nostdin', '-loglevel', 'error', '-fflags', 'nobuffer'],
    ...(ffmpegInputs[process.platform]?.(program) ?? []),
    ...['-ac', '1', '-ar', rate, '-f', 's16le', '-flush_packets', '1', 'pipe:1'],
  ],
}

/**
 * Finds the program that records.
 * @param ended told why the microphone is gone
 * @returns opens the microphone as the app does
 * @throws AppError `audio-unreadable` when there is none
 */
export function findMicrophone(ended: (why: AppError) => void): OpenCapture {
  for (const [name, wordsOf] of Object.entries(recorders)) {
    const program = programOnPath(name)
    if (program === undefined) continue
    const words = wordsOf(program)
    return (_, on) => Promise.resolve(openRecorder(name, program, words, on, ended))
  }
  throw new AppError('audio-unreadable', { kind: 'no-recorder' })
}

function openRecorder(
  name: string,
  program: string,
  words: readonly string[],
  on: Parameters<OpenCapture>[1],
  ended: (why: AppError) => void,
): Awaited<ReturnType<OpenCapture>> {
  const child = spawnApart(program, words, ['ignore', 'pipe', 'pipe'])
  const watch = watchFrames(on, () => false)
  const clock = new ContextClock()
  let rest = Buffer.alloc(0)
  let heardMs = 0
  let said = ''
  let isClosed = false
  const fail = (why: string): void => {
    if (!isClosed)
      ended(new AppError('audio-unreadable', { kind: 'recorder-failed', program: name, detail: why }))
  }
  child.stderr!.on('data', (data: Buffer) => (said = data.toString()))
  child.once('error', ({ message }) => fail(message))
  child.once('close', (code) => {
    watch.stop()
    const why = said.trim().split('\n').at(-1)!.replace(/\.$/, '')
    fail(why === '' ? `exit ${code}` : why)
  })
  child.stdout!.on('data', (data: Buffer) => {
    const bytes = Buffer.concat([rest, data])
    const complete = Math.floor(bytes.length / frameBytes)
    rest = bytes.subarray(complete * frameBytes)
    // The last of them is known now, and the others were captured before it.
    clock.observe(heardMs + (1000 * complete * frameSamples) / sampleRateHz, sharedClock())
    for (let frame = 0; frame < complete; frame++) {
      const samples = new Float32Array(frameSamples)
      for (let i = 0; i < frameSamples; i++)
        samples[i] = bytes.readInt16LE(frame * frameBytes + 2 * i) / 32_768
      heardMs += (1000 * frameSamples) / sampleRateHz
      watch.frame(samples)
      on.frame({ samples, endAt: clock.toShared(heardMs) })
    }
  })
  return {
    label: name,
    deviceId: '',
    contextRateHz: sampleRateHz,
    wake: () => undefined,
    close() {
      isClosed = true
      watch.stop()
      child.kill('SIGKILL')
    },
  }
}

/** DirectShow knows no usual microphone: the first that ffmpeg names. @throws AppError `audio-unreadable` */
function firstMicrophone(program: string): string {
  const { stderr } = spawnSync(program, ['-hide_banner', '-list_devices', 'true', '-f', 'dshow', '-i', 'x'], {
    encoding: 'utf8',
  })
  const named = /"([^"]+)" \(audio\)/.exec(stderr)?.[1]
  if (named !== undefined) return named
  throw new AppError('audio-unreadable', { kind: 'no-microphone' })
}
