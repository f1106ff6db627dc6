/** What commands of LaTeX stand for. */
export const formulaSigns: Readonly<Record<string, string>> = {
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η' },
  ...{ theta: 'θ', vartheta: 'ϑ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π' },
  ...{ rho: 'ρ', sigma: 'σ', tau: 'τ', upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω' },
  ...{ Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ' },
  ...{ Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω' },
  ...{ times: '×', cdot: '·', div: '÷', pm: '±', mp: '∓', ast: '∗', star: '⋆', circ: '∘', bullet: '•' },
  ...{ le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈', equiv: '≡', sim: '∼' },
  ...{ cong: '≅', propto: '∝', ll: '≪', gg: '≫', lt: '<', gt: '>' },
  ...{ to: '→', rightarrow: '→', leftarrow: '←', Rightarrow: '⇒', Leftarrow: '⇐', leftrightarrow: '↔' },
  ...{ Leftrightarrow: '⇔', implies: '⇒', iff: '⇔', mapsto: '↦', longrightarrow: '⟶', uparrow: '↑' },
  ...{ downarrow: '↓', rightleftharpoons: '⇌' },
  ...{ infty: '∞', partial: '∂', nabla: '∇', sum: '∑', prod: '∏', int: '∫', iint: '∬', oint: '∮' },
  ...{ in: '∈', notin: '∉', ni: '∋', subset: '⊂', subseteq: '⊆', supset: '⊃', supseteq: '⊇', cup: '∪' },
  ...{ cap: '∩', emptyset: '∅', varnothing: '∅', setminus: '∖', forall: '∀', exists: '∃', nexists: '∄' },
  ...{ neg: '¬', lnot: '¬', land: '∧', wedge: '∧', lor: '∨', vee: '∨', oplus: '⊕', otimes: '⊗', perp: '⊥' },
  ...{ parallel: '∥', angle: '∠', degree: '°', prime: '′', hbar: 'ℏ', ell: 'ℓ', Re: 'ℜ', Im: 'ℑ' },
  ...{ ldots: '…', dots: '…', cdots: '⋯', vdots: '⋮', ddots: '⋱', therefore: '∴', because: '∵', mid: '|' },
  ...{ langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', vert: '|', Vert: '‖' },
  ...{ lbrace: '{', rbrace: '}', quad: '  ', qquad: '    ', colon: ':', backslash: '\\' },
  // Functions are words of their own.
  ...{ sin: 'sin', cos: 'cos', tan: 'tan', cot: 'cot', arcsin: 'arcsin', arccos: 'arccos', arctan: 'arctan' },
  ...{ sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', log: 'log', ln: 'ln', lg: 'lg', exp: 'exp', lim: 'lim' },
  ...{ max: 'max', min: 'min', sup: 'sup', inf: 'inf', det: 'det', dim: 'dim', gcd: 'gcd', ker: 'ker' },
  ...{ arg: 'arg', deg: 'deg', Pr: 'Pr', mod: 'mod', bmod: 'mod' },
  // What only says how something looks.
  ...{
    left: '',
    right: '',
    big: '',
    Big: '',
    bigg: '',
    Bigg: '',
    displaystyle: '',
    textstyle: '',
    limits: '',
  },
  ...{ nonumber: '', ',': '\u2009', ';': ' ', ':': ' ', '!': '', ' ': ' ', '\\': '\n', '{': '{', '}': '}' },
  ...{ '%': '%', $: '$', '&': '&', '#': '#', _: '_', '|': '‖' },
}

/** Commands whose group is shown as it is. */
export const plainGroups = new Set([
  ...['text', 'mathrm', 'mathbf', 'mathit', 'mathsf', 'mathtt', 'textbf', 'textit', 'operatorname', 'boxed'],
  ...['mathcal', 'boldsymbol', 'bm', 'mbox', 'textrm', 'ce', 'displaylines', 'underbrace', 'overbrace'],
])

/** Commands that put a sign over what their group has: as a letter that joins the one before. */
export const accents: Readonly<Record<string, string>> = {
  ...{ hat: '\u0302', widehat: '\u0302', bar: '\u0304', overline: '\u0304', vec: '\u20d7', dot: '\u0307' },
  ...{ ddot: '\u0308', tilde: '\u0303', widetilde: '\u0303' },
}

/** Blackboard letters. */
export const doubleStruck: Readonly<Record<string, string>> = {
  ...{ R: 'ℝ', N: 'ℕ', Z: 'ℤ', Q: 'ℚ', C: 'ℂ', P: 'ℙ', H: 'ℍ', E: '𝔼', F: '𝔽' },
}

const raisedFrom = '0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθ−∗∘′°⊤'
const raisedTo = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿ⁻*°′°ᵀ'
const loweredFrom = '0123456789+-=()aehijklmnoprstuvxβγρφχ−'
const loweredTo = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋'

const letters = (from: string, to: string): ReadonlyMap<string, string> => {
  const raised = [...to]
  return new Map([...from].map((letter, i) => [letter, raised[i]]))
}

/** Letters that there are in small above the line, and below it. */
export const raisedLetters = letters(raisedFrom, raisedTo)
export const loweredLetters = letters(loweredFrom, loweredTo)
