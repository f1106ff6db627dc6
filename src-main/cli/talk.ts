import { buffer } from 'node:stream/consumers'
import { AppError } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { readAudio } from '../engine/sound/readAudio'
import { terminal } from '../terminalWords'
import { runAsking } from './runAsking'

await runAsking({
  usage: () => terminal().words.talk.usage((words) => ownCommand('talk', words)),
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
  const keepOn = (): void => console.error(`parley: ${terminal().words.said.questionOver}`)
  process.once('SIGINT', keepOn)
  try {
    return await readAudio(await buffer(process.stdin), terminal().words.said.standardInput)
  } finally {
    process.off('SIGINT', keepOn)
  }
}
