import { MappedText } from './mappedText'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const subjects = words('i you we they he she it who')
const objects = words('it them me us him her you this that these those yourself something everything')
const determiners = words(
  'a an the this that these those my your his its our their her some any no each every another which what whose one two three many several ' +
    "few both all more most much little great good bad new old first second last next main strong best only such own common other it's",
)
const prepositions = words(
  'of in on at for with from by about into without through during between after before under over',
)
const verbMarkers = words(
  "to will would can could shall should may might must do does did don't doesn't didn't won't can't cannot couldn't wouldn't shouldn't let's " +
    "please not never always often usually sometimes just also then i'll you'll we'll they'll he'll she'll i'd you'd we'd they'd people who",
)
const beings = words(
  "am is are was were be been being isn't aren't wasn't weren't i'm you're we're they're he's she's it's that's get gets got feel feels felt",
)
const havings = words("have has had having haven't hasn't hadn't i've you've we've they've")
const pastSigns =
  /\b(?:yesterday|ago|last (?:night|week|month|year|time|summer|winter|spring)|already|earlier|once|was|were|had|did|in (?:1\d|20)\d\d|\w{3,}ed)\b/i

/** A word with what stands around it, in small letters; marks are words of their own. */
interface Place {
  readonly word: string
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly sentence: string
}

const last = ({ before }: Place, back = 1): string => before.at(-back) ?? ''
const next = ({ after }: Place, ahead = 1): string => after[ahead - 1] ?? ''
const isMark = (word: string): boolean => word === '' || /^[^\p{L}]/u.test(word)
const opens = (place: Place): boolean =>
  isMark(last(place)) || (['and', 'or', 'then', 'but', 'so'].includes(last(place)) && isObject(next(place)))
const isObject = (word: string): boolean => objects.has(word) || determiners.has(word)

/** A verb in its plain form, as far as the words beside it tell. */
function isVerb(place: Place): boolean {
  const [front, behind] = [last(place), next(place)]
  if (verbMarkers.has(front) || (subjects.has(front) && front !== 'it')) return true
  if (determiners.has(front) || prepositions.has(front)) return false
  if (opens(place)) return !isMark(behind) && !beings.has(behind) && !prepositions.has(behind)
  return isObject(behind) && !beings.has(front) && !havings.has(front)
}

/** Whether one of the words stands nearer than any of the others. */
function isNearer(place: Place, cues: RegExp, others: RegExp): boolean {
  const distance = (pattern: RegExp): number => {
    const back = [...place.before].reverse().findIndex((word) => pattern.test(word))
    const ahead = place.after.findIndex((word) => pattern.test(word))
    return Math.min(back < 0 ? Infinity : back, ahead < 0 ? Infinity : ahead + 0.5)
  }
  return distance(cues) < distance(others)
}

const isPast = (place: Place): boolean => {
  const front = last(place)
  if (havings.has(front) || beings.has(front) || havings.has(last(place, 2)) || front === 'well') return true
  if (verbMarkers.has(front) && front !== 'who' && front !== 'people' && front !== 'also' && front !== 'then')
    return false
  if (['he', 'she', 'it'].includes(front)) return true
  return !opens(place) && pastSigns.test(place.sentence)
}
const isIn = (list: string, word: string): boolean => list.split(' ').includes(word)

