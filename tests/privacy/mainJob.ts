/**
 * `tsx tests/privacy/mainJob.ts FOLDER IDLE_SECONDS`: does everything that a user does with Parley, from the sources and
 * in Chromium, so that somebody may watch all of its processes (`watchNetwork`): imports a voice and fetches a model,
 * starts with that voice, is asked by speech and by typing, is shown its settings, has a voice tried, is examined by
 * the doctor, is left alone for a while, and has everything removed in the end. Prints its figures as JSON; FOLDER is written into.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { AppPage } from '../e2e/app/appPage'
import { pageScript } from '../e2e/app/builtRenderer'
import { speech } from '../e2e/app/questions'
import { recorderPath } from '../e2e/app/soundCard'
import { chromiumPath, launchChromium } from '../e2e/chromium'
import { filesUnder } from '../rigs/hub/hubFiles'
import { startLoopbackHub, type LoopbackHub } from '../rigs/hub/loopbackHub'
import { makeToneVoice } from '../rigs/models/toneVoice'
import { runCommand } from '../rigs/runCommand'
import { strayFiles } from './filesOfParley'
import type { MainJobFigures } from './mainJobFigures'

const weights = 'onnx/model.onnx'

const [folder, idleSeconds] = process.argv.slice(2)
const voice = path.join(folder, 'voice')
makeToneVoice(voice)
const hub = await startLoopbackHub({ repositories: { 'maker/other': filesUnder(voice) } })
const env = { HF_ENDPOINT: hub.endpoint }
try {
  const figures = await doMainJob(hub, Number(idleSeconds) * 1000)
  console.log(JSON.stringify(figures))
} finally {
  await hub.close()
}

async function doMainJob(modelHub: LoopbackHub, idleMs: number): Promise<MainJobFigures> {
  await command('models.ts', 'import', voice)
  const app = await startApp('--kokoro', voice)
  const browser = await launchChromium(chromiumPath()!)
  try {
    const context = await browser.newContext({ locale: 'en-GB' })
    // The rig's microphone and loudspeaker, beside the window as it is served.
    const script = { contentType: 'text/javascript', body: await pageScript('recorderWorklet') }
    await context.route(`**${recorderPath}`, (route) => route.fulfill(script))
    const page = await AppPage.open(context, { port: app.port, invite: () => app.startAddress })
    await Promise.all([converse(page), command('models.ts', 'pull', 'maker/other'), command('doctor.ts')])
    await sleep(idleMs)
    const { shown, offences } = { shown: await privacyShown(page), offences: [...page.offences] }
    const strays = strayFiles(path.dirname(folder))
    const removed = await removeAll(page)
    return {
      ports: [app.startAddress, modelHub.endpoint, modelHub.storageEndpoint].map(portOf),
      fetched: modelHub.asked(weights).length,
      ...{ shown, offences, strays, removed },
      endedWith: await app.ended,
      browserKeeps: (await context.storageState()).origins.flatMap(({ localStorage }) => localStorage),
    }
  } finally {
    await browser.close()
    await app.end()
  }
}

async function converse(page: AppPage): Promise<void> {
  await page.ready()
  const { turn, text } = await page.askAloud(await speech('What is the capital of France?'))
  if (text === '') throw new Error('It was asked by speech, and gave no answer.')
  await page.hush(turn)
  await page.type('Who wrote Hamlet?')
  await page.hush(turn + 1)
  await page.page.keyboard.press('Control+,')
  await page.button('Choose a voice').click()
  await page.page.getByRole('radio', { name: 'George man, grade C' }).check()
  await page.button('Listen to George').click()
  await page.answer(turn + 2)
  await page.page.keyboard.press('Control+,')
  await page.button('Choose models').click()
  await page.page.getByRole('listitem', { name: 'voice', exact: true }).waitFor()
  await page.page.keyboard.press('Control+,')
  await page.button('Read the licences').click()
  await page.page.getByText('onnxruntime-web').click()
  await page.page.getByText('Copyright (c) Microsoft Corporation').first().waitFor()
}

async function privacyShown({ page }: AppPage): Promise<string> {
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Look at that' }).click()
  await page.getByRole('heading', { name: 'On this disk' }).waitFor()
  return page.getByRole('complementary').innerText()
}

/** What the window tells when it has removed everything. */
async function removeAll({ page }: AppPage): Promise<string> {
  await page.getByRole('button', { name: 'Remove it all…' }).click()
  await page.getByRole('button', { name: 'Remove it', exact: true }).click()
  await page.getByRole('heading', { name: 'What went' }).waitFor()
  const told = await page.getByRole('main').innerText()
  // It notes how it was when it goes.
  await page.goto('about:blank')
  return told
}

async function command(script: string, ...args: string[]): Promise<void> {
  const { code, err } = await runCommand(script, args, env)
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code}: ${err}`)
}

interface StartedApp {
  readonly startAddress: string
  readonly port: number
  /** Its exit code. */
  readonly ended: Promise<number | null>
  end(): Promise<unknown>
}

/** `npm start` for a browser. */
async function startApp(...options: string[]): Promise<StartedApp> {
  const args = ['--import', 'tsx', 'src-main/cli/start.ts', '--no-open', '--port', '0', ...options]
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const address = new Promise<string>((resolve) => {
    let said = ''
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      const found = /^Parley is at (http:\S+)$/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const startAddress = await Promise.race([address, ended])
  if (typeof startAddress !== 'string') throw new Error('npm start ended.')
  return {
    startAddress,
    port: portOf(startAddress),
    ended,
    end: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

function portOf(address: string): number {
  return Number(new URL(address).port)
}
