/**
 * Stands for transformers.js where kokoro-js is built into the app: its phonemes are used and its model is not, and
 * transformers.js would add 150 MB and a second copy of what runs models.
 */
const absent: unknown = undefined
export {
  absent as AutoTokenizer,
  absent as env,
  absent as RawAudio,
  absent as StyleTextToSpeech2Model,
  absent as Tensor,
}
