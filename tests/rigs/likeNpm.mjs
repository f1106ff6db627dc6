/** Starts a command as npm does: through a shell that stays in between, to which SIGTERM is handed on. */
import { spawn } from 'node:child_process'

const words = process.argv.slice(2).map((word) => `'${word}'`)
const shell = spawn('/bin/sh', ['-c', `true && ${words.join(' ')}; exit`], { stdio: 'inherit' })
process.on('SIGTERM', () => {
  shell.kill('SIGTERM')
  process.exit(143)
})
