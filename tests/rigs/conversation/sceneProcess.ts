/** A process that plays scenes, one group after the other, and says what it measured in them. */
import { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import { BatchedSilero } from './batchedSilero'
import { measureScene, type MeasuredScene } from './measureScene'
import { runScenes } from './runScenes'
import type { Scene } from './scene'
import type { SoundLibrary } from './soundLibrary'

export type ToSceneProcess =
  | { readonly sounds: SoundLibrary; readonly endOfTurnFile: string }
  | { readonly scenes: readonly Scene[] }
/** It is ready for a group of scenes: at first, and with what was measured in each one before. */
export type FromSceneProcess = readonly MeasuredScene[]

const say = (measured: FromSceneProcess): boolean => process.send!(measured)
let play: (scenes: readonly Scene[]) => Promise<FromSceneProcess>

process.on('message', (told: ToSceneProcess) => {
  void (async () => {
    if ('scenes' in told) {
      say(await play(told.scenes))
      return
    }
    const { sounds, endOfTurnFile } = told
    const [silero, endOfTurn] = await Promise.all([BatchedSilero.load(), EndOfTurn.load(endOfTurnFile)])
    play = async (scenes) =>
      (await runScenes(scenes, sounds, silero, endOfTurn)).map((each) => measureScene(each, sounds))
    say([])
  })()
})
process.on('disconnect', () => process.exit())
