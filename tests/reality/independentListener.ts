import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '@contract'

/** Whisper in a process of its own, which stays loaded from file to file. */
export interface IndependentListener {
  /** What is heard in a WAV file, as Whisper writes it. @throws AppError `usage` when the process ended */
  hear(file: string, language: string): Promise<string>
  stop(): void
}

/**
 * @param python a Python that has faster-whisper
 * @param model the directory of a Whisper model for it
 */
export function independentListener(python: string, model: string): IndependentListener {
  const script = path.join(import.meta.dirname, 'listen.py')
  const listening = spawn(python, [script, model], { stdio: ['pipe', 'pipe', 'inherit'] })
  const failed = new Promise<never>((_, reject) => listening.once('error', reject))
  failed.catch(() => undefined) // told by whoever waits for a line
  const lines = createInterface({ input: listening.stdout })[Symbol.asyncIterator]()
  return {
    async hear(file, language) {
      listening.stdin.write(`${language}\t${file}\n`)
      const line = await Promise.race([lines.next(), failed])
      if (line.done === true)
        throw new AppError('usage', {
          kind: 'as-told',
          text: `${python} ended: it needs faster-whisper, and a Whisper in ${model}.`,
        })
      return line.value
    },
    stop: () => listening.stdin.end(),
  }
}
