import type { Random } from '../conversation/random'

const pieces = [
  ...['/', '//', '.', '..', '/..', '%2e%2e', '%2E%2e/', '%252e', '\\', '%5c', '%00', '%', '%zz', '%ff'],
  ...[
    'index.html',
    'assets',
    'a.js',
    'outside.txt',
    '~',
    'C:',
    'file:///',
    ' ',
    '?x=1',
    '#',
    ';',
    '\u202e',
    'ü',
  ],
]

/** A path, as likely as not one that leads up and out. */
export function anyPath(random: Random): string {
  let asked = random.pick(['/', '/assets/', ''])
  for (let i = random.next() * 7; i > 0; i--) asked += random.pick(pieces)
  return asked
}
