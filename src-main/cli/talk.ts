import { buffer } from 'node:stream/consumers'
import { AppError } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { readAudio } from '../engine/sound/readAudio'
import { answerHelp, runAsking } from './runAsking'

const usage = `${ownCommand('talk', 'QUESTION.wav')} [MORE.wav ...] [--out ANSWER.wav]

Asks the spoken questions, in a row, as one conversation; prints the answers as they come and writes them as speech.
A question named - is read from the standard input, also while it is recorded: the first Ctrl-C ends the recording.

  --transcribe    write down what is said instead of answering
${answerHelp}`

await runAsking({
  usage,
  options: { transcribe: { type: 'boolean' } },
  isAlwaysSpoken: true,
  async questions(files, { transcribe }) {
    if (files.length === 0) throw new AppError('usage', { kind: 'usage-no-file' })
    const questions = []
    for (const file of files)
      questions.push({
        samples: await readQuestion(file),
        mode: transcribe ? ('transcribe' as const) : ('chat' as const),
      })
    return questions
  },
})

/** The samples of a question. @param file - for the standard input */
async function readQuestion(file: string): Promise<Float32Array> {
  if (file !== '-') return readAudio(file)
  if (process.stdin.isTTY) throw new AppError('usage', { kind: 'usage-no-input' })
  // Ctrl-C also ends the program that records, which then closes the pipe; another one ends this one.
  const keepOn = (): void => console.error('parley: that was the question.')
  process.once('SIGINT', keepOn)
  try {
    return await readAudio(await buffer(process.stdin), 'The standard input')
  } finally {
    process.off('SIGINT', keepOn)
  }
}
