import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../chromium'
import type { OpenOptions } from './openScreens'
import { sharedScreens } from './sharedScreens'

/**
 * Every screen against its committed picture. `PARLEY_UPDATE_SCREENS=1` writes the pictures anew: look at them before
 * you commit them.
 */
const executable = chromiumPath()

const update = process.env.PARLEY_UPDATE_SCREENS === '1'
const pictureFolder = fileURLToPath(new URL('pictures', import.meta.url))
const mayDiffer = 0.001

interface Shot extends OpenOptions {
  readonly scene: string
  readonly act?: (page: Page) => Promise<void>
  /** Only this part of the screen. */
  readonly part?: string
}

const dark = { colorScheme: 'dark' } as const
const frames = 60
const quick = { quick: true, viewport: { width: 360, height: 480 }, frames }
/** As the desktop window opens first. */
const first = { viewport: { width: 1000, height: 760 }, frames: 1 }
const smallest = { viewport: { width: 320, height: 256 }, frames: 1 }
const small = { viewport: { width: 360, height: 480 }, frames }
/** A window of 1280x800 magnified threefold, as the page sees it. */
const zoomed = { viewport: { width: 427, height: 267 }, deviceScaleFactor: 3, frames }
/** Panels are where they are to be, at once. */
const still = { reducedMotion: 'reduce' } as const
const ring = { deviceScaleFactor: 3, part: '.ring', frames }
const settings = (page: Page): Promise<void> => page.keyboard.press('Control+,')
const holdToTalk = (page: Page): Promise<void> => page.evaluate('script.set({ hears: "key" })')
const chooseModels = async (page: Page): Promise<void> => {
  await settings(page)
  await page.getByRole('button', { name: 'Choose models' }).click()
}
const privacy = async (page: Page): Promise<void> => {
  await settings(page)
  await page.getByRole('button', { name: 'Look at that' }).click()
  await page.getByRole('heading', { name: 'On this disk' }).waitFor()
}
/** By the promise itself. */
const promise = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Nothing leaves this computer.' }).click()
  await page.getByRole('heading', { name: 'On this disk' }).waitFor()
}
const chooseVoice = async (page: Page): Promise<void> => {
  await settings(page)
  await page.getByRole('button', { name: 'Choose a voice' }).click()
}
const chooseFavourite = async (page: Page): Promise<void> => {
  await chooseVoice(page)
  await page.getByRole('button', { name: 'Emma is a favourite' }).click()
  // The list is sorted anew, and when the pointer is found to be over something else is not the same every time.
  await page.mouse.move(0, 0)
  await page.evaluate('document.querySelector(".panel-body").scrollTo(0, 0)')
}
const licences = async (page: Page): Promise<void> => {
  await settings(page)
  await page.getByRole('button', { name: 'Read the licences' }).click()
  await page.getByText('@ricky0123/vad-web').click()
}
/** Where to the click scrolled is not the same every time. */
const licencesInSight = async (page: Page): Promise<void> => {
  await licences(page)
  await page.getByText('@ricky0123/vad-web').evaluate('(name) => name.scrollIntoView({ block: "start" })')
}
const removeAll = async (page: Page): Promise<void> => {
  await privacy(page)
  await page.getByRole('button', { name: 'Remove it all…' }).click()
}
const removed = async (page: Page): Promise<void> => {
  await removeAll(page)
  await page.getByRole('button', { name: 'Remove it', exact: true }).click()
  await page.getByRole('heading', { name: 'What went' }).waitFor()
}
const list = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+b')
  await page.locator('.list-entry').first().waitFor()
}
const report = async (page: Page): Promise<void> => {
  await figures(page)
  // Without the pointer, under which the button would look otherwise.
  await page.getByRole('button', { name: 'Make a report' }).dispatchEvent('click')
  await page.getByRole('button', { name: 'Copy it' }).focus()
}
const figures = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+i')
  await page.getByRole('meter').waitFor()
}
const followLink = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'tide tables' }).press('Enter')
  await page.getByRole('dialog').waitFor()
}
const scrollAway = async (page: Page): Promise<void> => {
  await page.evaluate('document.querySelector(".conversation").scrollTo(0, 1e6)')
  await page.getByRole('button', { name: 'To the newest' }).waitFor()
}
const correct = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Correct “You spoke for 1.8 s”' }).press('Enter')
  await page.getByRole('textbox', { name: 'What you said' }).fill('How long does an egg take?')
}
const keepingAsked = (page: Page): Promise<void> => page.locator('.keeping-question').waitFor()
const chooseKeeping = async (page: Page): Promise<void> => {
  await settings(page)
  await page.getByRole('button', { name: 'Choose what is kept' }).click()
  await page.getByRole('radio', { name: 'Never' }).check()
}
const find = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tide')
  await page.locator('.list-found').first().waitFor()
}

