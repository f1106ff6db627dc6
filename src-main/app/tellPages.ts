import type { WebContents } from 'electron'
import { onPage } from './pages'
import type { channels } from '../../src-preload/channels'

/** Tells each page that asks on a channel of every change, on another, until it goes away. */
export function tellPages(
  asked: typeof channels.watchModels | typeof channels.watchSettings,
  told: string,
  watch: (receive: (news: unknown) => void) => () => void,
): void {
  const watching = new WeakMap<WebContents, () => void>()
  onPage(asked, (page) => {
    // A page that was loaded again asks again.
    if (watching.has(page)) watching.get(page)?.()
    else page.once('destroyed', () => watching.get(page)?.())
    watching.set(
      page,
      watch((news) => page.send(told, news)),
    )
  })
}
