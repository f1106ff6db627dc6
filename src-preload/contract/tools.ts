import { z } from 'zod'
import { hostReach } from './serverAddress'

export const timerKind = z.enum(['timer', 'alarm'])
export type TimerKind = z.infer<typeof timerKind>

/** A timer or an alarm that rings, or rang while nobody was there. */
export const ringingTimer = z.object({
  ring: z.number().int().positive(),
  kind: timerKind,
  /** Milliseconds since 1970. */
  dueAt: z.number(),
  /** What it is for. */
  label: z.string().optional(),
  isSilent: z.boolean(),
})
export type RingingTimer = z.infer<typeof ringingTimer>

/** What a window does for a tool, since only it can. */
export const windowDeed = z.enum(['read-clipboard', 'write-clipboard', 'open-address'])
export type WindowDeed = z.infer<typeof windowDeed>

const texts = z.record(z.string().min(1).max(200), z.string().max(10_000))

/** Whether only whoever is asked can read what is sent to an address. */
function isKeptFromOthers(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || hostReach(hostname) !== 'anywhere'
}

/** How a server of tools is reached: a program that is started, or an address. Other clients of the Model Context Protocol write the same. */
export const toolServerPlace = z.union([
  z.object({
    command: z.string().min(1).max(1000),
    args: z.array(z.string().max(10_000)).max(100).default([]),
    env: texts.default({}),
  }),
  z.object({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine(isKeptFromOthers),
    headers: texts.default({}),
  }),
])
export type ToolServerPlace = z.infer<typeof toolServerPlace>
export const toolServerPlaces = z.record(z.string().regex(/^[\w .-]{1,40}$/), toolServerPlace)
export type ToolServerPlaces = z.infer<typeof toolServerPlaces>

/** What is wrong with a server of tools. */
export const toolServerTrouble = z.enum([
  'not-found', // there is no such program
  'ended', // it ended by itself
  'unreachable', // nobody answers at its address
  'not-allowed', // it wants another key
  'silent', // it does not answer in time
  'nonsense', // what it says is not the protocol
  'too-much', // it says more than anybody could read
])
export type ToolServerTrouble = z.infer<typeof toolServerTrouble>

/** A server of tools, as windows are told of it. */
export const toolServerState = z.object({
  name: z.string(),
  /** It is given variables or headers, in which keys may stand, from the plain text of the settings. */
  hasPlainKeys: z.boolean().optional(),
  /** Where what it is told goes to; absent: it runs on this computer. */
  host: z.string().optional(),
  state: z.enum(['connecting', 'ready', 'failed']),
  /** So many of its tools are told to no listener: there are too many, or they take too much room. */
  leftOut: z.number().int().positive().optional(),
  trouble: toolServerTrouble.optional(),
  /** In its own words, or the system's. */
  detail: z.string().optional(),
})
export type ToolServerState = z.infer<typeof toolServerState>

/** A tool, as windows are told of it. */
export const offeredTool = z.object({
  name: z.string(),
  description: z.string(),
  /** Whose it is; absent: Parley's own. */
  server: z.string().optional(),
  /** The user can say whether it runs. */
  asksFirst: z.boolean(),
  /** What its server says of it, which need not be true. */
  says: z.enum(['only-reads', 'may-destroy']).optional(),
})
export type OfferedTool = z.infer<typeof offeredTool>

/** What a user said for good of tools that ask first, by the names of the tools. */
export const toolConsents = z.record(z.string().max(64), z.enum(['always', 'never'])).default({})
export type ToolConsents = z.infer<typeof toolConsents>