const shots: Record<string, Shot> = {
  'welcome-explain': { scene: 'welcome-explain' },
  'welcome-denied-dark': { scene: 'welcome-denied', ...dark },
  'welcome-sound': { scene: 'welcome-sound', frames: 2 },
  'welcome-desktop-dark': { scene: 'desktop-welcome', ...dark },
  'welcome-models': { scene: 'welcome-models' },
  'welcome-models-full-dark': { scene: 'welcome-models-full', ...dark },
  'small-welcome-models-dark': { scene: 'welcome-models', ...small, ...dark },
  'smallest-welcome-models': { scene: 'welcome-models', viewport: { width: 320, height: 256 } },
  'models-here': { scene: 'models-here', ...first },
  'small-models-here-dark': { scene: 'models-here', ...small, ...dark },
  'small-models-failed': { scene: 'models-failed', ...small },
  'settings-desktop': {
    scene: 'desktop',
    part: '.panel',
    viewport: { width: 1280, height: 2000 },
    act: settings,
  },
  'settings-unsafe': {
    scene: 'desktop-unsafe',
    part: '.panel-part:has(h3:text("Sandbox"))',
    act: settings,
  },
  'models-unsafe-dark': {
    scene: 'desktop-unsafe',
    part: '.panel-part:last-child',
    ...dark,
    act: chooseModels,
  },
  empty: { scene: 'empty' },
  'small-held-dark': { scene: 'empty', ...small, ...dark, act: holdToTalk },
  'models-coming': { scene: 'models', ...first },
  'small-models-coming-dark': { scene: 'models', ...small, ...dark },
  'small-listener': { scene: 'small-listener', ...first },
  'small-listener-dark': { scene: 'small-listener', ...small, ...dark },
  'unknown-question': { scene: 'models-unknown-question', ...small },
  'unknown-question-dark': { scene: 'models-unknown-question', ...first, ...dark },
  idle: { scene: 'idle' },
  'idle-dark': { scene: 'idle', ...dark },
  'foot-stages': { scene: 'idle', part: '.foot', act: (page) => page.locator('.strip').hover() },
  'listening-dark': { scene: 'listening', ...dark, frames },
  thinking: { scene: 'thinking' },
  voicing: { scene: 'voicing' },
  'foot-voicing-dark': { scene: 'voicing', part: '.foot', ...dark },
  'small-voicing': { scene: 'voicing', ...small },
  'speaking-dark': { scene: 'speaking', ...dark, frames },
  interrupted: { scene: 'interrupted' },
  'exchange-actions': {
    scene: 'idle',
    part: '.conversation',
    act: (page) => page.locator('#exchange-turn-2 .exchange-actions').hover(),
  },
  markdown: { scene: 'markdown', part: '.conversation', viewport: { width: 1280, height: 1400 } },
  'markdown-cut-dark': {
    scene: 'markdown-cut',
    part: '.conversation',
    viewport: { width: 1280, height: 1400 },
    ...dark,
  },
  'muted-dark': { scene: 'muted', ...dark },
  'foot-told-muted-dark': { scene: 'told-muted', part: '.foot', ...dark },
  trouble: { scene: 'trouble' },
  'failed-dark': { scene: 'failed', ...dark },
  'foot-continue': { scene: 'continuing', part: '.foot' },
  restarting: { scene: 'restarting' },
  settings: { scene: 'idle', act: settings },
  'echo-tested-dark': { scene: 'echo-tested', part: '.panel', ...dark, act: settings },
  'welcome-echo': { scene: 'welcome-echo' },
  models: { scene: 'models', part: '.panel', viewport: { width: 1280, height: 2300 }, act: chooseModels },
  'models-dark': { scene: 'models', part: '.panel', ...dark, act: chooseModels },
  'voices-dark': { scene: 'voices', ...dark, act: chooseVoice },
  'small-voices': { scene: 'voices', ...small, act: chooseFavourite },
  'privacy-quiet': { scene: 'privacy-quiet', act: promise },
  privacy: { scene: 'privacy', part: '.panel', viewport: { width: 1280, height: 1560 }, act: privacy },
  'privacy-dark': {
    scene: 'privacy',
    part: '.panel',
    viewport: { width: 1280, height: 1560 },
    ...dark,
    act: privacy,
  },
  'privacy-removing': {
    scene: 'privacy',
    part: '.panel-part:last-child',
    viewport: { width: 1280, height: 1700 },
    act: removeAll,
  },
  'privacy-removed-dark': { scene: 'privacy', ...first, ...dark, act: removed },
  'small-privacy-removed': { scene: 'privacy', ...small, act: removed },
  licences: { scene: 'licences', part: '.panel', act: licences },
  'licences-dark': { scene: 'licences', part: '.panel', ...dark, act: licences },
  list: { scene: 'idle', act: list },
  'another-computer': { scene: 'another-computer', ...first, frames },
  'small-another-computer-dark': { scene: 'another-computer', ...small, ...dark },
  'quick-another-computer': { scene: 'another-computer', ...quick },
  'list-dark': { scene: 'idle', ...dark, act: list },
  'list-found-dark': { scene: 'idle', part: '.panel', ...dark, act: find },
  'correcting-dark': { scene: 'idle', ...first, ...dark, act: correct },
  'keeping-asked-dark': { scene: 'keeping', ...first, ...dark, act: keepingAsked },
  keeping: { scene: 'idle', part: '.panel', act: chooseKeeping },
  'small-keeping-asked': { scene: 'keeping', ...small, act: keepingAsked },
  figures: { scene: 'figures', part: '.panel', viewport: { width: 1280, height: 1300 }, act: figures },
  'figures-dark': { scene: 'figures', ...dark, act: figures },
  'figures-kept': { scene: 'figures', part: '.foot', act: (page) => page.locator('.strip').click() },
  'small-figures-dark': { scene: 'figures', ...small, ...dark, act: figures },
  'smallest-figures': { scene: 'figures', ...smallest, act: figures },
  report: { scene: 'report', part: '.panel', viewport: { width: 1280, height: 1300 }, act: report },
  'smallest-report-dark': { scene: 'report', ...smallest, ...dark, act: report },
  'figures-none': { scene: 'empty', part: '.panel', act: figures },
  'removed-dark': { scene: 'removed', ...first, ...dark },
  'foot-typing-dark': {
    scene: 'idle',
    part: '.foot',
    ...dark,
    act: (page) => page.locator('textarea').fill('How far is the moon?'),
  },

  'quick-empty': { scene: 'empty', ...quick },
  'quick-listening': { scene: 'listening', ...quick },
  'quick-speaking-dark': { scene: 'speaking', ...quick, ...dark },
  'quick-continue-dark': { scene: 'continuing', ...quick, ...dark },
  'quick-told-muted': { scene: 'told-muted', ...quick },
  'quick-trouble': { scene: 'trouble', ...quick },
  'first-settings-dark': { scene: 'trouble', ...first, ...dark, act: settings },
  'first-settings-forced-colours': { scene: 'idle', ...first, forcedColors: 'active', act: settings },
  'small-idle': { scene: 'idle', ...small },
  'small-markdown-dark': { scene: 'markdown-speaking', ...small, ...dark },
  'small-list': { scene: 'idle', ...small, act: list },
  'small-list-listening': { scene: 'listening', ...small, act: list },
  'small-list-speaking-dark': { scene: 'speaking', ...small, ...dark, act: list },
  'small-removed': { scene: 'removed', ...small },
  'smallest-list': { scene: 'private', ...small, viewport: { width: 320, height: 256 }, act: list },
  'quick-private': { scene: 'private', ...quick },
  'small-away-dark': { scene: 'markdown-speaking', ...small, ...dark, act: scrollAway },
  'small-ask-to-open-dark': { scene: 'markdown', ...small, ...dark, act: followLink },
  'small-exchange-actions': {
    scene: 'idle',
    ...small,
    act: async (page) => {
      await page.locator('.conversation').focus()
      await page.keyboard.press('Tab')
    },
  },
  'small-settings': { scene: 'idle', ...small, act: settings },
  'small-models': { scene: 'models', part: '.panel', ...small, act: chooseModels },
  'small-privacy': { scene: 'privacy-quiet', ...small, act: privacy },
  'small-privacy-asking': { scene: 'privacy', ...small, act: removeAll },
  'small-licences': { scene: 'licences', ...small, act: licencesInSight },
  'small-continue': { scene: 'continuing', ...small },
  'small-echo-tested': { scene: 'echo-tested', ...small, act: settings },
  'small-welcome-sound': { scene: 'welcome-sound', ...small },

  'zoom3-speaking': { scene: 'speaking', ...zoomed },
  'zoom4-markdown': { scene: 'markdown-speaking', viewport: { width: 320, height: 256 }, frames },
  'zoom4-ask-to-open': {
    scene: 'markdown',
    viewport: { width: 320, height: 256 },
    frames,
    act: followLink,
  },
  'zoom4-away': {
    scene: 'markdown-speaking',
    viewport: { width: 320, height: 256 },
    frames,
    act: scrollAway,
  },
  'zoom3-trouble-dark': { scene: 'trouble', ...zoomed, ...dark },
  'zoom3-ring-idle': { scene: 'idle', ...ring },
  'zoom3-ring-dead-microphone': { scene: 'dead-microphone', ...ring },
  'zoom3-ring-listening': { scene: 'listening', ...ring },
  'zoom3-ring-thinking': { scene: 'thinking-long', ...ring },
  'zoom3-ring-speaking-dark': { scene: 'speaking', ...ring, ...dark },
  'zoom3-ring-ducked': { scene: 'ducked', ...ring },
  'zoom3-ring-muted': { scene: 'muted', ...ring },
  'zoom3-ring-trouble': { scene: 'trouble', ...ring },
  'zoom3-ring-still-listening': { scene: 'listening', ...ring, reducedMotion: 'reduce' },
}

