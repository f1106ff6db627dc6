/** What a new user does, from `npm start` in an empty home to an answer by models that were fetched: each press is counted. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { builtScript } from '../../rigs/builtScript'
import { freshBuild } from '../../rigs/freshBuild'
import { filesUnder } from '../../rigs/hub/hubFiles'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { eventually } from '../../rigs/eventually'
import { makeToneVoice } from '../../rigs/models/toneVoice'
import { wavBytes } from '../../rigs/wavBytes'
import { chromiumPath, launchChromium } from '../chromium'
import { AppPage } from './appPage'
import { answerTo } from './questions'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('a first run', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'parley-first-run-'))
  let hub: LoopbackHub
  let browser: Browser
  let script: string
  let command: ChildProcess | undefined
  let output = ''

  beforeAll(async () => {
    const variants = (folder: string, names: readonly string[]): Record<string, Buffer> =>
      Object.assign(
        {},
        ...names.map((ending) =>
          filesUnder(folder, (name) =>
            name.startsWith('train/') ? undefined : name.replace('.onnx', `${ending}.onnx`),
          ),
        ),
      ) as Record<string, Buffer>
    const voice = path.join(home, 'voice')
    makeToneVoice(voice)
    // Those for a card and those for a processor.
    hub = await startLoopbackHub({
      repositories: {
        'onnx-community/Voxtral-Mini-3B-2507-ONNX': variants(path.join(projectRoot, 'models/nano'), [
          '_q4',
          '_q4f16',
        ]),
        'onnx-community/Kokoro-82M-v1.0-ONNX': variants(voice, ['', '_fp16']),
      },
    })
    const microphone = path.join(home, 'quiet.wav')
    writeFileSync(microphone, wavBytes(new Float32Array(16_000), { bits: 16 }))
    await freshBuild(() => undefined)
    script = await builtScript('src-main/cli/start.ts')
    browser = await launchChromium(executable!, { microphone })
  })
  afterAll(async () => {
    command?.kill('SIGKILL')
    await browser?.close()
    await hub.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** The link that `npm start` prints where there is no desktop. */
  function start(): Promise<string> {
    output = ''
    command?.kill('SIGKILL')
    const user = mkdtempSync(path.join(home, 'ada-'))
    const own = Object.fromEntries(
      ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'LOCALAPPDATA', 'APPDATA'].map((name) => [
        name,
        path.join(user, name),
      ]),
    )
    const named = ['PARLEY_MODELS_DIR', 'PARLEY_CONFIG', 'PARLEY_CUDA_DIR', 'HF_HOME', 'DISPLAY']
    command = spawn(process.execPath, [script, '--no-open', '--port', '0'], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...Object.fromEntries(named.map((name) => [name, undefined])),
        ...own,
        ...{ HOME: user, USERPROFILE: user, HF_ENDPOINT: hub.endpoint },
      },
    })
    for (const stream of [command.stdout, command.stderr])
      stream?.on('data', (data: Buffer) => (output += data.toString()))
    return eventually(
      () => /http:\S+/.exec(output)?.[0],
      () => `a link; it said: ${output}`,
    )
  }

  it('leads from an empty home to an answer by fetched models, by three presses after the microphone’s', async () => {
    const link = await start()
    const context = await browser.newContext()
    await context.addInitScript(`
      globalThis.pressed = []
      addEventListener('click', ({ isTrusted, target }) => isTrusted && pressed.push(target.innerText))
    `)
    const host = { invite: () => link, port: Number(new URL(link).port) }
    const page = await AppPage.open(context, host, { welcome: 'explain', soundCard: false })
    await page.until('ready')

    await page.button('Allow microphone').click()
    await page.button('Get both').click()
    await page.button('Begin').click()
    await page.button('Use it now').click()
    expect((await page.answer(1)).text).toBe(answerTo('What can you do?'))

    expect(await page.page.evaluate('pressed')).toEqual([
      'Allow microphone',
      'Get both',
      'Begin',
      'Use it now',
    ])
    const ready = await page.until('ready', ({ listener }) => listener.startsWith('voxtral-mini-3b-'))
    expect(ready.embedded).toEqual([])
    expect(await page.violations()).toEqual([])
    expect(page.offences).toEqual([])
  })
})
