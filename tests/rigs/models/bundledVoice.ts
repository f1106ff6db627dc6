import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stageKokoro } from '../../../packaging/bundledKokoro'
import type { KokoroGraph } from '../../../packaging/kokoroGraph'
import { sha256Of } from '../../../src-main/engine/files/sha256Of'
import { makeToneVoice } from './toneVoice'

/** A graph as installers bring one, but of tones. @param folder where it comes to lie */
export function toneGraph(folder: string): KokoroGraph {
  makeToneVoice(folder)
  const file = path.join(folder, 'onnx/model.onnx')
  return {
    ...{ file, sizeBytes: readFileSync(file).length, sha256: sha256Of(file) },
    ...{ repository: 'maker/tones', revision: 'first', source: 'https://hub.example/maker/tones' },
  }
}

/** Lays out a voice of tones as an installed app has one, and returns the folder of its models. */
export function bundledTones(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const made = path.join(folder, 'made')
  stageKokoro(toneGraph(made), folder)
  rmSync(made, { recursive: true })
  return path.join(folder, 'models')
}
