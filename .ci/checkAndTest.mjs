import { Buffer } from 'node:buffer'
import { spawn } from 'node:child_process'

// The checks beside the build and the tests: those of sound wait for the clock most of the time, and leave a core free.

/** Runs a package script. Resolves with its exit status and, unless it was shown at once, what it printed. */
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
    child.on('error', () => resolve({ code: 1, printed }))
    child.on('close', (code) => resolve({ code: code ?? 1, printed }))
  })
}

const checking = run('check', [], false)
// It would else be built by whatever needs it first, while others wait for that.
const build = await run('build', [], false)
if (build.code !== 0) process.stderr.write(Buffer.concat(build.printed))
const tests = build.code === 0 ? await run('vitest', process.argv.slice(2), true) : build
const checks = await checking
if (checks.code !== 0) process.stderr.write(Buffer.concat(checks.printed))
console.log(`Types, rules and format are ${checks.code === 0 ? 'right' : 'wrong'}.`)
process.exitCode = checks.code === 0 ? tests.code : 1
