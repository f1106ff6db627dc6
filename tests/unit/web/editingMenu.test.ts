import type { ContextMenuParams, EditFlags } from 'electron'
import { expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ Menu: {} }))
const { editingItems } = await import('../../../src-main/app/editingMenu')

const clicked = (params: Partial<ContextMenuParams>, can: Partial<EditFlags> = {}): unknown[] =>
  editingItems({ isEditable: false, selectionText: '', ...params, editFlags: can as EditFlags })

it('offers to copy an answer that was marked, and nothing where there is no text', () => {
  expect(clicked({})).toEqual([])
  expect(clicked({ selectionText: ' ' })).toEqual([])
  expect(clicked({ selectionText: 'spring tides' }, { canCopy: true })).toEqual([
    { role: 'copy', label: 'Copy', enabled: true },
  ])
})

it('offers to paste into the question', () => {
  const items = clicked({ isEditable: true }, { canPaste: true, canCopy: false })
  expect(items).toContainEqual({ role: 'paste', label: 'Paste', enabled: true })
  expect(items).toContainEqual({ role: 'copy', label: 'Copy', enabled: false })
})
