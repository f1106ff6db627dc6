/** How people and listeners write what the library writes otherwise, in this order. */
const asTheLibrary: readonly (readonly [RegExp, string])[] = [
  [/[×·]/g, '*'],
  [/÷/g, '/'],
  [/[−–]/g, '-'],
  [/\*\*/g, '^'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/√\s*(?=\()/g, 'sqrt'],
  [/√\s*(\d[\d.]*)/g, 'sqrt($1)'],
  [/\bln(?=\s*\()/g, 'log'],
  // Marks of thousands.
  [/(\d),(?=\d{3}(?!\d))/g, '$1'],
  // A sign between numbers, but not that of a hexadecimal one.
  [/(?<=\d)(?<!(?<![\d.])0)\s*x\s*(?=\d)|(?<=\d)\s+x\s+(?=\d)/gi, '*'],
  [/%\s*of\b/gi, '% *'],
  [/\s*[=?]\s*$/, ''],
  // C and F alone are a coulomb and a farad, which nobody makes of one another.
  [/(\d)\s*([CFK])\s+(?:to|in)\s+([CFK])\b/gi, '$1 °$2 to °$3'],
  [/(?:°|\bdegrees?)\s*(?:C\b|celsius\b)/gi, ' celsius'],
  [/(?:°|\bdegrees?)\s*(?:F\b|fahrenheit\b)/gi, ' fahrenheit'],
  [/°\s*K\b/gi, ' K'],
  [/°/g, ' deg'],
  [/\bcelsius\b/gi, 'celsius'],
  [/\bfahrenheit\b/gi, 'fahrenheit'],
  [/\bmph\b/gi, '(mile/hour)'],
  [/\b(?:kph|kmh)\b/gi, '(km/hour)'],
  [/\b(?:pounds?|lbs)\b/gi, 'lb'],
  [/\btbsp\b/gi, 'tablespoon'],
  [/\btsp\b/gi, 'teaspoon'],
]

/** Several that are one, such as 5 ft 3 in. */
const quantities = /\d[\d.]*\s*[a-z]+(?:\s+\d[\d.]*\s*[a-z]+)+/gi
const quantity = /\d[\d.]*\s*([a-z]+)/gi

/**
 * An expression as the library that computes writes it.
 * @param isUnit whether it knows a name as that of a unit
 * @throws Error for what it would take for something else: commas of thousands where commas part numbers, and dates
 */
export function asMathWrites(expression: string, isUnit: (name: string) => boolean): string {
  if (/\b(?:log|max|min|mod|pow|round)\s*\([^)]*\d,\d{3}(?!\d)/i.test(expression))
    throw new Error(
      'In a function, write numbers without commas for thousands and a space behind a comma: max(1000, 2000).',
    )
  if (/\b\d{4}-\d{1,2}-\d{1,2}\b/.test(expression))
    throw new Error('Dates cannot be computed, only numbers and units.')
  const plain = asTheLibrary.reduce((text, [pattern, as]) => text.replace(pattern, as), expression)
  return plain.replace(quantities, (found) => {
    const parts = [...found.matchAll(quantity)]
    return parts.every(([, unit]) => isUnit(unit)) ? `(${parts.map(([part]) => part).join(' + ')})` : found
  })
}
