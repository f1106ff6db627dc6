import type { MappedText } from '../mappedText'
import { before } from './around'
import type { SpokenLanguage } from './language'

/** Commands of LaTeX that are a sign; what is said for the sign is said for them. */
const asSign: Readonly<Record<string, string>> = {
  times: '×',
  cdot: '×',
  ast: '×',
  div: '÷',
  pm: '±',
  mp: '±',
  leq: '≤',
  le: '≤',
  leqslant: '≤',
  geq: '≥',
  ge: '≥',
  geqslant: '≥',
  neq: '≠',
  ne: '≠',
  approx: '≈',
  sim: '≈',
  equiv: '=',
  lt: '<',
  gt: '>',
  to: '→',
  rightarrow: '→',
  Rightarrow: '→',
  implies: '→',
  longrightarrow: '→',
  mapsto: '→',
  infty: '∞',
  sum: '∑',
  prod: ' the product of ',
  int: '∫',
  degree: '°',
  circ: '°',
  percent: '%',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Xi: 'Ξ',
  Pi: 'Π',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  ldots: '…',
  cdots: '…',
  dots: '…',
  in: ' in ',
  cup: ' union ',
  cap: ' intersection ',
  subset: ' subset of ',
  partial: ' partial ',
  nabla: ' nabla ',
  forall: ' for all ',
  exists: ' there exists ',
  quad: ' ',
  qquad: ' ',
  sin: ' sine ',
  cos: ' cosine ',
  tan: ' tangent ',
  log: ' log ',
  ln: ' natural log ',
  lim: ' limit ',
  exp: ' exp ',
  min: ' min ',
  max: ' max ',
  left: '',
  right: '',
  big: '',
  Big: '',
  displaystyle: '',
  limits: '',
  hbar: ' h bar ',
  ell: ' l ',
  prime: '′',
}

/** A stretch between the marks of mathematics is that, and no money: it has a sign of it, or is a lone variable. */
const isMaths = (inner: string): boolean =>
  /[\\^_={}+<>]|^\s*-?\p{L}\s*$|^\s*\p{L}\(\p{L}\)\s*$|^[\d\s.,*/×÷+=-]*[*/×÷+=][\d\s.,*/×÷+=-]*$|^\d?\s?\p{L}\s?[-/*]\s?\d?\p{L}?$/u.test(
    inner,
  ) && !/[.!?]\s+\p{Lu}/u.test(inner)

/**
 * Mathematics as LaTeX writes it, in the signs that a person would write: `\frac{1}{2}` as 1/2, `\sqrt{x}` as √x,
 * `x^{2}` as x^2. The marks around it go; amounts in dollars stay.
 */
export function plainLatex(form: MappedText, { signs }: SpokenLanguage): MappedText {
  let plain = form
    .replace(
      /\\(int|sum|prod)\s?_\s?(?:\{([^{}]{1,40})\}|([\p{L}\d]))\s?\^\s?(?:\{([^{}]{1,40})\}|(\\infty|[\p{L}\d]))/dgu,
      ({ 1: name }) => [`\\${name} `, 2, 3, ` ${signs.to} `, 4, 5, ` ${signs.of} `],
    )
    .replace(/\$\$([^$]{1,2000}?)\$\$/dgu, () => 1)
    .replace(/\\\[([^\]]{1,2000}?)\\\]/dgu, () => [1])
    .replace(/\\\(((?:[^\\]|\\(?!\))){1,2000}?)\\\)/dgu, () => [1])
    .replace(/(?<![\\$\p{L}\d])\$(?!\s)([^$\n]{1,200}?)(?<![\s\\])\$(?![\d\p{L}])/dgu, ({ 1: inner }) =>
      isMaths(inner) ? 1 : undefined,
    )
    .replace(
      /\\begin\{[a-z*]{1,20}\}|\\end\{[a-z*]{1,20}\}|\\(?:left|right|[bB]ig[glr]?)(?![\p{L}])|\\[,;:!]/gu,
      () => ' ',
    )
  if (!plain.text.includes('\\') && !/[\^_]\{/.test(plain.text)) return plain
  const group = String.raw`\{((?:[^{}]|\{[^{}]{0,80}\}){0,200})\}`
  // From the inside out; deeper than that nobody can follow by ear.
  for (let depth = 0; depth < 4; depth++) {
    const last = plain
    plain = plain
      .replace(
        /\\(?:text|mathrm|mathbf|mathit|mathsf|textbf|textit|operatorname|boxed|vec|hat|bar|overline|underline)\s?\{([^{}]{0,200})\}/dgu,
        () => 1,
      )
      .replace(new RegExp(String.raw`\\[dt]?frac\s?${group}\s?${group}`, 'dgu'), (match) => {
        const { 1: top, 2: bottom } = match
        const front = /\d$/.test(before(match, 1)) ? ' ' : ''
        if (/^\d+$/.test(top) && /^\d+$/.test(bottom)) return [front, 1, '/', 2]
        return [' ', 1, ` ${signs.over} `, 2, ' ']
      })
      .replace(/\\[dt]?frac\s?(\d)\s?(\d)/dgu, () => [1, '/', 2])
      .replace(/\\sqrt\s?\[3\]\s?\{([^{}]{0,200})\}/dgu, () => [' the cube root of ', 1, ' '])
      .replace(/\\sqrt\s?\{([^{}]{0,200})\}/dgu, () => ['√', 1, ' '])
      .replace(/\^\s?\{\s?\\circ\s?\}|\^\\circ/gu, () => '°')
      .replace(/\^\s?\{([^{}]{1,80})\}/dgu, () => ['^', 1, ' '])
      .replace(/_\s?\{([^{}]{1,80})\}/dgu, () => [' ', 1, ' '])
    if (plain === last) break
  }
  return plain
    .replace(/\\([A-Za-z]{1,16})(?![A-Za-z])/gu, ({ 1: command }) => asSign[command])
    .replace(/\\%/gu, () => '%')
    .replace(/\\\\/gu, () => ' ')
    .replace(/(?<=(?<!\p{L})\p{L})_(?=[\p{L}\d](?![\p{L}\d_]))/gu, () => ' ')
}
