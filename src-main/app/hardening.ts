import { app, session, type Session, type WebContents } from 'electron'
import { isOwnAddress } from './appOrigin'
import type { ContactLog } from '../privacy/contactLog'
import { askToOpen } from './askToOpen'
import { offerEditing } from './editingMenu'

/** What a window of ours may have beside the microphone: a choice of loudspeakers, and to put text on the clipboard when asked. */
const ownPermissions = new Set<string>(['speaker-selection', 'clipboard-sanitized-write'])

/**
 * Keeps every page where it is and what it is: no navigation, no new windows (a link asks for the user's browser), the microphone for our own pages alone; and of
 * the menus that a browser has, the one for text.
 */
export function harden(contacts: ContactLog): void {
  app.on('web-contents-created', (_, contents) => {
    keepInPlace(contents, contacts)
    offerEditing(contents)
  })
  limitPermissions(session.defaultSession)
}

function keepInPlace(contents: WebContents, contacts: ContactLog): void {
  contents.setWindowOpenHandler(({ url }) => {
    void askToOpen(url).then((host) => {
      if (host !== undefined) contacts.note({ part: 'host', purpose: 'link', host, requests: 1 })
    })
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function limitPermissions(of: Session): void {
  of.setPermissionRequestHandler((_, permission, decide, details) => {
    const isOurs = isOwnAddress(details.requestingUrl)
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const isAudio = permission === 'media' && media.length > 0 && media.every((type) => type === 'audio')
    decide(isOurs && (isAudio || ownPermissions.has(permission)))
  })
  of.setPermissionCheckHandler((_, permission, origin, details) => {
    const isAudio = permission === 'media' && details.mediaType === 'audio'
    return isOwnAddress(origin) && (isAudio || ownPermissions.has(permission))
  })
  of.setDevicePermissionHandler(() => false)
}
