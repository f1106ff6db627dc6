import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRecording, recordingText } from '../../../src-renderer/recording/readRecording'
import { redact } from '../../../src-renderer/recording/redact'
import { replay } from '../../../src-renderer/recording/replay'
import { askSettings } from '../../../src-main/settings/askSettings'
import { chromiumPath } from '../chromium'
import { eventually } from '../../rigs/eventually'
import { AppUnderTest } from './openApp'
import { speech } from './questions'

const executable = chromiumPath()
const question = 'What is the capital of France?'

describe.skipIf(executable === undefined)('a window that is recorded for a bug report', () => {
  let app: AppUnderTest
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-recorded-'))

  beforeAll(async () => {
    app = await AppUnderTest.open(executable!, {
      ...{ recordings: folder, env: { PARLEY_RECORDING: 'true' } },
    })
  })
  afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true })
  })

  it('gives a file of what was said and of what went wrong, which replays to the letter without a window', async () => {
    const page = await (await app.openPage()).ready()
    const sign = page.page.getByText('Everything is recorded for a bug report')
    await sign.waitFor()
    await page.askAloud(await speech(question))
    app.killEngine()
    await page.type('Who wrote Hamlet?')
    // The next engine is asked it.
    await eventually(() => page.asked.some(({ type }) => type === 'ask'), 'the typed question')
    await page.button('Stop recording').click()
    await page.page.getByText('The recording lies in').waitFor()
    await sign.waitFor({ state: 'detached' })
    // Though the environment says otherwise.
    await eventually(() => !app.settings.values.recording, 'the setting off')
    askSettings(app.settings, { type: 'change', changes: { recording: true } })
    await sign.waitFor()

    const [file] = readdirSync(folder).sort()
    const text = readFileSync(path.join(folder, file), 'utf8')
    const recording = readRecording(text)
    const { lines, divergence } = await replay(recording)
    expect(divergence).toBeUndefined()
    expect(recordingText({ ...recording, lines })).toBe(text)
    for (const crossed of ['derive sound', 'Who wrote Hamlet?', '"type":"engine"', '"in":"playback audible"'])
      expect(text).toContain(crossed)

    const redacted = await redact(recording)
    const told = recordingText(redacted)
    for (const said of ['Hamlet', 'Paris', 'France', '$sound']) expect(told).not.toContain(said)
    expect((await replay(redacted)).divergence).toBeUndefined()
  })
})
