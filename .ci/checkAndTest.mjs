import { Buffer } from 'node:buffer'
import { spawn } from 'node:child_process'

// The checks and the tests side by side: those of sound wait for the clock most of the time, and leave a core free.

/** Runs a package script; what it prints is shown as it comes, or at its end. Resolves with its exit status. */
function run(script, args, showsAtOnce) {
  const child = spawn(
    process.execPath,
    [process.env.npm_execpath, 'run', '--silent', script, '--', ...args],
    {
      stdio: showsAtOnce ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    },
  )
  const printed = []
  child.stdout?.on('data', (part) => printed.push(part))
  child.stderr?.on('data', (part) => printed.push(part))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(printed))
      resolve(code ?? 1)
    })
  })
}

const checked = run('check', [], false)
const tested = await run('vitest', process.argv.slice(2), true)
const isRight = (await checked) === 0
console.log(isRight ? 'Types, rules and format are right.' : 'Types, rules or format are wrong: see above.')
process.exitCode = isRight ? tested : 1
