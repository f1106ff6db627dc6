import { Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { menuItem } from './menuItem'

/** Gives text the menu that it has everywhere else: Electron itself has none. */
export function offerEditing(contents: WebContents): void {
  contents.on('context-menu', (_, params) => {
    const items = editingItems(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

/** What can be done with the text that was clicked; nothing where there is none. */
export function editingItems({
  isEditable,
  selectionText,
  editFlags,
}: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>): MenuItemConstructorOptions[] {
  const copy = { ...menuItem('copy'), enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  return [
    { ...menuItem('cut'), enabled: editFlags.canCut },
    copy,
    { ...menuItem('paste'), enabled: editFlags.canPaste },
    { type: 'separator' },
    { ...menuItem('selectAll'), enabled: editFlags.canSelectAll },
  ]
}
