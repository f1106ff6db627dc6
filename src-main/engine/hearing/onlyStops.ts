/** What ends an answer and asks nothing, in the languages that Parley speaks with people. */
const stops = [
  // English
  ...['stop', 'stop it', 'stop that', 'stop there', 'stop talking', 'wait', 'wait a second', 'wait a minute'],
  ...['wait a moment', 'hold on', 'hold on a second', 'hang on', 'no', 'nope', 'enough', "that's enough"],
  ...['that is enough', 'quiet', 'be quiet', 'silence', 'shut up', 'cancel', 'never mind', 'halt'],
  // German
  ...['stopp', 'hör auf', 'aufhören', 'warte', 'warte mal', 'warten sie', 'moment', 'moment mal'],
  ...['einen moment', 'nein', 'nee', 'genug', 'das reicht', 'es reicht', 'ruhe', 'sei still', 'schluss'],
  // French
  ...['arrête', 'arrêtez', 'arrête toi', 'attends', 'attendez', 'un instant', 'un moment', 'une seconde'],
  ...['non', 'assez', 'ça suffit', 'tais toi', 'taisez vous'],
  // Spanish
  ...['para', 'para ya', 'alto', 'basta', 'ya basta', 'detente', 'espera', 'espere', 'espera un momento'],
  ...['un momento', 'silencio', 'cállate'],
  // Hindi
  ...['रुको', 'रुकिए', 'रुक जाओ', 'ठहरो', 'बस', 'बस करो', 'नहीं', 'चुप', 'बंद करो'],
]
/** What may stand beside it. */
const beside = [
  ...['please', 'okay', 'ok', 'oh', 'hey', 'now', 'thanks', 'thank you', 'parley'],
  ...['bitte', 'danke', 'jetzt', "s'il te plaît", "s'il vous plaît", 'merci', 'maintenant'],
  ...['por favor', 'gracias', 'vale', 'कृपया', 'प्लीज़'],
]

/** Whether somebody who interrupts an answer says no more than that it is to end. @param said as it was written down */
export function onlyStops(said: string): boolean {
  return only.test(bare(said))
}

/** Words in small letters, with one space behind each. */
function bare(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .concat(' ')
}

const oneOf = (phrases: readonly string[]): string => `(?:${phrases.map(bare).join('|')})`
const only = new RegExp(`^${oneOf(beside)}*(?:${oneOf(stops)}${oneOf(beside)}*)+$`, 'u')
