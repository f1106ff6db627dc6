// Makes a fresh machine ready, before node_modules exists: every command of package.json runs it first. Where nothing is
// missing it says nothing; what it says goes to the error stream, for the output is the command's own.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { newerNode } from './newerNode.mjs'

const say = (line) => process.stderr.write(`${line}\n`)
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Parley needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`)
  process.exit(1)
}

// npm notes what it installed in this file; an older one than the lock file means that something is missing.
const installed = 'node_modules/.package-lock.json'
const isThere = existsSync(installed)
if (!isThere || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  say(
    isThere
      ? 'Installing what is new of the packages. That takes some seconds...'
      : 'Setting up, once: fetching the packages, some 330 MB, and unpacking them to 1 GB. That takes a minute or two, over a slow line longer...',
  )
  // A fresh machine gets what is locked, to the byte. `npm ci` would take away first what is here already, and without a
  // network nothing would start any more; an update takes the locked versions, too, and leaves the lock file as it is.
  const how = isThere ? ['install', '--no-save'] : ['ci']
  // None of the packages needs its install script: everything native comes inside the packages. Of warnings there are
  // those that Electron's packages want a newer Node, which is told below.
  const quiet = ['--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error']
  const { status } = spawnSync('npm', [...how, ...quiet], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    say('The packages could not be installed. Check the network and run the command again.')
    process.exit(status ?? 1)
  }
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const newer = newerNode(process.versions.node, packages['node_modules/electron'].engines.node)
  if (newer !== undefined)
    say(
      `Electron asks for Node ${newer} or newer, and this is ${process.versions.node}: it is fetched all the same, and where that fails Parley opens in the browser.`,
    )
}

// The tests open the app in a browser.
if (process.argv.includes('--test')) await provideChromium()

async function provideChromium() {
  const { chromium } = await import('playwright-core')
  const isThere = () =>
    [process.env.PARLEY_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].some(
      (file) => file && existsSync(file),
    )
  if (isThere()) return
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium']
  const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
  const isRoot = process.getuid?.() === 0
  if (isDebian && isRoot) {
    say('Installing Chromium for the tests, once...')
    // No question can be answered here, and a mirror that stays silent is given up.
    const patience = [
      '-o',
      'Acquire::http::Timeout=20',
      '-o',
      'Acquire::Retries=1',
      '-o',
      'DPkg::Lock::Timeout=60',
    ]
    const apt = ([command, ...args]) =>
      spawnSync(command, [...patience, ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: 300_000,
        killSignal: 'SIGKILL',
      }).status === 0
    if (!apt(install) && apt(['apt-get', 'update', '-qq'])) apt(install)
    if (isThere()) return
  }
  const advice = isDebian && !isRoot ? `sudo ${install.join(' ')}` : 'npx playwright-core install chromium'
  say(`There is no Chromium, so the tests that need one are skipped. To have them, run: ${advice}`)
}
