export const plainAttention = 'ORT_GQA_DISABLE_FLASH_ATTENTION'

/**
 * Sessions attend on an x64 processor by whole products and not in tiles. For one new position ONNX Runtime's tiled
 * kernel (mlas/lib/flashattn_gqa.cpp) is built for the oldest processors, SSE2 alone, while the products use AVX2 and
 * AVX-512: with 500 positions a step of 100 M parameters takes 4 to 9 % less, and a prompt as long. What it costs is
 * room for all scores of a run, [heads, new positions, capacity of the KV cache].
 *
 * ONNX Runtime asks the environment as it creates a session, and nothing else. So this is said once, before ONNX Runtime
 * is loaded: while a native thread reads the environment, writing to it can end the process (getenv(3)).
 */
export function usePlainAttention(): void {
  if (process.arch === 'x64') process.env[plainAttention] ??= '1'
}
