import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openScreens, type Screens } from './openScreens'

/** Screens for all tests of the `describe` that this is called in. */
export function sharedScreens(executable: string | undefined): {
  readonly open: Screens['open']
  /** Uses a page of a scene. */
  readonly withScreen: (scene: string, use: (page: Page) => Promise<void>) => Promise<void>
} {
  let screens: Screens
  beforeAll(async () => void (screens = await openScreens(executable!)))
  afterAll(() => screens.close())
  const open: Screens['open'] = (...how) => screens.open(...how)
  return { open, withScreen: async (scene, use) => use(await open(scene)) }
}
