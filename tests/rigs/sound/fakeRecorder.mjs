// Stands in for `arecord`: a quiet room in real time, into which the files `say-0`, `say-1` and on speak.
import { Buffer } from 'node:buffer'
import { existsSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setInterval } from 'node:timers'

const folder = process.env.PARLEY_FAKE_SOUND
const bytesPerMs = 32
const beganAt = performance.now()
let written = 0
let spoken = Buffer.alloc(0)
let said = 0

setInterval(() => {
  // What is to be said next is the file of the next number.
  if (spoken.length === 0 && existsSync(`${folder}/say-${said}`))
    spoken = readFileSync(`${folder}/say-${said++}`)
  const due = 2 * Math.floor(((performance.now() - beganAt) * bytesPerMs) / 2)
  const sound = Buffer.alloc(Math.max(0, due - written))
  // No room is without any noise.
  for (let at = 0; at < sound.length; at += 2) sound.writeInt16LE(Math.round(6 * Math.random() - 3), at)
  spoken.copy(sound)
  spoken = spoken.subarray(sound.length)
  written = due
  process.stdout.write(sound)
}, 20)
process.stdout.on('error', () => process.exit(0))
