import { z } from 'zod'
import { appErrorBody } from './errors'

/** What reaches out: the host of the windows, the engine, a fetch of models, a window, Chromium's network process, or another process. */
export const ownPart = z.enum(['host', 'engine', 'fetch', 'window', 'network', 'other'])
export type OwnPart = z.infer<typeof ownPart>

/** What somebody was asked for: a model, the CUDA libraries, the way through a proxy, a link of the user's, Electron itself, or answers. */
export const contactPurpose = z.enum(['model', 'cuda', 'proxy', 'link', 'electron', 'server'])
export type ContactPurpose = z.infer<typeof contactPurpose>

/** Somebody whom Parley asked for something on purpose, since the start. Times are milliseconds since 1970. */
export const contact = z.object({
  part: ownPart,
  purpose: contactPurpose,
  /** Its name, with the port where that is not the usual one. */
  host: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
  requests: z.number().int().min(1),
  /** Absent: not known. */
  receivedBytes: z.number().int().min(0).optional(),
})
export type Contact = z.infer<typeof contact>

/** A TCP connection beyond this computer that the system showed at a process of Parley, whoever asked for it. */
export const seenConnection = z.object({
  part: ownPart,
  /** Address and port, such as `192.0.2.1:443` or `[2001:db8::1]:443`. */
  to: z.string(),
  firstAt: z.number(),
  lastAt: z.number(),
})
export type SeenConnection = z.infer<typeof seenConnection>

/** What lies at a place. */
export const placeKind = z.enum([
  ...['settings', 'config', 'models', 'cuda', 'conversations', 'logs', 'recordings', 'note', 'token'],
  ...['window', 'autostart', 'link', 'browser', 'bundled'],
] as const)
export type PlaceKind = z.infer<typeof placeKind>

/** A file or folder of Parley on this disk, which is there. */
export const diskPlace = z.object({
  kind: placeKind,
  path: z.string(),
  sizeBytes: z.number().int().min(0),
  files: z.number().int().min(0),
  /** It is a link, and what it leads to counts for nothing here. */
  leadsTo: z.string().optional(),
  /** The user's own: Parley reads it, and never removes it. */
  isUsersOwn: z.boolean(),
})
export type DiskPlace = z.infer<typeof diskPlace>

export const privacyReport = z.object({
  /** When this Parley was started; the lists begin there. Milliseconds since 1970. */
  startedAt: z.number(),
  contacts: contact.array(),
  /** Absent: this system does not show connections. */
  looked: z
    .object({
      connections: seenConnection.array(),
      /** The processes that were looked into last. */
      parts: ownPart.array(),
      /** Those that the system keeps closed, such as a window in its sandbox. */
      closed: ownPart.array(),
      everySeconds: z.number().positive(),
    })
    .optional(),
  places: diskPlace.array(),
})
export type PrivacyReport = z.infer<typeof privacyReport>

export const removalRequest = z.object({
  /** Fetched models and libraries stay. */
  keepModels: z.boolean(),
})
export type RemovalRequest = z.infer<typeof removalRequest>

/** A page tells that its user opened a link, and to which host. */
export const openedLink = z.object({ opened: z.string().min(1).max(300) })

/**
 * Why something stays: the user wants that; it is the user's own; a link led to it; something else lies in that folder too;
 * a program has it open, or it may not be removed; another Parley fetches it; or Chromium has it open until Parley quits.
 */
export const whyStayed = z.enum(['wanted', 'users-own', 'linked', 'shared', 'held', 'fetching', 'open'])
export type WhyStayed = z.infer<typeof whyStayed>

const stayed = z.object({ kind: placeKind, path: z.string(), why: whyStayed })
export type Stayed = z.infer<typeof stayed>

/** What went, and what did not. */
export const removalReport = z.object({ removed: diskPlace.array(), stayed: stayed.array() })
export type RemovalReport = z.infer<typeof removalReport>
/** Why nothing was removed, instead. */
export const removalAnswer = z.union([removalReport, appErrorBody])
export type RemovalAnswer = z.infer<typeof removalAnswer>

/** How a window sees what Parley does on the network and leaves on the disk. */
export interface PrivacyBridge {
  report(): Promise<PrivacyReport>
  /** Removes what Parley has on this computer. The engine is ended for it, for good; a web host ends when it has told. */
  removeAll(request: RemovalRequest): Promise<RemovalAnswer>
  /** Notes that the user opened a link to this host, as the desktop app does by itself. */
  readonly noteOpened?: (host: string) => void
  /** Quits the desktop app after that, and removes what it had open. A browser has nothing to quit. */
  readonly quit?: () => void
}

/** Where the web host tells a page of it, and is told of an `openedLink`, or to remove it all (a `RemovalRequest`), by posts. */
export const privacyPath = '/privacy'
