import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { coreOf, noCore } from '../../rigs/coreOf'
import { eventually } from '../../rigs/eventually'
import type { DesktopUnderTest } from './desktopUnderTest'

/** What its pages may do and ask for, and what it asks for itself. */
export function desktopBoundaries(app: DesktopUnderTest): void {
  it('serves its pages under an origin of its own with a strict policy, and no other address', async () => {
    const { world, main, quick } = app
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
    const { world } = app
    expect(world.windows).toHaveLength(2)
    for (const { options } of world.windows)
      expect(options.webPreferences).toMatchObject({
        ...{ sandbox: true, contextIsolation: true, nodeIntegration: false },
        ...{ webSecurity: true, webviewTag: false },
      })
  })

  it('tells its pages the languages of the system', () => {
    const { world } = app
    for (const { webContents } of world.windows) expect(webContents.page.bridge.languages).toEqual(['en-GB'])
  })

  it('keeps every page in its place', () => {
    const { world } = app
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
    const { world, main } = app
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
    const { world } = app
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
    const { world, main } = app
    const { bridge } = main.webContents.page
    await bridge.writeClipboard('Salt.')
    expect([world.copied, await bridge.readClipboard()]).toEqual(['Salt.', 'Salt.'])
    world.copied = 'x'.repeat(30_000)
    expect(await bridge.readClipboard()).toHaveLength(20_000)
  })

  it('keeps Chromium from asking the network for anything by itself', () => {
    const { world } = app
    const silenced = ['background-networking', 'component-update', 'domain-reliability', 'breakpad', 'sync']
    expect([...world.switches.keys()]).toEqual(
      expect.arrayContaining(silenced.map((name) => `disable-${name}`)),
    )
    expect(world.switches.get('no-pings')).toBe('')
    expect(world.switches.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp')
    expect(world.switches.get('disable-features')).toMatch(/\bMediaRouter\b/)
    expect(world.hostResolver).toEqual({ enableBuiltInResolver: false, secureDnsMode: 'off' })
    expect(world.spellChecked).toBe(undefined)
  })

  it('lets a page ask nobody but the app itself', () => {
    const { world } = app
    const own = [
      ...['app://parley/assets/index.js', 'blob:app://parley/1'],
      ...['data:image/png,x', 'devtools://devtools/bundled/x.js'],
    ]
    const others = [
      ...['https://evil.example/', 'http://127.0.0.1:8080/', 'wss://evil.example/', 'app://elsewhere/x'],
      ...['file:///etc/passwd', 'blob:https://evil.example/1', 'ftp://evil.example/'],
    ]
    expect([...own, ...others].filter((url) => world.mayRequest(url))).toEqual(own)
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

  it('cancels the echo of what its own pages play', () => {
    const { world } = app
    expect(world.switches.get('enable-features')).toBe('ChromeWideEchoCancellation')
  })
}
