import { desktopBridgeName, type DesktopBridge } from '@contract'
import { speakIn, words } from '../words'

/** Takes the language of the system, or in a browser that of the browser, for the window and for who reads it aloud. */
const desktop = (globalThis as unknown as Record<string, DesktopBridge | undefined>)[desktopBridgeName]
speakIn(desktop?.languages ?? navigator.languages)
document.documentElement.lang = words.language
