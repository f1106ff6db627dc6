import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Random } from '../conversation/random'

export interface Damage {
  readonly file: string
  readonly how: string
}

type Damager = (place: string, random: Random, others: readonly string[]) => void

const instead =
  (content: string): Damager =>
  (place) =>
    writeFileSync(place, content)

function changeBytes(place: string, random: Random): void {
  const bytes = readFileSync(place)
  for (let i = 1 + random.next() * 20; i > 0; i--)
    bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256)
  writeFileSync(place, bytes)
}

function changeJson(place: string, random: Random): void {
  if (!place.endsWith('.json')) return changeBytes(place, random)
  const whole: unknown = JSON.parse(readFileSync(place, 'utf8'))
  let at = whole as Record<string, unknown>
  let key = random.pick(Object.keys(at))
  while (random.next() < 0.7) {
    const inner = at[key]
    if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break
    at = inner as Record<string, unknown>
    key = random.pick(Object.keys(at))
  }
  at[key] = random.pick<unknown>([undefined, null, 1.5, -1, 0, 1e12, 1e300, 'x', '', true, [], {}, [[]]])
  writeFileSync(place, JSON.stringify(whole))
}

/** What becomes of files on the way to a user's disk, and what lies in their place. */
const damagers: Readonly<Record<string, Damager>> = {
  'is gone': (place) => rmSync(place),
  'is empty': (place) => truncateSync(place, 0),
  'is cut off': (place, random) =>
    truncateSync(place, Math.floor(random.next() * readFileSync(place).length)),
  'has other bytes': changeBytes,
  'begins with other bytes': (place, random) => {
    const bytes = readFileSync(place)
    for (let i = 0; i < Math.min(bytes.length, 64); i++)
      if (random.next() < 0.3) bytes[i] = Math.floor(random.next() * 256)
    writeFileSync(place, bytes)
  },
  'says something else in one place': changeJson,
  'says something else in another place': changeJson,
  'is nothing but zeros': (place) => writeFileSync(place, Buffer.alloc(readFileSync(place).length)),
  'ends in a number without an end': (place) =>
    writeFileSync(place, Buffer.concat([readFileSync(place), Buffer.alloc(1_000_000, 0xff)])),
  'is there twice': (place) =>
    writeFileSync(place, Buffer.concat([readFileSync(place), readFileSync(place)])),
  'is a pointer of Git LFS': instead(
    'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12\n',
  ),
  'is a web page': instead('<!doctype html><title>Sign in</title>'),
  'is another text': instead('{'),
  'is JSON of another kind': (place, random) =>
    writeFileSync(place, random.pick(['null', '[]', '7', '"x"', '{}', '{"model":null}', '{"__proto__":{}}'])),
  'is another of its files': (place, random, others) => copyFileSync(random.pick(others), place),
  'is a folder': (place) => {
    rmSync(place)
    mkdirSync(place)
  },
  'is a link to nowhere': (place) => {
    rmSync(place)
    symlinkSync('nowhere', place)
  },
  'is a link to itself': (place) => {
    rmSync(place)
    symlinkSync(path.basename(place), place)
  },
  'is a pipe': (place) => {
    rmSync(place)
    execFileSync('mkfifo', [place])
  },
}

/** Copies files into a folder and damages one to three of them. @param files by their places in the folder */
export function copyDamaged(
  files: Readonly<Record<string, string>>,
  folder: string,
  random: Random,
): Damage[] {
  const names = Object.keys(files)
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    copyFileSync(files[name], path.join(folder, name))
  }
  const count = Math.min(names.length, random.pick([1, 1, 1, 2, 3]))
  const damages: Damage[] = []
  while (damages.length < count) {
    const left = names.filter((name) => damages.every(({ file }) => file !== name))
    const file = random.pick(left)
    const how = random.pick(Object.keys(damagers))
    damagers[how](path.join(folder, file), random, Object.values(files))
    damages.push({ file, how })
  }
  return damages
}