/** How a word is spelt so that espeak-ng says it as it is meant; undefined: as it stands. */
const spellings: Readonly<Record<string, (place: Place) => string | undefined>> = {
  use: (place) => (isVerb(place) ? 'uze' : 'yoose'),
  uses: (place) => (subjects.has(last(place)) || isObject(next(place)) ? 'uzes' : 'yooses'),
  close: (place) => {
    if (next(place) === 'to' && !isIn('to will please', last(place))) return 'cloce'
    if (isIn('the a', last(place)) && (isIn('of', next(place)) || isMark(next(place)))) return 'cloze'
    return isVerb(place) && !isIn('not', last(place)) ? 'cloze' : 'cloce'
  },
  read: (place) => (isPast(place) ? 'red' : 'reed'),
  lead: (place) => {
    const metal =
      /^(?:pipes?|paint(?:ed)?|pencils?|poison(?:ing|ed)?|metals?|toxic|zinc|copper|tin|bullets?|acid|batter(?:y|ies)|melt(?:s|ed)?|molten|weights?|solder|made|mercury|heavy|contains?|gasoline|petrol|exposure|water)$/
    const first =
      /^(?:singer|role|guitar|guitarist|actor|actress|the|way|team|to|author|character|took|takes?|in)$/
    if (verbMarkers.has(last(place)) || opens(place)) return 'leed'
    return metal.test(next(place)) || isNearer(place, metal, first) ? 'led' : 'leed'
  },
  wind: (place) =>
    isVerb(place) && (isObject(next(place)) || isIn('up down through around back', next(place)))
      ? 'wined'
      : undefined,
  bass: (place) =>
    isNearer(
      place,
      /^(?:caught|catch(?:es|ing)?|fish|fishing|fisherman|lake|river|sea|striped|largemouth|smallmouth|grilled|fried|fillets?|trout|salmon|ate|eat)$/,
      /^(?:plays?|played|playing|guitars?|drums?|sounds?|voice|lines?|sings?|singer|clef|boost|treble|player|loud|music|band)$/,
    )
      ? 'basse'
      : 'base',
  bow: (place) => {
    if (last(place) === 'a' && isIn('take takes took taking', last(place, 2))) return 'bau'
    if (next(place) === 'of' && /\b(?:ship|boat|vessel|canoe)\b/.test(place.sentence)) return 'bau'
    if (/^(?:ship|boat|vessel)'s$/.test(last(place))) return 'bau'
    return isVerb(place) ? 'bau' : 'beau'
  },
  wound: (place) => {
    if (isIn('up around down through round', next(place))) return 'wownd'
    return subjects.has(last(place)) ||
      (!determiners.has(last(place)) && isIn('the his her its their my', next(place)))
      ? 'wownd'
      : 'woond'
  },
  live: (place) => {
    if (
      beings.has(last(place)) ||
      isIn('a went go goes going broadcast streamed perform performed performs watch sing', last(place))
    )
      return 'lyve'
    if (
      isVerb(place) ||
      isIn('in on at here there with without forever alone together by longer', next(place))
    )
      return 'liv'
    return determiners.has(last(place)) || !isMark(next(place)) ? 'lyve' : 'liv'
  },
  lives: (place) => {
    if (
      isIn(
        "their our your my many some several human people's two three four five nine of save saved saves lost",
        last(place),
      )
    )
      return 'lyvz'
    return determiners.has(last(place)) ? 'lyvz' : 'livz'
  },
  tear: (place) => {
    if (isIn('up apart down off open', next(place)) || (last(place) === 'and' && last(place, 2) === 'wear'))
      return 'tare'
    if (
      next(place) === 'in' &&
      /\b(?:shirt|paper|fabric|muscle|ligament|cloth|jeans|dress|sleeve|tissue|page)\b/.test(place.sentence)
    )
      return 'tare'
    return isVerb(place) ? 'tare' : 'teer'
  },
  minute: (place) =>
    /^(?:amounts?|details?|particles?|quantit(?:y|ies)|differences?|changes?|traces?|fractions?|organisms?|size)$/.test(
      next(place),
    )
      ? 'mynewt'
      : undefined,
  dove: (place) =>
    isIn('into in down under off head deep underwater', next(place)) && !determiners.has(last(place))
      ? 'dohv'
      : 'duv',
  sow: (place) => (determiners.has(last(place)) && !isVerb(place) ? 'sau' : 'so'),
  row: (place) =>
    isIn('with over about', next(place)) &&
    isIn('a the', last(place)) &&
    isIn('had have having has big', last(place, 2))
      ? 'rau'
      : undefined,
  excuse: (place) => (isVerb(place) ? 'exkuze' : 'exqueuce'),
  content: (place) =>
    (beings.has(last(place)) || isIn('very quite seem seems seemed perfectly', last(place))) &&
    !isObject(next(place))
      ? 'conntent'
      : undefined,
  desert: (place) => (isVerb(place) ? 'dessert' : undefined),
}

const known = new RegExp(
  String.raw`(?<![\p{L}\p{N}'])(?:${Object.keys(spellings).join('|')})(?![\p{L}\p{N}])`,
  'giu',
)
/** As far as words around it are looked at. */
const reach = 6
const reachChars = 120

/**
 * English text as espeak-ng has to be given it: words that are spelt alike and said in two ways are spelt by their sound
 * ("I red it yesterday"), and capitals that stand for themselves by their names. Places are kept.
 */
export function spellSounds(text: string): MappedText {
  return MappedText.of(text)
    .replace(known, ({ 0: written, index, input }) => {
      const word = written.toLowerCase()
      const front = input.slice(Math.max(0, index - reachChars), index)
      const behind = input.slice(index + word.length, index + word.length + reachChars)
      const spelt = spellings[word]({
        word,
        before: wordsOf(front.replace(/^.*[.!?](?=\s)/su, '')).slice(-reach),
        after: wordsOf(behind.replace(/[.!?](?:\s.*)?$/su, ' .')).slice(0, reach),
        sentence: front + word + behind,
      })
      return spelt
    })
    .replace(/(?<![\p{L}\p{N}'.])A(?![\p{L}\p{N}'])/gu, ({ index, input }) =>
      isLetter(input.slice(Math.max(0, index - 3), index), input.slice(index + 1, index + 4))
        ? 'eigh'
        : undefined,
    )
}

const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'-]*|[^\s\p{L}\p{N}]/gu) ?? []

/** "C I A", "vitamin A": no article, which is small within a sentence, or has a word behind it. */
const isLetter = (front: string, behind: string): boolean =>
  /(?:^|\s)\p{Lu}\s$/u.test(front) ||
  /^\s\p{Lu}(?!\p{L})/u.test(behind) ||
  (/[\p{L},]\s$/u.test(front) && !/[.!?]\s$/u.test(front))
