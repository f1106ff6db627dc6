/** The built desktop app and its built preload, in a faithful fake of the Electron calls that they use. */
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SettingsBridge } from '@contract'
import { channels } from '../../../src-preload/channels'
import { overlayStaysMs } from '../../../src-main/app/overlayStaysMs'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { coreOf, noCore } from '../../rigs/coreOf'
import { freshBuild } from '../../rigs/freshBuild'
import { eventually } from '../../rigs/eventually'
import { closeWorlds, startWhole, withoutShown } from './builtDesktop'
import type { FakeWorld } from './fakeElectron'
import type { FakeBrowserWindow } from './fakeWindow'

beforeAll(() => freshBuild(() => undefined))
afterAll(closeWorlds)

describe('the desktop app', () => {
  let world: FakeWorld
  let main: FakeBrowserWindow
  let quick: FakeBrowserWindow

  beforeAll(async () => {
    process.env.WAYLAND_DISPLAY = 'no-native-keys'
    ;({ world, main, quick } = await startWhole())
  })

  /** Presses the push-to-talk key, a second after the last press: sooner it would be the key repeating itself. */
  let pressedAtMs = 0
  const press = (): void => {
    pressedAtMs = Math.max(pressedAtMs, performance.now()) + 1000
    const clock = vi.spyOn(performance, 'now').mockReturnValue(pressedAtMs)
    world.shortcuts.get('Control+Alt+Space')!()
    clock.mockRestore()
  }

  const ended = (window: FakeBrowserWindow, turn: number): Promise<Readonly<Record<string, unknown>>> =>
    eventually(
      () => window.webContents.page.messages.find((m) => m.type === 'turn-end' && m.turn === turn),
      `the end of turn ${turn}`,
    )

  it('serves its pages under an origin of its own with a strict policy, and no other address', async () => {
    expect(world.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }])
    expect([main.webContents.url, quick.webContents.url]).toEqual([
      'app://parley/index.html',
      'app://parley/index.html#quick',
    ])
    const page = await world.fetch('app://parley/index.html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const away of [
      ...['../main/index.js', '%2e%2e/main/index.js', '..%2fmain%2findex.js', '..%5cmain%5cindex.js'],
      ...[
        'assets/../../main/index.js',
        'assets/%2e%2e/%2e%2e/main/index.js',
        '%00index.html',
        '%',
        '//etc/passwd',
      ],
    ])
      expect((await world.fetch(`app://parley/${away}`)).status, away).toBe(404)
    expect((await world.fetch('app://elsewhere/index.html')).status).toBe(403)
    expect((await world.fetch('app://parley/index.html', { method: 'POST' })).status).toBe(403)
  })

  it('runs every page in the sandbox, apart from its preload, without Node and without guests', () => {
    expect(world.windows).toHaveLength(2)
    for (const { options } of world.windows)
      expect(options.webPreferences).toMatchObject({
        ...{ sandbox: true, contextIsolation: true, nodeIntegration: false },
        ...{ webSecurity: true, webviewTag: false },
      })
  })

  it('tells its pages the languages of the system', () => {
    for (const { webContents } of world.windows) expect(webContents.page.bridge.languages).toEqual(['en-GB'])
  })

  it('keeps every page in its place', () => {
    for (const { webContents } of world.windows) {
      expect(webContents.openHandler?.({ url: 'app://parley/index.html' })).toEqual({ action: 'deny' })
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
        const preventDefault = vi.fn()
        webContents.emit(event, { preventDefault })
        expect(preventDefault).toHaveBeenCalledOnce()
      }
    }
  })

  it('opens a page in the browser and a letter in the mail program, when the user says yes', async () => {
    const follow = (url: string): unknown => main.webContents.openHandler?.({ url })
    for (const address of [
      ...[
        'http://parley@evil.example/',
        'mailto:a@example.com?attach=/etc/passwd',
        'mailto:',
        'file:///etc/passwd',
        'app://parley/index.html',
        'javascript:alert(1)',
        'smb://a/b',
      ],
      ...['https://parley@evil.example/', 'https://', 'ms-settings:', ''],
    ])
      expect(follow(address)).toEqual({ action: 'deny' })
    expect(world.questions).toEqual([])
    follow('https://example.com/source?of=it')
    follow('https://example.com/again')
    expect(world.questions.map(({ message }) => message)).toEqual(['Open example.com in your browser?'])
    world.questions[0].answer('Cancel')
    await eventually(
      () => (follow('https://example.com/source?of=it'), world.questions.length === 2),
      'another question',
    )
    expect(world.opened).toEqual([])
    world.questions[1].answer('Open')
    await eventually(() => (world.opened.length > 0 ? true : undefined), 'the browser')
    expect(world.opened).toEqual(['https://example.com/source?of=it'])
    for (const [i, [address, message]] of (
      [
        ['http://example.com/', 'Open example.com in your browser?'],
        ['mailto:a@example.com', 'Write to a@example.com in your mail program?'],
      ] as const
    ).entries()) {
      await eventually(() => (follow(address), world.questions.length === i + 3), 'the next question')
      expect(world.questions.at(-1)!.message).toBe(message)
      world.questions.at(-1)!.answer('Open')
      await eventually(() => world.opened.at(-1) === address, 'what it opens')
    }
    const { contacts } = await main.webContents.page.bridge.privacy.report()
    expect(contacts).toMatchObject([{ part: 'host', purpose: 'link', host: 'example.com', requests: 2 }])
    world.questions.length = 0
  })

  it('gives the microphone to its own pages, and nothing else to anyone', () => {
    const asks = (permission: string, requestingUrl: string, mediaTypes?: string[]): boolean => {
      let isAllowed = false
      world.permissionRequest({}, permission, (yes: boolean) => (isAllowed = yes), {
        requestingUrl,
        mediaTypes,
      })
      return isAllowed
    }
    expect(asks('media', 'app://parley/index.html', ['audio'])).toBe(true)
    expect(asks('media', 'app://parley/index.html', ['audio', 'video'])).toBe(false)
    expect(asks('media', 'app://parley/index.html', [])).toBe(false)
    expect(asks('media', 'https://evil.example/', ['audio'])).toBe(false)
    expect(asks('geolocation', 'app://parley/index.html')).toBe(false)
    expect(world.permissionCheck({}, 'media', 'app://parley', { mediaType: 'audio' })).toBe(true)
    expect(world.permissionCheck({}, 'media', 'app://parley', { mediaType: 'video' })).toBe(false)
    expect(world.permissionCheck({}, 'media', 'https://evil.example', { mediaType: 'audio' })).toBe(false)
    expect(asks('clipboard-sanitized-write', 'app://parley/index.html')).toBe(true)
    expect(asks('clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
    expect(asks('clipboard-read', 'app://parley/index.html')).toBe(false)
    expect(world.permissionCheck({}, 'notifications', 'app://parley', {})).toBe(false)
  })

  it('gives its pages the clipboard, for tools whose user allows it', async () => {
    const { bridge } = main.webContents.page
    await bridge.writeClipboard('Salt.')
    expect([world.copied, await bridge.readClipboard()]).toEqual(['Salt.', 'Salt.'])
    world.copied = 'x'.repeat(30_000)
    expect(await bridge.readClipboard()).toHaveLength(20_000)
  })

  it('keeps Chromium from asking the network for anything by itself', () => {
    for (const name of [
      'background-networking',
      'component-update',
      'domain-reliability',
      'breakpad',
      'sync',
    ])
      expect([name, world.switches.has(`disable-${name}`)]).toEqual([name, true])
    expect(world.switches.get('no-pings')).toBe('')
    expect(world.switches.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp')
    expect(world.switches.get('disable-features')).toMatch(/\bMediaRouter\b/)
    expect(world.hostResolver).toEqual({ enableBuiltInResolver: false, secureDnsMode: 'off' })
    expect(world.spellChecked).toBe(undefined)
  })

  it('lets a page ask nobody but the app itself', () => {
    for (const url of [
      'app://parley/assets/index.js',
      'blob:app://parley/1',
      'data:image/png,x',
      'devtools://devtools/bundled/x.js',
    ])
      expect([url, world.mayRequest(url)]).toEqual([url, true])
    for (const url of [
      'https://evil.example/',
      'http://127.0.0.1:8080/',
      'wss://evil.example/',
      'app://elsewhere/x',
      'file:///etc/passwd',
      'blob:https://evil.example/1',
      'ftp://evil.example/',
    ])
      expect([url, world.mayRequest(url)]).toEqual([url, false])
  })

  it('reports no crash and looks for no update', async () => {
    const built = path.join(projectRoot, 'out/main')
    for (const name of await readdir(built, { recursive: true }))
      if (name.endsWith('.js'))
        expect(await readFile(path.join(built, name), 'utf8')).not.toMatch(/\b(crashReporter|autoUpdater)\b/)
  })

  it.runIf(process.platform === 'linux')('leaves nothing of its memory when it crashes', () => {
    expect(coreOf(process.pid)).toEqual(noCore)
  })

  it('answers a question through a port that does not pass main', async () => {
    const { engine, messages } = main.webContents.page
    engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
    const audio = messages.find((m) => m.type === 'audio')
    expect(audio?.samples).toBeInstanceOf(Float32Array)
  })

  it('gives the quick window a line of its own', async () => {
    quick.webContents.page.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(quick, 1)).toMatchObject({ reason: 'done' })
  })

  it('tells its windows when the engine dies, and gives them a port to the next one, which answers', async () => {
    const { engine, messages } = main.webContents.page
    engine.send({ type: 'ask', turn: 2, text: 'What is your name?' })
    await eventually(() => messages.find((m) => m.type === 'state' && m.turn === 2), 'turn 2 to begin')
    await world.engines[0].terminate()
    const isTold = (m: (typeof messages)[number]): boolean => m.state === 'restarting'
    const told = await eventually(() => messages.find(isTold), 'to be told')
    expect(told).toMatchObject({ type: 'engine', error: { code: 'engine-lost' } })
    await eventually(
      () => messages.slice(messages.indexOf(told)).some((m) => m.type === 'ready'),
      'the next one',
    )
    engine.send({ type: 'ask', turn: 3, text: 'What is your name?' })
    expect(await ended(main, 3)).toMatchObject({ reason: 'done' })
    expect(messages.filter((m) => m.type === 'turn-end' && m.turn === 2)).toEqual([])
    expect(world.engines).toHaveLength(2)
  })

  it('cancels the echo of what its own pages play', () => {
    expect(world.switches.get('enable-features')).toBe('ChromeWideEchoCancellation')
  })

  it('loads a page again whose process died, which finds the conversation, and one that dies at once again when the user says so', async () => {
    const before = main.webContents.page
    before.engine.send({ type: 'ask', turn: 4, text: 'How old are you?' })
    const die = (reason: string): boolean => main.webContents.emit('render-process-gone', {}, { reason })
    die('clean-exit')
    expect(main.webContents.page).toBe(before)
    die('crashed')
    const { page } = main.webContents
    expect(page).not.toBe(before)
    await eventually(() => page.messages.find((m) => m.type === 'ready'), 'the engine')
    page.engine.send({ type: 'open' })
    const { exchanges } = await eventually(
      () => page.messages.find((m) => m.type === 'conversation'),
      'the conversation',
    )
    const answer = expect.stringContaining('Parley') as string
    expect(exchanges).toContainEqual(
      expect.objectContaining({ question: { text: 'What is your name?' }, outcome: 'done', answer }),
    )
    page.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
    for (let times = 1; times <= 2; times++) {
      die('oom')
      await eventually(() => !main.webContents.isLoading(), 'the page')
      const { page: last } = main.webContents
      die('oom')
      // What it asked before it died may come after.
      world.tellMain(channels.engineConnect, { parent: null, url: main.webContents.url }, main)
      expect(main.webContents.page).toBe(last)
      expect(world.questions).toHaveLength(times)
      expect(world.questions.at(-1)?.message).toBe('The window of Parley stopped twice in a row.')
      if (times === 1) {
        // Short memory ends the engine too: the window that is left has the next one.
        const { messages } = quick.webContents.page
        const readies = (): number => messages.filter(({ type }) => type === 'ready').length
        const before = readies()
        await world.engines.at(-1)!.terminate()
        await eventually(() => readies() > before, 'the next engine')
      }
      world.questions.at(-1)?.answer('Try again')
      await eventually(() => main.webContents.page !== last, 'another page')
    }
    const next = main.webContents.page
    await eventually(() => next.messages.find(({ type }) => type === 'ready'), 'the engine')
    next.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
  })

  it('opens the quick window at the tray with the focus, and hides it on blur and when its page asks', async () => {
    expect(quick.options).toMatchObject({ frame: false, alwaysOnTop: true, skipTaskbar: true })
    world.trays[0].click()
    expect([quick.isShown, quick.isFocused()]).toEqual([true, true])
    expect(quick.place).toEqual({ x: 1532, y: 562, width: 360, height: 480 })
    main.focus()
    expect(quick.isShown).toBe(false)
    // On Windows a click on the icon takes the focus first: it is what puts the window away, not what shows it again.
    world.trays[0].click()
    expect(quick.isShown).toBe(false)
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000)
    world.trays[0].click()
    now.mockRestore()
    expect(quick.isShown).toBe(true)
    // The page does on Escape, when there is nothing to stop.
    quick.webContents.page.bridge.hide()
    await eventually(() => !quick.isShown, 'the quick window to hide')
    world.trays[0].click()
    // A desktop's own key for closing windows, such as Alt+F4.
    quick.close()
    expect([quick.isShown, quick.isDestroyed]).toEqual([false, false])
  })

  it('shows the settings in the main window, from the quick one and from the tray', async () => {
    const { commands } = main.webContents.page
    const keyItem = world.trays[0].menu.find(({ label }) => label?.startsWith('Push-to-talk key'))!
    for (const ask of [() => quick.webContents.page.bridge.openSettings(), () => keyItem.click!()]) {
      commands.length = 0
      main.hide()
      ask()
      await eventually(() => commands.includes('settings'), 'the settings')
      expect(main.isFocused()).toBe(true)
    }
    commands.length = 0
  })

  it('shows the main window from the quick one', async () => {
    main.hide()
    quick.webContents.page.bridge.openMain()
    await eventually(() => main.isFocused(), 'the main window')
  })

  it('does from the tray what its menu says', async () => {
    const [tray] = world.trays
    const choose = (label: string): void => tray.menu.find((item) => item.label === label)!.click!()
    expect(tray.menu.map(({ label, type }) => label ?? type)).toEqual([
      'Quick conversation',
      'Mute',
      'Push-to-talk key: Ctrl+Alt+Space',
      'separator',
      'Open Parley',
      'Quit',
    ])
    world.focus(undefined)
    main.hide()
    choose('Quick conversation')
    expect([quick.isShown, quick.isFocused()]).toEqual([true, true])
    quick.hide()
    choose('Mute')
    await eventually(() => quick.webContents.page.commands.includes('toggle-mute'), 'the muting')
    const { bridge } = quick.webContents.page
    bridge.showPhase('muted', true)
    await eventually(() => tray.menu.find(({ label, checked }) => label === 'Mute' && checked), 'the tick')
    // Who is muted can type, and is answered.
    bridge.showPhase('speaking', true)
    await eventually(() => tray.toolTip === 'Parley is speaking', 'the answer')
    expect(tray.menu.find(({ label }) => label === 'Mute')).toMatchObject({ checked: true })
    bridge.showPhase('speaking', false)
    await eventually(() => tray.menu.find(({ label, checked }) => label === 'Mute' && !checked), 'no tick')
    bridge.showPhase('idle', false)
    await eventually(() => tray.toolTip === 'Parley', 'the tray to be idle')
    choose('Open Parley')
    expect(main.isFocused()).toBe(true)
    quick.webContents.page.commands.length = 0
  })

  it('tells by the system what rings while nobody looks at its window, until that is silent', async () => {
    const { bridge } = main.webContents.page
    const timer = { ring: 1, kind: 'timer', dueAt: 0, label: 'Tea', isSilent: false } as const
    const alarm = { ring: 2, kind: 'alarm', dueAt: 0, isSilent: false } as const
    const before = world.notifications.length
    const told = (): string[] => world.notifications.slice(before)
    main.hide()
    bridge.showRinging([alarm])
    await eventually(() => told().length > 0, 'the notice')
    expect(told()).toEqual(['An alarm rings'])
    world.clickNotification()
    expect(main.isFocused()).toBe(true)
    // What rings when somebody looks is seen.
    bridge.showRinging([timer, { ...alarm, isSilent: true }])
    await eventually(() => told().length === 0, 'the notice to go')
    main.hide()
    bridge.showRinging([{ ...timer, ring: 3 }])
    await eventually(() => told().length > 0, 'the next one')
    expect(told()).toEqual(['Timer: Tea'])
    bridge.showRinging([])
    await eventually(() => told().length === 0, 'that to go, too')
    main.show()
  })

  it('has a menu for editing, zooming, and telling what it is', () => {
    const items = world.menu.flatMap((item) => [item, ...(item.submenu ?? [])])
    const roles = items.map(({ role }) => role)
    for (const role of ['editMenu', 'zoomIn', 'zoomOut', 'resetZoom']) expect(roles).toContain(role)
    items.find(({ label }) => label === 'About Parley')!.click!()
    expect(world.isAboutShown).toBe(true)
    expect(items.find(({ label }) => label === 'Quit')?.accelerator).toBe('CommandOrControl+Q')
  })

  it('shows the quick window without the focus while the key talks from another program', async () => {
    world.focus(undefined)
    press()
    // A click would make it a panel.
    expect([quick.isShown, quick.isFocused(), quick.isFocusable]).toEqual([true, false, true])
    press()
    await eventually(() => quick.webContents.page.commands.includes('release'), 'the release')
    expect(withoutShown(quick.webContents.page.commands)).toEqual(['press', 'release'])
    quick.hide()
  })

  it('puts the quick window away some time after the answer when nobody clicked it', async () => {
    const { bridge } = quick.webContents.page
    const told = (phase: 'speaking' | 'idle', toolTip: string): Promise<true> => {
      bridge.showPhase(phase, false)
      return eventually(() => world.trays[0].toolTip === toolTip, toolTip)
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      world.focus(undefined)
      press()
      press()
      await told('speaking', 'Parley is speaking')
      vi.advanceTimersByTime(2 * overlayStaysMs)
      expect(quick.isShown).toBe(true)
      await told('idle', 'Parley')
      vi.advanceTimersByTime(overlayStaysMs / 2)
      expect(quick.isShown).toBe(true)
      vi.advanceTimersByTime(overlayStaysMs / 2)
      expect(quick.isShown).toBe(false)
      press()
      press()
      quick.focus()
      vi.advanceTimersByTime(2 * overlayStaysMs)
      expect(quick.isShown).toBe(true)
      quick.hide()
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['stopped listening by itself', [], ['listening', 'idle']],
    ['was muted and refused it', ['muted'], ['muted', 'idle']],
  ] as const)('begins anew with the next press when the window %s', async (_, before, after) => {
    const { page } = quick.webContents
    world.focus(undefined)
    page.commands.length = 0
    for (const phase of before) page.bridge.showPhase(phase, phase === 'muted')
    press()
    for (const phase of after) page.bridge.showPhase(phase, phase === 'muted')
    await eventually(() => world.trays[0].toolTip === 'Parley', 'the tray to be idle')
    press()
    press()
    await eventually(() => page.commands.includes('release'), 'the release')
    expect(withoutShown(page.commands)).toEqual(['press', 'press', 'release'])
    quick.hide()
  })

  it('talks to the main window when that is looked at, and from the command line as well', async () => {
    main.focus()
    world.app.emit('second-instance', {}, ['parley', '--toggle'])
    world.app.emit('second-instance', {}, ['parley', '--toggle'])
    await eventually(() => main.webContents.page.commands.includes('release'), 'the release')
    expect(withoutShown(main.webContents.page.commands)).toEqual(['press', 'release'])
    main.hide()
    world.app.emit('second-instance', {}, ['parley', '--hidden'])
    expect(main.isShown).toBe(false)
    world.app.emit('second-instance', {}, ['parley'])
    expect(main.isFocused()).toBe(true)
  })

  const change = (changes: Record<string, unknown>): ReturnType<SettingsBridge['ask']> =>
    main.webContents.page.bridge.settings.ask({ type: 'change', changes })

  it('takes another key, says what became of it, and checks it by a real press', async () => {
    const { bridge } = main.webContents.page
    world.takenKeys.add('F8')
    await change({ pushToTalkKey: 'F8' })
    expect(await bridge.pushToTalk()).toBe('taken')
    await change({ pushToTalkKey: 'Nonsense' })
    expect(await bridge.pushToTalk()).toBe('taken')
    expect(await change({ pushToTalkKey: 'F9' })).toMatchObject({
      told: { said: { pushToTalkKey: { value: 'F9', source: 'chosen' } } },
    })
    expect(await bridge.pushToTalk()).toBe('toggle')
    const check = bridge.checkPushToTalk()
    await Promise.resolve()
    world.shortcuts.get('F9')!()
    expect(await check).toBe(true)
    expect(world.trays[0].menu[2].label).toBe('Push-to-talk key: F9')
    expect(await change({ pushToTalkKey: '' })).toMatchObject({ error: { code: 'config-invalid' } })
  })

  it('speaks the language that was chosen, in tray and menus, at once', async () => {
    await change({ language: 'de' })
    expect([world.trays[0].menu.at(-1)?.label, world.menu.map(({ label }) => label)]).toEqual([
      'Beenden',
      expect.arrayContaining(['Bearbeiten']),
    ])
    await change({ language: null })
    expect(world.menu.map(({ label }) => label)).toContain('Edit')
  })

  it('starts with the session, hidden, when told to', async () => {
    const entry = path.join(world.userData, 'autostart/parley.desktop')
    await change({ autostart: true })
    if (process.platform === 'linux') expect(await readFile(entry, 'utf8')).toMatch(/^Exec=.*"--hidden"$/m)
    else expect(world.loginItem).toMatchObject({ openAtLogin: true })
    await change({ autostart: false })
    if (process.platform === 'linux') await expect(readFile(entry)).rejects.toThrow()
  })

  it.runIf(process.platform === 'linux')(
    'leaves it to the system when it is switched off there',
    async () => {
      const entry = path.join(world.userData, 'autostart/parley.desktop')
      await change({ autostart: true })
      await rm(entry)
      expect(await change({ pushToTalkKey: 'F9' })).toMatchObject({
        told: { said: { autostart: { value: false } } },
      })
      await expect(readFile(entry)).rejects.toThrow()
    },
  )

  it('shows in the tray what goes on, each state in a shape of its own', async () => {
    const [tray] = world.trays
    const pictures = new Set([tray.image.pixels[0].toString('hex')])
    for (const phase of ['listening', 'thinking', 'speaking', 'muted', 'trouble'] as const) {
      main.webContents.page.bridge.showPhase(phase, phase === 'muted')
      await eventually(() => !pictures.has(tray.image.pixels[0].toString('hex')), phase)
      pictures.add(tray.image.pixels[0].toString('hex'))
    }
    expect(tray.toolTip).toBe('Parley needs you')
    main.webContents.page.bridge.showPhase('idle', false)
    await eventually(() => tray.toolTip === 'Parley', 'the tray to be idle')
  })

  it('hides when its window is closed, says so once, remembers the place, and really quits', async () => {
    main.place = { x: 100, y: 80, width: 900, height: 700 }
    main.webContents.zoomLevel = 1
    for (let times = 1; times <= 2; times++) {
      main.close()
      expect([main.isShown, main.isDestroyed]).toEqual([false, false])
      main.show()
    }
    main.close()
    expect(world.notifications).toEqual([expect.stringMatching(/^Parley goes on in the (tray|menu bar)$/)])
    const saved = JSON.parse(await readFile(path.join(world.userData, 'desktop.json'), 'utf8')) as object
    expect(saved).toMatchObject({
      mainWindow: { place: { x: 100, y: 80, width: 900, height: 700 }, zoomLevel: 1 },
    })
    world.trays[0].menu.find(({ label }) => label === 'Quit')!.click!()
    await eventually(() => world.hasQuit, 'the end')
    expect(world.trays).toHaveLength(0)
    const exited = world.engines.at(-1)!
    await eventually(() => exited.threadId === -1, 'the engine to end')
  })
})
