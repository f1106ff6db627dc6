import { createRequire } from 'node:module'
import { ownFiles } from '../engine/files/shippedFiles'
import { Session } from '../engine/onnx/session'
import { Value } from '../engine/onnx/value'
import type { TensorData } from '../engine/onnx/elementType'
import { VoiceActivity, type VoiceModel, type VoiceTensor } from '../../src-renderer/audio/voiceActivity'

interface ShapedTensor extends VoiceTensor {
  readonly data: TensorData
  readonly shape: readonly number[]
}

/** Loads Silero v6, as the window has it, into the engine's ONNX Runtime. @throws AppError `model-invalid` */
export async function loadVoiceActivity(): Promise<VoiceActivity> {
  const session = await Session.load(sileroFile(), { threads: 1 })
  const shaped = (data: TensorData, shape: readonly number[]): ShapedTensor => ({ data, shape })
  const model: VoiceModel = {
    floats: shaped,
    integer: (value) => shaped(BigInt64Array.of(value), []),
    async run(feeds) {
      const inputs = Object.entries(feeds as Record<string, ShapedTensor>).map(
        ([name, { data, shape }]) => [name, Value.from(data, shape)] as const,
      )
      try {
        const outputs = await session.run(Object.fromEntries(inputs))
        return Object.fromEntries([...outputs].map(([name, value]) => [name, taken(value)]))
      } finally {
        for (const [, value] of inputs) value.release()
      }
    },
  }
  return new VoiceActivity(model)
}

function taken(value: Value): ShapedTensor {
  const tensor = { data: value.read(), shape: value.shape }
  value.release()
  return tensor
}

/** Native code opens it, which cannot look into the window's archive. */
function sileroFile(): string {
  if (ownFiles.isInstalled) return ownFiles.shipped('models/voiceActivity/silero_vad_v6.onnx')
  return createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx')
}
