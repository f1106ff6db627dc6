import { app } from 'electron'
import { startArguments, type StartArguments } from './startArguments'

/**
 * Listens for what the user wants of an app that is there already: starts it once more, or clicks its sign in the dock.
 * What comes before anybody can do it waits.
 * @returns to be called with who does it from now on
 */
export function furtherStarts(): (obey: (wanted: StartArguments) => void) => void {
  const waiting: StartArguments[] = []
  let obey = (wanted: StartArguments): void => void waiting.push(wanted)
  app.on('second-instance', (_, argv) => obey(startArguments(argv)))
  app.on('activate', () => obey(startArguments([])))
  return (then) => {
    obey = then
    for (const wanted of waiting.splice(0)) obey(wanted)
  }
}
