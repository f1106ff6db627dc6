import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { isOwnAddress } from './appOrigin'

/** Hears what our own pages say; what comes from any other frame is dropped. */
export function onPage(channel: string, receive: (page: WebContents, ...args: unknown[]) => void): void {
  ipcMain.on(channel, (event, ...args: unknown[]) => {
    if (isOurs(event)) receive(event.sender, ...args)
  })
}

/** Answers what our own pages ask; any other frame is refused. */
export function answerPage(channel: string, answer: (...args: unknown[]) => unknown): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isOurs(event)) throw new Error('Only pages of Parley may ask this.')
    return answer(...args)
  })
}

function isOurs({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url)
}
