/** A word of a spoken text, and the sample at which it begins. */
export interface TimedWord {
  start: number
  end: number
  startSample: number
}

/** Marks that stand in a text and in its phonemes alike. */
const marks = /[;:,.!?¡¿—…"“”()]+/gu

interface Part {
  words: { start: number; end: number; text: string }[]
}

/**
 * Where the words of a text begin, from where its phonemes do. Between two marks both have the same words, mostly: those go
 * one to one. Where espeak-ng says two words as one, or one as two, the time between the marks is shared out by length.
 *
 * @param said the phonemes of `text`
 * @param starts the sample at which each character of `said` begins, in UTF-16 units, and where the last one ends
 * @returns undefined where the marks are not the same
 */
export function wordStarts(text: string, said: string, starts: readonly number[]): TimedWord[] | undefined {
  const [written, spoken] = [partsOf(text), partsOf(said)]
  if (written.length !== spoken.length) return undefined
  return written.flatMap(({ words }, i) => {
    const sounds = partJoined(words, spoken[i].words)
    if (sounds.length === words.length)
      return words.map(({ start, end }, j) => ({ start, end, startSample: starts[sounds[j].start] }))
    const [from, to] = [starts[sounds[0].start], starts[sounds.at(-1)!.end]]
    const total = words.reduce((sum, { text }) => sum + text.length, 0)
    let before = 0
    return words.map(({ start, end, text }) => {
      const startSample = Math.round(from + ((to - from) * before) / total)
      before += text.length
      return { start, end, startSample }
    })
  })
}

/** "ɪnðə" is two words: espeak-ng joins an article to the word before it. */
function partJoined(words: Part['words'], sounds: Part['words']): Part['words'] {
  const parted: Part['words'] = []
  for (const sound of sounds) {
    const article = /(?<=.)ð[əɪi]$/u.exec(sound.text)
    const isJoined = article !== null && words[parted.length + 1]?.text.toLowerCase() === 'the'
    const place = sound.start + (article?.index ?? 0)
    if (isJoined) parted.push({ ...sound, end: place }, { ...sound, start: place })
    else parted.push(sound)
  }
  return parted
}

/** What lies between marks, where it has words. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { 0: mark, index } of [...text.matchAll(marks), { 0: '', index: text.length }]) {
    const words = [...text.slice(at, index).matchAll(/\S+/gu)]
      .filter(({ 0: word }) => /[\p{L}\p{N}]/u.test(word))
      .map(({ 0: word, index: place }) => ({ start: at + place, end: at + place + word.length, text: word }))
    if (words.length > 0) parts.push({ words })
    at = index + mark.length
  }
  return parts
}

/**
 * The sample at which each character of a text of phonemes begins, and where the last one ends.
 *
 * @param isKnown whether the model was given the character
 * @param durations in frames: of the pad in front, of each character that the model was given, and of the pad behind
 * @param samples all that was made
 * @returns undefined where the durations are not those of the samples
 */
export function phonemeStarts(
  said: string,
  isKnown: (character: string) => boolean,
  durations: readonly number[],
  samples: number,
): number[] | undefined {
  const frames = durations.reduce((sum, frames) => sum + frames, 0)
  const known = Array.from(said).filter(isKnown).length
  if (frames === 0 || samples % frames !== 0 || durations.length !== known + 2) return undefined
  const samplesAFrame = samples / frames
  const starts: number[] = []
  let [next, at] = [1, durations[0]]
  for (const character of said) {
    for (let unit = 0; unit < character.length; unit++) starts.push(at * samplesAFrame)
    if (isKnown(character)) at += durations[next++]
  }
  return [...starts, at * samplesAFrame]
}
