import { vi } from 'vitest'
import type { SettingsBridge } from '@contract'
import { eventually } from '../../rigs/eventually'
import { startWhole } from './builtDesktop'
import type { FakeWorld } from './fakeElectron'
import type { FakeBrowserWindow } from './fakeWindow'

/** The built app, started once for tests that come one behind the other. */
export class DesktopUnderTest {
  world!: FakeWorld
  main!: FakeBrowserWindow
  quick!: FakeBrowserWindow
  #pressedAtMs = 0

  async start(): Promise<void> {
    process.env.WAYLAND_DISPLAY = 'no-native-keys'
    ;({ world: this.world, main: this.main, quick: this.quick } = await startWhole())
  }

  /** Presses the push-to-talk key, a second after the last press: sooner it would be the key repeating itself. */
  readonly press = (): void => {
    this.#pressedAtMs = Math.max(this.#pressedAtMs, performance.now()) + 1000
    const clock = vi.spyOn(performance, 'now').mockReturnValue(this.#pressedAtMs)
    this.world.shortcuts.get('Control+Alt+Space')!()
    clock.mockRestore()
  }

  /** Until a turn of a window is over. @returns what the engine said of its end */
  readonly ended = (window: FakeBrowserWindow, turn: number): Promise<Readonly<Record<string, unknown>>> =>
    eventually(
      () => window.webContents.page.messages.find((m) => m.type === 'turn-end' && m.turn === turn),
      `the end of turn ${turn}`,
    )

  /** Chooses settings in the main window. */
  readonly change = (changes: Record<string, unknown>): ReturnType<SettingsBridge['ask']> =>
    this.main.webContents.page.bridge.settings.ask({ type: 'change', changes })
}
