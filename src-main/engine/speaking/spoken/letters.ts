import type { MappedText } from '../mappedText'
import { endsSentence } from './abbreviations'
import { after, before } from './around'
import type { SpokenLanguage } from './language'

const vowel = /[AEIOUY]/
/** Capitals of words that are written large to be loud; they are short enough to pass for an abbreviation. */
const loudWords = new Set(
  (
    'A AN AND ANY ARE AS ASK AT BAD BE BIG BUT BUY BY CAN DAY DID DO DONE DONT EACH EAT END EVEN EVER FAR FAST FEW FIX FOR FREE FROM FULL GET GIVE ' +
    'GO GOOD GOT GREAT HAD HAS HAVE HE HELP HER HERE HI HIM HIS HOT HOW HUGE I IF IN INTO IS IT ITS JUST KEEP KEY KNOW LAST LATE LET LIKE LONG LOOK ' +
    'LOT LOVE LOW MADE MAKE MANY MAY ME MORE MOST MUCH MUST MY NEED NEVER NEW NEXT NO NOT NOTE NOW OF OFF OH OLD ON ONCE ONE ONLY OPEN OR OUR OUT ' +
    'OVER OWN PLEASE PUT READ REAL RED RUN SAFE SAID SALE SAME SAVE SAW SAY SEE SHE SO SOME STAY STOP SUCH SURE TAKE TEN THAN THAT THE THEIR THEM ' +
    'THEN THERE THESE THEY THIS TIME TO TODO TOO TOP TRUE TRY TWO UP US USE VERY WAIT WAS WAY WE WELL WENT WERE WHAT WHEN WHO WHY WILL WITH WON WORK ' +
    'YES YOU YOUR FALSE NULL NONE WOW YEAH BOOK CALL COLD DARK DEAD DEAL DEEP EASY FACT FALL FIND FIRE FOOD HARD HATE HOLD HOME HOPE IDEA KIND LIFE ' +
    'LINE LIVE LOUD MEAN MIND MOVE NAME NEAR NICE PART PLAN PLAY POOR RICH RULE SEND SHOW SLOW SOON TALK TELL TEST THING TURN WANT WARM WEEK WORD YEAR ' +
    'DEAR DOWN ALSO BEST BOTH BACK AWAY AGO ALL'
  ).split(' '),
)

/** Capitals: loud words as words, names for short as words or letter by letter, and names in humps. */
export function sayLetters(form: MappedText, language: SpokenLanguage): MappedText {
  const { acronyms } = language
  const isLoud = isShouting(form.text)
  return (
    form
      // "U.S.", "R.I.P.", "Ph.D.": letters; the last full stop may end the sentence as well.
      .replace(/(?<![\p{L}\p{N}.])((?:\p{Lu}\p{Ll}?\.\s?){1,6}\p{Lu}\p{Ll}?)\.(?!\p{L}\p{L})/gu, (match) => {
        const { 1: letters } = match
        // Initials before a name keep their spaces.
        if (/\.\s/.test(letters) || !/^(?:\p{Lu}\.)+\p{Lu}$|^(?:\p{Lu}\p{Ll}?\.)+\p{Lu}$/u.test(letters))
          return undefined
        return spell(letters.replace(/\./g, '')) + (endsSentence(after(match)) ? '.' : '')
      })
      // "a.k.a.", "w.r.t.": short forms that no list knows.
      .replace(/(?<![\p{L}\p{N}.])((?:\p{Ll}\.){2,5})(?!\p{L}|\.)/gu, (match) => [
        spell(match[1].replace(/\./g, '')) + (endsSentence(after(match)) ? '.' : ''),
      ])
      .replace(
        /(?<![\p{L}\p{N}])(\p{Lu}{1,4})\s?&\s?(\p{Lu}{1,4})(s?)(?!\p{L})/gu,
        ({ 1: a, 2: b, 3: plural }) =>
          `${spell(a)} ${language.signs.and} ${spell(b)}${plural === '' ? '' : "'s"}`,
      )
      .replace(/(?<![\p{L}\p{M}\p{N}'’])(\p{Lu}[\p{Lu}\d]+)(['’]?s)?(?![\p{L}\p{M}])/gu, (match) => {
        const { 1: capitals, 2: plural = '' } = match
        if (!/^\p{Lu}+$/u.test(capitals)) return undefined
        if (Object.hasOwn(acronyms, capitals)) return acronyms[capitals] + plural
        if (/[^A-Z]/.test(capitals)) return undefined
        if (isLoud || loudWords.has(capitals) || isLoudBeside(match) || isSayable(capitals))
          return (isLoud && match.index > 0 ? capitals.toLowerCase() : lowered(capitals)) + plural
        return spell(capitals) + (plural === '' ? '' : "'s")
      })
      // "PhD", "PhDs", "pH", "kWh" without a number.
      .replace(/(?<![\p{L}\p{N}])PhD(s?)(?!\p{L})/gu, ({ 1: plural }) => `P H D${plural === '' ? '' : "'s"}`)
      .replace(/(?<![\p{L}\p{N}])pH(?!\p{L})/gu, () => 'p H')
      // "camelCase", "userId2", "HTTPServer"; "McDonald" is one name.
      .replace(
        /(?<![\p{L}\p{N}'’])(?=\p{Lu}*\p{N}*\p{Ll})(\p{L}[\p{Ll}\p{N}]*)((?:\p{Lu}+[\p{Ll}\p{N}]*){1,8})(?![\p{L}])/gu,
        ({ 1: first, 2: rest }) => {
          if (/^(?:Mc|Mac|De|La|Le|Di|Du|Van|Fitz)$/.test(first)) return undefined
          const humps = rest.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}\p{Ll}+|\d+/gu) ?? []
          const words = [first.replace(/(?<=\p{L})(?=\d)/gu, ' '), ...humps].map((hump) =>
            hump.length > 1 && /^\p{Lu}+$/u.test(hump) ? spell(hump) : hump,
          )
          return words.join(' ')
        },
      )
  )
}

const spell = (capitals: string): string => [...capitals.toUpperCase()].join(' ')
const lowered = (capitals: string): string => capitals[0] + capitals.slice(1).toLowerCase()

/** A whole text in capitals. */
function isShouting(text: string): boolean {
  if (/\p{Ll}/u.test(text)) return false
  const words = text.match(/\p{Lu}{2,}/gu) ?? []
  return words.length > 1 && words.some((word) => loudWords.has(word) || word.length > 5)
}

/** Loud words come together: "DO NOT TOUCH". */
function isLoudBeside(match: RegExpExecArray): boolean {
  const beside = [
    /(\p{Lu}+)\s$/u.exec(before(match, 12))?.[1],
    /^\s(\p{Lu}+)(?!\p{L})/u.exec(after(match, 12))?.[1],
  ]
  return (
    match[0].length > 3 && beside.some((word) => word !== undefined && word.length > 1 && loudWords.has(word))
  )
}

/** Five letters and more that have the sound of a word. */
function isSayable(capitals: string): boolean {
  if (capitals.length < 5) return false
  const vowels = [...capitals].filter((letter) => vowel.test(letter)).length
  return (
    vowels >= capitals.length / 4 &&
    !/[^AEIOUY]{4}|^[^AEIOUY]{3}(?!R)|[QJ](?!U|[AEIO])|(.)\1\1|AA|II|UU/.test(capitals)
  )
}
