// Makes a fresh machine ready, before node_modules exists: `npm start` and `npm test` run it first.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Parley needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  )
  process.exit(1)
}

// npm notes what it installed in this file; an older one than the lock file means that something is missing.
const installed = 'node_modules/.package-lock.json'
const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
if (!upToDate) {
  console.log('Installing packages, once...')
  // None of the packages needs its install script: everything native comes inside the packages.
  // Not `npm ci`: it refuses a lock file that lacks the optional packages of platforms which a registry does not hold.
  // With --no-save the versions of the lock file are taken and the file stays as it is.
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-fund', '--no-audit'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  )
  if (status !== 0) {
    console.error('The packages could not be installed. Check the network and run the command again.')
    process.exit(status ?? 1)
  }
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
    console.log('Installing Chromium for the tests, once...')
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
  console.log(`There is no Chromium, so the tests that need one are skipped. To have them, run: ${advice}`)
}
