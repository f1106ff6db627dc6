// Makes a fresh machine ready, before node_modules exists: `npm start` and `npm test` run it first.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Parley needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`)
  process.exit(1)
}

// npm notes what it installed in this file; an older one than the lock file means that something is missing.
const installed = 'node_modules/.package-lock.json'
const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
if (!upToDate) {
  console.log('Installing packages, once...')
  // None of the packages needs its install script: everything native comes inside the packages.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The packages could not be installed. Check the network and run the command again.')
    process.exit(status ?? 1)
  }
}
