/** Entry of the desktop app. */
import { app, dialog } from 'electron'
import { toAppError } from '@contract'
import { startApp } from './app/startApp'
import { installedCommand } from './cli/installedCommands'
import { withoutSandboxSwitch } from './engine/files/ownSandbox'

if (app.isPackaged) process.argv = withoutSandboxSwitch(process.argv)
const command = app.isPackaged ? installedCommand(process.argv) : undefined
if (command === undefined)
  startApp().catch((thrown: unknown) => {
    dialog.showErrorBox('Parley could not start', toAppError(thrown).message)
    app.exit(1)
  })
else {
  app.dock?.hide()
  // A command reads its words and tells its end as it does without the app around it.
  await command().catch((thrown: unknown) => {
    console.error(`parley: ${toAppError(thrown).message}`)
    process.exitCode = 1
  })
  app.exit(Number(process.exitCode ?? 0))
}
