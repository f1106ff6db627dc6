import type { AskMessage, EngineMessage } from '@contract'
import { resample } from '../../../../src-main/engine/sound/resample'
import type { AppPage } from '../../../e2e/app/appPage'
import type { SceneCard, SceneRecord } from '../../../e2e/app/sceneCard'
import { echoTaps, renderScene } from '../renderScene'
import { sampleRateHz } from '../scene'
import type { SoundLibrary } from '../soundLibrary'
import type { ChromiumScene } from './chromiumScene'

/** What became of a scene in the window. */
export interface PlayedScene {
  readonly scene: ChromiumScene
  /** What the microphone heard but for the loudspeaker, at 16 kHz. */
  readonly room: Float32Array
  /** Of the loudspeaker: every sample from the first of the scene on. */
  readonly rateHz: number
  readonly played: Float32Array
  /** How far the audio thread fell behind at most. */
  readonly stalledMs: number
  /** What went over the line while it was played, until all turns were over. */
  readonly asked: readonly AskMessage[]
  readonly messages: readonly EngineMessage[]
  readonly captured: SceneRecord['captured']
  /** On the shared clock. */
  readonly beganAt: number
}

/**
 * Plays a scene into the window and records what the loudspeaker plays meanwhile.
 * @param answerGain what brings the answers to the level that the scenes' echo is told for
 */
export async function playScene(
  app: AppPage,
  scene: ChromiumScene,
  sounds: SoundLibrary,
  answerGain: number,
): Promise<PlayedScene> {
  const { page } = app
  const room = renderScene(scene, sounds)
  const rateHz = await page.evaluate(() => sceneCard.rateHz())
  const microphone = await resample(room, sampleRateHz, rateHz)
  const deviceDelayMs = await page.evaluate(() => sceneCard.outputLatencyMs())
  const echo = echoTaps({ ...scene, deviceDelayMs }).map(({ delay, gain }) => ({
    delayFrames: Math.round((delay * rateHz) / sampleRateHz),
    gain: gain * answerGain,
  }))
  const [asked, received] = [app.asked.length, app.messages.length]
  const bytes = Buffer.from(microphone.buffer, microphone.byteOffset, microphone.byteLength)
  const beganAt = await page.evaluate(([samples, taps]) => sceneCard.play(samples, taps), [
    bytes.toString('base64'),
    echo,
  ] as const)
  const until = (ms: number): Promise<void> => page.evaluate((wanted) => sceneCard.until(wanted), ms)
  for (const { at, what } of scene.acts) {
    await until(at)
    if (what === 'ask') await app.type('And now?')
    else if (what === 'release') await page.keyboard.up('Space')
    else {
      await page.locator('.ring').focus()
      await page.keyboard.down('Space')
    }
  }
  await until(scene.lengthMs)
  const { samples, stalledMs, captured } = await page.evaluate(() => sceneCard.end())
  await page.keyboard.press('Escape')
  await app.phase('idle')
  const turns = turnsOf(app.asked.slice(asked))
  await app.seen(
    () => Promise.resolve(turns.every((turn) => endsOf(app.messages, turn) > 0)),
    'the end of every turn',
  )
  return {
    scene,
    room,
    rateHz,
    played: new Float32Array(new Uint8Array(Buffer.from(samples, 'base64')).buffer),
    stalledMs,
    asked: app.asked.slice(asked),
    messages: app.messages.slice(received),
    captured,
    beganAt,
  }
}

/** The turns that were begun, by voice or by hand. */
export function turnsOf(asked: readonly AskMessage[]): number[] {
  return asked.flatMap((message) =>
    message.type === 'utterance-start' || message.type === 'ask' ? [message.turn] : [],
  )
}

/** How often a turn ended. */
export function endsOf(messages: readonly EngineMessage[], turn: number): number {
  return messages.filter((message) => message.type === 'turn-end' && message.turn === turn).length
}

/** The page has it; the functions above that name it are run there. */
declare const sceneCard: SceneCard
