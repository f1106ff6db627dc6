// Writes the sentence of the echo test, said by the built-in voice: `npx tsx tests/rigs/speakEchoSentence.ts`.
import { fileURLToPath } from 'node:url'
import { openEspeak } from '../../src-main/engine/speaking/espeak'
import { WavWriter } from '../../src-main/engine/sound/wavWriter'

const espeak = await openEspeak()
const { samples } = espeak.synthesize('This is how I sound. How much of me comes back?', { voice: 'en-us' })
// As loud as answers are.
const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
const wav = new WavWriter(
  fileURLToPath(new URL('../../resources/echoSentence.wav', import.meta.url)),
  espeak.sampleRateHz,
)
wav.write(samples.map((sample) => (0.6 * sample) / loudest))
wav.close()
