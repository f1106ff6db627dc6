import { encodeMessage, type StoreKind } from '../../../src-preload/contract'
import type { Random } from '../conversation/random'
import { messageFields, storeFields, type Field, type MessageType } from './messageFields'

/** A frame, what it says, and whether that is a message; undefined: who knows, for its bytes were changed. */
export interface MadeMessage {
  readonly frame: string | Uint8Array
  readonly message: unknown
  readonly isRight: boolean | undefined
}

type Message = Record<string, unknown>

const beginnings = ['utterance-start', 'ask', 'say', 'ask-again', 'read-aloud']
/** A turn costs a hundred times what any other message does: fewer of them begin one. */
const types = [...(Object.keys(messageFields) as MessageType[]), 'store' as const].flatMap((type) =>
  beginnings.includes(type) ? [type] : [type, type, type, type],
)
/** What the host and the engine say, what earlier versions said, and what nobody does. */
const strangeTypes = ['recall', 'ready', 'turn-end', 'onlyJudge', 'restart!', '', null, 4, {}, '__proto__']

/** Any message of a page: half of them right, a quarter with something wrong in one place, a quarter with bytes changed. */
export function anyMessage(random: Random, turn: number): MadeMessage {
  const right = rightMessage(random, turn)
  const way = random.next()
  if (way < 0.5) {
    // What an older host does not know is left out, and changes nothing.
    const extra = random.next() < 0.1 ? { later: random.pick<unknown>([1, 'x', {}, null]) } : {}
    return { frame: frameOf({ ...right, ...extra }), message: right, isRight: true }
  }
  if (way < 0.75) {
    const message = spoilt(right, random)
    return { frame: frameOf(message), message, isRight: false }
  }
  const frame = changedBytes(frameOf(right), random)
  return { frame, message: Buffer.from(frame as Uint8Array).toString('latin1'), isRight: undefined }
}

function rightMessage(random: Random, turn: number): Message {
  const type = random.pick(types)
  if (type === 'store') {
    const kind = random.pick(Object.keys(storeFields) as StoreKind[])
    const ask = { kind, ...rightFields(storeFields[kind], random) }
    return { type, request: Math.floor(random.next() * 99), ask }
  }
  const message: Message = { type, ...rightFields(messageFields[type], random) }
  // Mostly of the newest turn, and sometimes of one that is over.
  if ('turn' in message)
    message.turn = random.next() < 0.9 ? turn : Math.max(1, turn - Math.floor(random.next() * 4))
  if (type === 'audio') message.samples = anySamples(random)
  return message
}

function rightFields(fields: Readonly<Record<string, Field>>, random: Random): Message {
  const isSaid = ([, { isOptional }]: [string, Field]): boolean => isOptional !== true || random.next() < 0.5
  return Object.fromEntries(
    Object.entries(fields)
      .filter(isSaid)
      .map(([name, field]) => [name, field.right(random)]),
  )
}

const loudness = [0, 1e-6, 0.1, 1, 1e4, NaN, Infinity, 3e38]

function anySamples(random: Random): Float32Array {
  const most = random.pick(loudness)
  return Float32Array.from({ length: random.pick([0, 1, 512, 512, 2000]) }, (_, i) => most * Math.sin(i * i))
}

/** Something is wrong in one place: a field has no value of its own, or is not there, or the type is none. */
function spoilt(right: Message, random: Random): Message {
  if (random.next() < 0.1) return { ...right, type: random.pick<unknown>(strangeTypes) }
  const isStore = right.type === 'store'
  if (isStore && random.next() < 0.1)
    return { ...right, ask: random.pick<unknown>([null, 'everything', { kind: 'forget' }, []]) }
  const asked = (isStore ? right.ask : right) as Message
  const fields: Readonly<Record<string, Field>> = isStore
    ? storeFields[asked.kind as StoreKind]
    : messageFields[right.type as MessageType]
  const names = Object.keys(fields).filter((name) => fields[name].wrong.length > 0)
  if (names.length === 0) return { ...right, type: random.pick<unknown>(strangeTypes) }
  const name = random.pick(names)
  const other = { ...asked }
  if (fields[name].isOptional !== true && random.next() < 0.2) delete other[name]
  else other[name] = random.pick(fields[name].wrong)
  return isStore ? { ...right, ask: other } : other
}

function frameOf(message: Message): string | Uint8Array {
  const frame = encodeMessage(message)
  return typeof frame === 'string' ? frame : new Uint8Array(frame)
}

/** The same bytes, some of them others, gone or doubled; text may come as bytes, and bytes as text. */
function changedBytes(frame: string | Uint8Array, random: Random): string | Uint8Array {
  let bytes = Buffer.from(frame as string)
  for (let i = 1 + random.next() * 4; i > 0 && bytes.length > 0; i--) {
    const at = Math.floor(random.next() * bytes.length)
    const way = random.next()
    if (way < 0.5) bytes[at] = Math.floor(random.next() * 256)
    else if (way < 0.7) bytes = bytes.subarray(0, at)
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 8))])
  }
  const isText = (typeof frame === 'string') !== random.next() < 0.05
  return isText ? bytes.toString() : new Uint8Array(bytes)
}
