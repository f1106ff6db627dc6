import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { isOwnAddress } from './appOrigin'
import { pageMessages, type PageChannel, type Said } from './pageMessages'

/**
 * Hears what our own pages say. What comes from any other frame is dropped, and so is what a page never says: the process
 * of a page may have been taken over, and must not be able to end this one.
 */
export function onPage<Channel extends PageChannel>(
  channel: Channel,
  receive: (page: WebContents, ...said: Said<Channel>) => void,
): void {
  ipcMain.on(channel, (event, ...given: unknown[]) => {
    const said = read(event, channel, given)
    if (said === undefined)
      console.error(new Error(`A page said something on ${channel} that is not known there.`))
    else receive(event.sender, ...said)
  })
}

/** Answers what our own pages ask; any other frame is refused, and so is what a page never asks. */
export function answerPage<Channel extends PageChannel>(
  channel: Channel,
  answer: (...said: Said<Channel>) => unknown,
): void {
  ipcMain.handle(channel, (event, ...given: unknown[]) => {
    const said = read(event, channel, given)
    if (said === undefined) throw new Error(`This page may not ask that on ${channel}.`)
    return answer(...said)
  })
}

/** What was said, if one of our own pages said it and it is what is said on that channel. */
function read<Channel extends PageChannel>(
  { senderFrame }: IpcMainEvent | IpcMainInvokeEvent,
  channel: Channel,
  given: readonly unknown[],
): Said<Channel> | undefined {
  if (senderFrame?.parent !== null || !isOwnAddress(senderFrame.url)) return undefined
  return pageMessages[channel].safeParse(given).data as Said<Channel> | undefined
}
