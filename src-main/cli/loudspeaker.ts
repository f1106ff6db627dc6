import { AppError } from '@contract'
import { pcm16 } from '../engine/sound/pcm16'
import { programOnPath } from './programOnPath'
import { spawnApart } from './spawnApart'
import type { Speech } from './writeSpeech'

/** Programs that play raw mono 16-bit sound from their standard input, and how they are called; the first that is there. */
const players: Readonly<Record<string, (rateHz: number) => readonly string[]>> = {
  aplay: (rateHz) => [
    '-q',
    '-t',
    'raw',
    '-f',
    'S16_LE',
    '-c',
    '1',
    '-r',
    `${rateHz}`,
    '--buffer-time=100000',
  ],
  paplay: (rateHz) => ['--raw', '--format=s16le', '--channels=1', `--rate=${rateHz}`, '--latency-msec=100'],
  play: (rateHz) => [
    ...['-q', '--buffer', '1024', '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1'],
    ...['-r', `${rateHz}`, '-'],
  ],
  ffplay: (rateHz) => [
    ...['-nodisp', '-autoexit', '-loglevel', 'error', '-f', 's16le', '-ar', `${rateHz}`],
    ...['-i', 'pipe:0'],
  ],
}

/**
 * Finds the program that plays.
 * @returns opens the loudspeaker for sound of a rate in Hz
 * @throws AppError `output-failed` when there is none
 */
export function findLoudspeaker(): (rateHz: number) => Speech {
  for (const [name, wordsOf] of Object.entries(players)) {
    const program = programOnPath(name)
    if (program !== undefined) return (rateHz) => openLoudspeaker(name, program, wordsOf(rateHz))
  }
  throw new AppError('output-failed', { kind: 'no-player' })
}

function openLoudspeaker(name: string, program: string, words: readonly string[]): Speech {
  const child = spawnApart(program, words, ['pipe', 'ignore', 'pipe'])
  let said = ''
  let isStopped = false
  child.stderr!.on('data', (data: Buffer) => (said = data.toString()))
  // One that is gone tells it by its end.
  child.stdin!.on('error', () => undefined)
  const over = new Promise<void>((resolve, reject) => {
    const failed = (why: string): void =>
      reject(new AppError('output-failed', { kind: 'player-failed', program: name, detail: why }))
    child.once('error', ({ message }) => failed(message))
    child.once('close', (code) => {
      const why = said.trim().split('\n').at(-1)!.replace(/\.$/, '')
      if (isStopped || code === 0) resolve()
      else failed(why === '' ? `exit ${code}` : why)
    })
  })
  // It is told to whoever waits for the end.
  over.catch(() => undefined)
  return {
    write: (samples) => void child.stdin!.write(pcm16(samples)),
    end() {
      child.stdin!.end()
      return over
    },
    stop() {
      isStopped = true
      child.kill('SIGKILL')
    },
  }
}
