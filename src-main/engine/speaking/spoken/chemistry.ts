import type { MappedText } from '../mappedText'
import { after } from './around'
import type { SpokenLanguage } from './language'

const elements = new Set(
  (
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd ' +
    'In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu'
  ).split(' '),
)
/** Formulas without a digit; other capitals may be anything. */
const plainFormulas = new Set(
  'NaCl HCl KCl NaOH KOH NaF HBr HF LiCl CuO FeO ZnO MgO CaO NaBr KBr AgCl CsCl FeS ZnS GaAs SiC'.split(' '),
)
const low = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0x2080 + 48)
const charges: Readonly<Record<string, string>> = { '²': '2', '³': '3', '⁴': '4', '¹': '1' }

/** Formulas of chemistry ("H₂O", "SO₄²⁻", "C6H12O6"), spelt; and indices of variables ("x₁"). */
export function sayFormulas(form: MappedText, { cardinal, signs }: SpokenLanguage): MappedText {
  const count = (digits: string): string =>
    cardinal(BigInt(Array.from(digits, (sign) => (/\d/.test(sign) ? sign : low(sign))).join('')))
  return form
    .replace(
      /(?<![\p{L}\p{N}_-])(?=[A-Z])((?:\(?[A-Z][a-z]?\)?[\d₀-₉]{0,3}){1,10})([¹²³⁴]?[⁺⁻]|\^?[1-4]?[+-](?=$|[\s,.;:)]))?(?![\p{L}\p{N}'/&-])/gu,
      ({ 1: formula, 2: charge }) => {
        const parts = [...formula.matchAll(/([A-Z][a-z]?)|([\d₀-₉]{1,3})/gu)]
        const symbols = parts.flatMap(({ 1: symbol }) => (symbol === undefined ? [] : [symbol]))
        if (!symbols.every((symbol) => elements.has(symbol))) return undefined
        const hasIndex = /[₀-₉]/u.test(formula)
        const hasDigit =
          /\d/.test(formula) &&
          symbols.length > 1 &&
          (/[a-z]/.test(formula) || /^[CHONS\d()]+$/.test(formula))
        const isCharged = charge !== undefined && (/[⁺⁻]/u.test(charge) || /[a-z]|\d/.test(formula))
        if (!hasIndex && !hasDigit && !isCharged && !plainFormulas.has(formula)) return undefined
        const said = parts.map(({ 0: part, 1: symbol }) =>
          symbol === undefined ? count(part) : [...symbol.toUpperCase()].join(' '),
        )
        if (charge !== undefined) {
          const digit = charge.replace(/[⁺⁻+^-]/gu, '')
          if (digit !== '') said.push(cardinal(BigInt(charges[digit] ?? digit)))
          said.push(/[⁺+]/u.test(charge) ? signs.plus : signs.minus)
        }
        return said.join(' ')
      },
    )
    .replace(
      /(?<=[\p{L})])([₀-₉]{1,4})/gu,
      (match) => ` ${count(match[1])}${/^[\p{L}\p{N}]/u.test(after(match, 2)) ? ' ' : ''}`,
    )
    .replace(/[₀-₉]{1,9}/gu, ({ 0: digits }) => count(digits))
}
