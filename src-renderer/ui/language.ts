import { desktop } from '../desktop'
import { speakIn, words } from '../words'

// Takes the language of the system, or in a browser that of the browser, for the window and for who reads it aloud.
speakIn(desktop?.languages ?? navigator.languages)
document.documentElement.lang = words.language
