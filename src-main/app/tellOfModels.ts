import { Notification } from 'electron'
import { isComing, type ModelCard } from '@contract'
import type { ModelShelf } from '../library/modelShelf'
import type { AppTray } from './tray'
import { words } from './words'

/**
 * The tray tells how far models are that are fetched, and the system's notices that all are here.
 * @param open shows the window, in which they can be used
 */
export function tellOfModels(shelf: Pick<ModelShelf, 'watch'>, tray: AppTray, open: () => void): void {
  const told = new Set<string>()
  shelf.watch((cards) => {
    const coming = cards.filter(isComing)
    tray.showFetches(coming)
    for (const { id } of coming) told.delete(id)
    const here = cards.filter(({ id, isNew }) => isNew && !told.has(id))
    if (coming.length > 0 || here.length === 0) return
    for (const { id } of here) told.add(id)
    tell(here, open)
  })
}

function tell(here: readonly ModelCard[], open: () => void): void {
  if (!Notification.isSupported()) return
  const { title, body } = words.fetched
  const notice = new Notification({ title: title(here.map(({ name }) => name).join(', ')), body })
  notice.on('click', open)
  notice.show()
}
