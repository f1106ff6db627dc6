import { channels } from '../../src-preload/channels'
import { newest } from '../../src-preload/conversationMemory'
import type { KeptExchange } from '../../src-preload/keptExchange'
import { onPage } from './pages'

/**
 * Keeps what was said in each window, in memory, for the page that takes the place of one that died. Of spoken questions
 * that is their audio, once when they are complete: what is being spoken goes straight to the engine.
 */
export function keepConversations(): void {
  const conversations = new Map<number, KeptExchange[]>()
  const of = (page: { readonly id: number }): KeptExchange[] => conversations.get(page.id) ?? []
  onPage(channels.keepExchange, (page, exchange) => {
    const known = of(page)
    const at = known.findIndex(({ turn }) => turn === exchange.turn)
    conversations.set(page.id, at < 0 ? newest([...known, exchange]) : known.with(at, exchange))
  })
  onPage(channels.dropKept, (page, turn) =>
    conversations.set(
      page.id,
      of(page).filter((exchange) => exchange.turn !== turn),
    ),
  )
  onPage(channels.forgetKept, (page) => conversations.set(page.id, []))
  onPage(channels.askKept, (page) => {
    if (!conversations.has(page.id)) page.once('destroyed', () => conversations.delete(page.id))
    // The new page counts its turns from 1 again: these were before them.
    const kept = of(page).map((exchange, i, { length }) => ({ ...exchange, turn: i - length }))
    conversations.set(page.id, kept)
    page.send(channels.kept, kept)
  })
}
