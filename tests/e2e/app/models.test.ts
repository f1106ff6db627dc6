import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { filesUnder } from '../../rigs/hub/hubFiles'
import { buildFetch } from '../../rigs/buildFetch'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { scratchSettings } from '../../rigs/scratchSettings'
import { scratchPlaces } from '../../unit/models/pullFixture'
import { chromiumPath } from '../chromium'
import type { AppPage } from './appPage'
import { AppUnderTest } from './openApp'
import { answerTo } from './questions'

const executable = chromiumPath()
const france = 'What is the capital of France?'
const decoder = 'onnx/decoder_model_merged_q4.onnx'

describe.skipIf(executable === undefined)('models in the window', () => {
  const places = scratchPlaces()
  const settings = scratchSettings(places.root)
  let hub: LoopbackHub
  let shelf: ModelShelf
  let app: AppUnderTest
  let page: AppPage

  beforeAll(async () => {
    // The built-in listener, under the names that the catalogue's q4 files have.
    const nano = filesUnder(path.join(projectRoot, 'models/nano'), (name) =>
      name.startsWith('train/') ? undefined : name.replace('.onnx', '_q4.onnx'),
    )
    hub = await startLoopbackHub({ repositories: { 'onnx-community/Voxtral-Mini-3B-2507-ONNX': nano } })
    vi.stubEnv('HF_ENDPOINT', hub.endpoint)
    const launch = await buildFetch()
    app = await AppUnderTest.open(executable!, {
      models: (engine, conversations) =>
        (shelf = new ModelShelf({
          ...{ places, settings, launch, used: {} },
          use: (next) => engine.changeConfig(engineConfig(settings.values, next, undefined, conversations)),
        })),
    })
    page = await (await app.openPage()).ready()
  })
  afterAll(async () => {
    shelf?.close()
    await app?.close()
    vi.unstubAllEnvs()
    await hub.close()
    places.remove()
  })

  const card = (): Locator => page.page.getByRole('listitem', { name: 'Voxtral Mini 3B q4', exact: true })
  const press = (name: string): Promise<void> => card().getByRole('button', { name, exact: true }).click()

  it('a listener is fetched while the conversation goes on, paused, fetched on, and answers when it is used', async () => {
    await page.page.keyboard.press('Control+,')
    await page.button('Choose models').click()
    await card().waitFor()
    expect(await page.violations()).toEqual([])

    hub.misbehave(decoder, { kind: 'slow', pieceBytes: 10_000, pauseMs: 300 })
    await press('Fetch about 2.9 GB')
    await card()
      .getByText(/ of 4 MB, .* a second, .* left/)
      .waitFor()
    await page.type(france)
    expect((await page.answer(1)).text).toBe(answerTo(france))
    // Some of the largest file is here: a busy machine may have been at a smaller one.
    await page.seen(() => Promise.resolve(hub.asked(decoder).length > 0), 'the largest file')
    const shown = await card().textContent()
    await page.seen(async () => (await card().textContent()) !== shown, 'more of it')
    await press('Pause')
    await card()
      .getByText(/ of 4 MB are here/)
      .waitFor()
    const [first] = hub.asked(decoder)
    expect(first.range).toBe(undefined)

    await press('Go on')
    await card().getByRole('button', { name: 'Use', exact: true }).waitFor()
    expect(hub.asked(decoder)[1].range).toMatch(/^bytes=[1-9]/)

    await press('Use')
    await page.until('ready', (message) => message.listener === 'voxtral-mini-3b-q4')
    await card().getByText('In use').waitFor()
    const turn = page.newestTurn + 1
    await page.type('Who wrote Hamlet?')
    expect((await page.answer(turn)).text).toBe(answerTo('Who wrote Hamlet?'))
  })

  it('a listener that cannot be loaded any more gives way to the built-in one, and is tried again when it is whole', async () => {
    const file = path.join(places.modelsDir, 'voxtral-mini-3b-q4', decoder)
    const whole = readFileSync(file)
    writeFileSync(file, 'no model')
    app.killEngine()
    await page.until('ready', (message) => message.embedded?.includes('listener') === true)
    const alert = page.page.locator('.trouble-line')
    await alert
      .getByText('voxtral-mini-3b-q4 could not be loaded, so the built-in listener hears you.')
      .waitFor()
    await card().getByText('Chosen, but not loaded').waitFor()
    expect(await page.violations()).toEqual([])
    const turn = page.newestTurn + 1
    await page.type(france)
    expect((await page.answer(turn)).text).toBe(answerTo(france))

    writeFileSync(file, whole)
    await press('Try again')
    await card().getByText('In use', { exact: true }).waitFor()
  })

  it('a listener that is used no more is removed, after a second press', async () => {
    const builtIn = page.page.getByRole('listitem').filter({ hasText: 'It knows a few questions.' })
    await builtIn.getByRole('button', { name: 'Use', exact: true }).click()
    await press('Remove')
    await card().getByText('Remove 4 MB from this computer?').waitFor()
    expect(await page.violations()).toEqual([])
    await press('Remove')
    await card().getByRole('button', { name: 'Fetch about 2.9 GB' }).waitFor()
    expect(app.offences).toEqual([])
  })

  it('a fetch that cannot go on says why on its card', async () => {
    hub.misbehave('api', { kind: 'status', status: 401 })
    await press('Fetch about 2.9 GB')
    const alert = card().getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/set HF_TOKEN to a token that may read it/)
  })
})
