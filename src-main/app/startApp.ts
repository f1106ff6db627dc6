import path from 'node:path'
import { app, clipboard, type BrowserWindow } from 'electron'
import {
  faultNotice,
  longestClipboardChars,
  wantedLanguages,
  type Config,
  type DesktopCommand,
} from '@contract'
import { channels } from '../../src-preload/channels'
import { beginRun, endRun } from '../engineProcess/conversationPlaces'
import { engineConfig } from '../engineProcess/engineConfig'
import { EngineProcess } from '../engineProcess/engineProcess'
import { projectRoot } from '../engineProcess/projectRoot'
import { diagnosticsOf, type MakeReport } from '../log/diagnostics'
import { noteRun } from '../log/noteRun'
import { openNotes } from '../log/openNotes'
import { userPlaces } from '../models/places'
import { ContactLog } from '../privacy/contactLog'
import { serverContact } from '../privacy/serverContact'
import { followSettings } from '../settings/followSettings'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { optionSettings } from '../settings/settingOptions'
import { usedModels, type UsedDirectories } from '../settings/usedModels'
import { offerFigures } from '../web/offerFigures'
import { isSandboxOff } from '../engine/files/ownSandbox'
import { noCoreDumps } from '../engine/noCoreDumps'
import { appId } from './appId'
import { askWithoutSandbox } from './askWithoutSandbox'
import { registerAppScheme, serveAppProtocol } from './appProtocol'
import { setAppMenu } from './appMenu'
import { isStartedWithSession, renewAutostart } from './autostart'
import { connectDiagnostics } from './connectDiagnostics'
import { connectModels } from './connectModels'
import { connectPrivacy } from './connectPrivacy'
import { connectSettings } from './connectSettings'
import { connectWindows } from './engineWindows'
import { furtherStarts } from './furtherStarts'
import { harden } from './hardening'
import { keptServerKey } from './keptServerKey'
import { loadKeyHook } from './keyListener'
import { openMainWindow } from './mainWindow'
import { answerPage, onPage } from './pages'
import { processMemory } from './processMemory'
import { PushToTalk } from './pushToTalk'
import { quietChromium, quietSession } from './quietChromium'
import { QuickWindow } from './quickWindow'
import { revive } from './revive'
import { SavedStateFile } from './savedState'
import { shownPhase, type WindowPhase } from './shownPhase'
import { spawnEngine } from './spawnEngine'
import { startArguments } from './startArguments'
import { tellOfModels } from './tellOfModels'
import { tellOfRinging } from './tellOfRinging'
import { AppTray } from './tray'
import { inWords, speakIn } from './words'

