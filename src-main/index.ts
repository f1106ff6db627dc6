/** Entry of the desktop app. */
import { app, dialog } from 'electron'
import { toAppError } from '@contract'
import { startApp } from './app/startApp'

startApp().catch((thrown: unknown) => {
  dialog.showErrorBox('Parley could not start', toAppError(thrown).message)
  app.exit(1)
})
