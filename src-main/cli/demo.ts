/** Asks a spoken question of its own and writes the spoken answer: the whole way of an utterance on a fresh machine. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const question = file('../../resources/question.wav')

console.log('Asking resources/question.wav: "What is the capital of France?"\n')
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', file('./talk.ts'), question, '--out', 'answer.wav', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
if (status === 0)
  console.log(
    '\nThe spoken answer is in answer.wav. Ask your own: npm run talk -- question.wav --out answer.wav',
  )
process.exitCode = status ?? 1
