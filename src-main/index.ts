/** Entry of the desktop app. */
import { app, dialog } from 'electron'
import { toAppError } from '@contract'
import { foreignSwitch } from './app/foreignSwitch'
import { forgetForeignCode } from './app/forgetForeignCode'
import { startApp } from './app/startApp'
import { inWords, words } from './app/words'
import { bugReport } from './doctor/bugReport'
import { installedCommand } from './cli/installedCommands'
import { tellFailure } from './cli/tellFailure'
import { withoutSandboxSwitch } from './engine/files/ownSandbox'
import { terminal } from './terminalWords'

const refused = app.isPackaged ? foreignSwitch((name) => app.commandLine.hasSwitch(name)) : undefined
if (app.isPackaged) {
  forgetForeignCode(process.env)
  process.argv = withoutSandboxSwitch(process.argv)
}
const command = app.isPackaged ? installedCommand(process.argv) : undefined
if (refused !== undefined) {
  console.error(`parley: ${terminal().words.start.foreignSwitch(refused)}`)
  app.exit(1)
} else if (command === undefined)
  startApp(bugReport).catch((thrown: unknown) => {
    dialog.showErrorBox(words.notStarted, inWords(toAppError(thrown).notice))
    app.exit(1)
  })
else {
  app.dock?.hide()
  // A command reads its words and tells its end as it does without the app around it.
  await command().catch((thrown: unknown) => {
    process.exitCode = tellFailure(thrown)
  })
  app.exit(Number(process.exitCode ?? 0))
}