describe.skipIf(!executable)('screens look as committed', () => {
  const screens = sharedScreens(executable)

  it.each(Object.entries(shots))('%s', async (name, { scene, act, part, ...options }) => {
    const page = await screens.open(scene, options)
    await act?.(page)
    const seen = await page.locator(part ?? 'body').screenshot({ animations: 'disabled', caret: 'hide' })
    const file = join(pictureFolder, `${name}.png`)
    if (update) {
      mkdirSync(pictureFolder, { recursive: true })
      writeFileSync(file, seen)
    } else {
      expect(
        existsSync(file),
        `There is no picture ${name}.png: write it with PARLEY_UPDATE_SCREENS=1.`,
      ).toBe(true)
      const committed = readFileSync(file)
      if (seen.equals(committed)) return
      const pair = [seen, committed].map((png) => JSON.stringify(png.toString('base64'))).join(', ')
      const different = Number(await page.evaluate(`script.comparePictures(${pair})`))
      const actual = join(tmpdir(), `parley-${name}.png`)
      if (different > mayDiffer) writeFileSync(actual, seen)
      expect(different, `The screen differs from ${file}; it is now as in ${actual}.`).toBeLessThanOrEqual(
        mayDiffer,
      )
    }
  })

  it('looks at every frame of what goes on, and seldom at an idle room', async () => {
    const looks = async (scene: string): Promise<number> =>
      Number(await (await screens.open(scene, { frames })).evaluate('script.looks()'))
    expect(await looks('listening')).toBeGreaterThanOrEqual(frames)
    expect(await looks('idle')).toBeLessThan(frames / 2)
  })

  it('draws a ring again that went with its graphics driver', async () => {
    const page = await screens.open('muted')
    const ring = page.locator('.ring')
    const before = await ring.screenshot()
    await page.evaluate(`(() => {
      const canvas = document.querySelector('canvas')
      canvas.getContext('2d').reset()
      canvas.dispatchEvent(new Event('contextrestored'))
    })()`)
    expect((await ring.screenshot()).equals(before)).toBe(true)
  })

  it.each([
    ['the main window', { frames: 1 }],
    ['the main window at its first size', first],
    ['a small window', small],
  ])('the instrument keeps its place in %s, whatever happens', async (_, options) => {
    const places = new Set<string>()
    for (const scene of ['idle', 'speaking', 'continuing', 'trouble', 'restarting', 'welcome-sound']) {
      const page = await screens.open(scene, options)
      places.add(JSON.stringify(await box(page, '.ring')))
      if (scene !== 'idle') continue
      await page.locator('textarea').fill('One line\nand another\nand a third')
      places.add(JSON.stringify(await box(page, '.ring')))
    }
    expect([...places]).toHaveLength(1)
  })

  it('nothing moves in a wide window for a list and a panel that are open beside it', async () => {
    const page = await screens.open('idle', still)
    const before = await Promise.all(instrument.map((part) => box(page, part)))
    await settings(page)
    await list(page)
    expect(await Promise.all(instrument.map((part) => box(page, part)))).toEqual(before)
    const [listBox, panelBox] = await Promise.all([
      box(page, '.panel-left'),
      box(page, '.panel:not(.panel-left)'),
    ])
    for (const { x, width } of before) {
      expect(x).toBeGreaterThanOrEqual(listBox.x + listBox.width)
      expect(x + width).toBeLessThanOrEqual(panelBox.x)
    }
  })

  it.each([
    ['the list', list],
    ['the settings', settings],
  ])('%s moves conversation and instrument together, and covers neither', async (_, open) => {
    const page = await screens.open('idle', { ...first, ...still })
    await open(page)
    const panel = await box(page, '.panel')
    expect(panel.y + panel.height).toBe(first.viewport.height)
    const centres = new Set<number>()
    for (const part of instrument) {
      const { x, width } = await box(page, part)
      expect(x >= panel.x + panel.width || x + width <= panel.x, part).toBe(true)
      centres.add(Math.round(x + width / 2))
    }
    expect([...centres]).toHaveLength(1)
  })

  it.each([
    ['the list', list, small],
    ['the settings', settings, small],
    ['the list', list, { viewport: { width: 320, height: 256 }, frames }],
  ])(
    '%s takes the whole of a small window, and nothing under it takes the focus',
    async (_, open, options) => {
      const page = await screens.open('idle', { ...options, ...still })
      await page.locator('textarea').focus()
      await open(page)
      expect(await box(page, '.panel')).toEqual({ x: 0, y: 0, ...options.viewport })
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press('Tab')
        const isOutside =
          'document.activeElement !== document.body && !document.activeElement.closest(".panel")'
        expect(await page.evaluate(isOutside)).toBe(false)
      }
      await page.locator('.panel').press('Escape')
      expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
      expect(await page.locator('.ring').isVisible()).toBe(true)
    },
  )

  it.each([
    ['the list', list, small],
    ['the settings', settings, small],
    ['the list', list, { viewport: { width: 320, height: 256 }, frames }],
  ])('%s leaves the ring in sight in a small window while something goes on', async (_, open, options) => {
    const page = await screens.open('idle', { ...options, ...still })
    await open(page)
    const ring = page.locator('.ring')
    expect(await ring.isVisible()).toBe(false)
    for (const phase of ['listening', 'thinking', 'voicing', 'speaking']) {
      await page.evaluate(`script.set({ phase: '${phase}' })`)
      expect([phase, await ring.isVisible()]).toEqual([phase, true])
      const panel = await box(page, '.panel')
      expect(panel.y + panel.height).toBeLessThanOrEqual((await box(page, '.ring')).y)
    }
    await page.evaluate('script.set({ phase: "idle" })')
    expect(await ring.isVisible()).toBe(false)
    expect(await box(page, '.panel')).toEqual({ x: 0, y: 0, ...options.viewport })
  })
})

/** What stands in the middle of a window, from top to foot. */
const instrument = ['.conversation-column', '.ring', '.ring-note', '.microphone-row']

async function box(
  page: Page,
  part: string,
): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await page.locator(part).boundingBox())!
}
