import { microphoneFormat } from '@contract'
import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url'
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { VoiceActivity, type VoiceModel } from './voiceActivity'

/**
 * Loads Silero v6 in ONNX Runtime's WebAssembly build, on the window's own thread: a frame takes about a millisecond.
 *
 * Both files come from the app itself: Vite copies them beside the bundle and gives their addresses (`?url`). The page's
 * policy must allow `script-src 'wasm-unsafe-eval'` and `connect-src 'self'`.
 */
export async function loadSilero(): Promise<VoiceModel> {
  env.wasm.numThreads = 1
  env.wasm.wasmPaths = { wasm: wasmUrl }
  const session = await InferenceSession.create(modelUrl, { executionProviders: ['wasm'] })
  const model: VoiceModel = {
    run: (feeds) => session.run(feeds as Record<string, Tensor>),
    floats: (values, shape) => new Tensor('float32', values, shape),
    integer: (value) => new Tensor('int64', [value]),
  }
  // The first run takes a few hundred milliseconds: now, and not in the middle of the first word.
  await new VoiceActivity(model).hear(new Float32Array(microphoneFormat.frameSamples))
  return model
}