/** Starts the desktop app; a second one only tells the first what it was started for. @param makeReport for who mends it */
export async function startApp(makeReport: MakeReport): Promise<void> {
  noCoreDumps()
  const started = startArguments(process.argv)
  app.setName('Parley')
  // Windows knows by it which shortcut a window belongs to.
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  registerAppScheme()
  quietChromium()
  // Else the echo canceller takes for its reference what peer connections play, and knows nothing of the answers.
  app.commandLine.appendSwitch('enable-features', 'ChromeWideEchoCancellation')
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  const obeyFurtherStarts = furtherStarts()
  await app.whenReady()
  speakIn(app.getPreferredSystemLanguages())

  const built = path.join(projectRoot, 'out')
  const preload = path.join(built, 'preload/index.cjs')
  const saved = new SavedStateFile(app.getPath('userData'))
  if (isSandboxOff && !(await askWithoutSandbox(saved))) return app.quit()
  const places = userPlaces()
  const settings = openSettings(optionSettings(started.named), app.getPath('userData'))
  const speak = (): void =>
    speakIn(wantedLanguages(settings.values.language, app.getPreferredSystemLanguages()))
  speak()
  tellFaults(settings, (fault) => inWords(faultNotice(fault)))
  const notes = openNotes(settings)
  const { figures, note } = notes
  figures.watch('processMemory', processMemory)
  const used = await usedModels(settings, places)
  const conversations = beginRun()
  const serverKey = keptServerKey(settings, () => use(models.used))
  const configOf = (next: UsedDirectories): Config =>
    engineConfig(settings.values, next, serverKey, conversations)
  const contacts = new ContactLog()
  const engine = new EngineProcess(() => spawnEngine(path.join(built, 'main/engine.js')), configOf(used), {
    onContact: (contact) => contacts.note(serverContact(contact)),
    onEvent: note,
    onLoad: (load) => figures.load(load),
  })
  const endLog = noteRun('desktop', notes, engine, settings)
  const endFigures = offerFigures(figures, settings, note)
  connectDiagnostics(diagnosticsOf(notes, settings, makeReport), notes.log.folder)
  quietSession()
  harden(contacts)
  serveAppProtocol(path.join(built, 'renderer'), settings)
  connectWindows(engine)
  connectSettings(settings, {
    key: serverKey,
    onContact: (contact) => contacts.note(serverContact(contact, 'host')),
  })
  const use = (next: UsedDirectories): void => engine.changeConfig(configOf(next))
  const models = connectModels(use, places, settings, used, path.join(built, 'main'), contacts, note)
  const { watch, isRemoved } = connectPrivacy({
    ...{ contacts, settings, saved },
    letGo: async () => {
      settings.close()
      // Nobody is there any more to hear the key, or what the tray's menu offers.
      pushToTalk.close()
      tray.close()
      quick.hide()
      await Promise.all([models.end(), engine.end()])
      await Promise.all([endLog(), endFigures()])
    },
  })
  const unfollow = followSettings(settings, {
    startAnew: () => use(models.used),
    keep: (keeping) => engine.keep(keeping),
  })
  engine.start()

  let isQuitting = false
  const quit = (): void => app.quit()
  app.on('before-quit', () => (isQuitting = true))
  const isQuiet = started.isHidden || started.isToggle || isStartedWithSession()
  const main = openMainWindow(preload, saved, () => isQuitting || isRemoved(), isQuiet)
  main.once('closed', () => {
    if (isRemoved()) quit()
  })
  renewAutostart()
  const showMain = (): void => {
    if (main.isMinimized()) main.restore()
    main.show()
    main.focus()
  }
  const tellMain = (command: DesktopCommand): void => main.webContents.send(channels.command, command)
  const showSettings = (): void => {
    showMain()
    tellMain('settings')
  }
  const tray = new AppTray({
    toggleQuickConversation: () => quick.togglePanel(),
    quickConversation: () => quick.showPanel(),
    toggleMute: () => (main.isFocused() ? tellMain : quick.send.bind(quick))('toggle-mute'),
    openWindow: showMain,
    openSettings: showSettings,
    quit,
  })
  tellOfModels(models, tray, showMain)
  const ring = tellOfRinging(() => main.isFocused(), showMain)
  // Windows are told of the same; this one is always there.
  onPage(channels.ringing, (page, ringing) => {
    if (page === main.webContents) ring(ringing)
  })
  const quick = new QuickWindow(
    preload,
    () => tray.place,
    () => isQuitting,
  )
  revive([main, quick.page], quit, note)

  // Whoever looks at the main window talks to it; everybody else talks to the quick window, which leaves them the focus.
  let listener: 'main' | 'quick' = 'quick'
  const pushToTalk = new PushToTalk(await loadKeyHook(), (command) => {
    if (command === 'press') listener = main.isFocused() ? 'main' : 'quick'
    if (listener === 'main') return tellMain(command)
    if (command === 'press') quick.showOverlay()
    quick.send(command)
  })
  const useKey = (): void => {
    if (isRemoved()) return
    const { pushToTalkKey } = settings.values
    pushToTalk.listenTo(pushToTalkKey)
    tray.showKey(pushToTalkKey)
  }
  useKey()
  settings.watch((keys) => {
    if (keys.has('pushToTalkKey')) useKey()
    if (!keys.has('language') || isRemoved()) return
    speak()
    setAppMenu(quit)
    tray.redraw()
  })

  answerPage(channels.pushToTalk, () => pushToTalk.state)
  answerPage(channels.hasSandbox, () => !isSandboxOff)
  answerPage(channels.readClipboard, async () => (await clipboard.readText()).slice(0, longestClipboardChars))
  answerPage(channels.writeClipboard, (text) => clipboard.writeText(text))
  answerPage(channels.checkPushToTalk, () => pushToTalk.check())
  onPage(channels.hide, (page) => {
    if (page === quick.page.webContents) quick.hide()
    else main.hide()
  })
  onPage(channels.openMain, showMain)
  onPage(channels.openSettings, showSettings)
  showPhases(tray, pushToTalk, main, quick.page)

  setAppMenu(quit)
  // The tray keeps the app; only quitting ends it.
  app.on('window-all-closed', () => undefined)
  app.on('will-quit', (event) => {
    // What was deleted a moment ago is erased before the engine goes.
    event.preventDefault()
    pushToTalk.close()
    unfollow()
    models.close()
    watch.close()
    tray.close()
    void engine
      .end()
      .then(() => Promise.all([endLog(), endFigures()]))
      .finally(() => {
        endRun(conversations)
        app.exit()
      })
  })
  const toggle = (): void => {
    // The page has to be there before it can listen.
    const { webContents } = main.isFocused() ? main : quick.page
    if (webContents.isLoading()) webContents.once('did-finish-load', () => pushToTalk.toggle())
    else pushToTalk.toggle()
  }
  if (started.isToggle) toggle()
  obeyFurtherStarts(({ isToggle, isHidden }) => {
    if (isToggle && !isRemoved()) toggle()
    else if (!isHidden) showMain()
  })
}

/** The tray shows what goes on in the windows, and the key follows. */
function showPhases(tray: AppTray, pushToTalk: PushToTalk, ...windows: BrowserWindow[]): void {
  const resting: WindowPhase = { phase: 'idle', isMuted: false }
  const phases = new Map<number, WindowPhase>()
  const show = (page: number, told: WindowPhase): void => {
    if (told.phase !== 'listening' && phases.get(page)?.phase === 'listening') pushToTalk.unlatch()
    phases.set(page, told)
    tray.show(shownPhase([...phases.values()]))
  }
  onPage(channels.phase, (page, phase, isMuted) => {
    const told: WindowPhase = { phase, isMuted }
    const before = phases.get(page.id) ?? resting
    // What has not changed is said again by a window that was pressed and does not listen.
    if (told.phase !== 'listening' && told.phase === before.phase && told.isMuted === before.isMuted)
      pushToTalk.refuse()
    show(page.id, told)
  })
  // What it was about to do is over with its page.
  for (const { webContents } of windows)
    webContents.on('render-process-gone', () => show(webContents.id, resting))
}
