/** What answers write by name. */
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '\u00ad' },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«' },
  ...{ raquo: '»', bull: '•', middot: '·', deg: '°', times: '×', divide: '÷', plusmn: '±', minus: '−' },
  ...{ le: '≤', ge: '≥', ne: '≠', asymp: '≈', infin: '∞', radic: '√', sum: '∑', pi: 'π', micro: 'µ' },
  ...{ frac12: '½', frac14: '¼', frac34: '¾', sup2: '²', sup3: '³', euro: '€', pound: '£', yen: '¥' },
  ...{ cent: '¢', copy: '©', reg: '®', trade: '™', sect: '§', para: '¶', larr: '←', rarr: '→', uarr: '↑' },
  ...{ darr: '↓', harr: '↔', rArr: '⇒', hArr: '⇔', emsp: '\u2003', ensp: '\u2002', thinsp: '\u2009' },
}

/** What an HTML entity such as `&amp;` or `&#8364;` stands for; itself where that is not known. */
export function entityText(entity: string): string {
  const [, hex, decimal, name = ''] = /^&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));$/iu.exec(entity) ?? []
  if (Object.hasOwn(named, name)) return named[name]
  const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal ?? 0)
  const isLetter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isLetter && !(code >= 0x7f && code < 0xa0) ? String.fromCodePoint(code) : entity
}
