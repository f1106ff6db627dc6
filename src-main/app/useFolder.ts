import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { AppErrorBody } from '@contract'
import type { ModelShelf } from '../library/modelShelf'
import { words } from './words'

/** Lets the user choose the folder of a model, and uses that; says what is wrong with it. To choose none changes nothing. */
export async function useFolder(shelf: Pick<ModelShelf, 'useDirectory'>): Promise<AppErrorBody | undefined> {
  const options: OpenDialogOptions = {
    title: words.folder.title,
    buttonLabel: words.folder.use,
    properties: ['openDirectory'],
  }
  const window = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  const directory = filePaths.at(0)
  return directory === undefined ? undefined : shelf.useDirectory(directory)
}
