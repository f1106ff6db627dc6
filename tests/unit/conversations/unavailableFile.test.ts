import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keeping } from '@contract'
import { builtScript } from '../../rigs/builtScript'
import { changeDatabase, keepSixty } from '../../rigs/conversations/damage'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

let scratch: ScratchStore
let file: string
beforeEach(() => {
  scratch = new ScratchStore()
  file = scratch.file
})
afterEach(() => scratch.remove())

describe('a file that is not to be had', () => {
  it('because another engine has it is told in a sentence, and left alone', () => {
    const first = scratch.open()
    const said = say(first, first.createConversation(), 'Mine?', 'Yours.')
    const second = scratch.open()
    expect(scratch.codes).toEqual(['store-locked'])
    expect(scratch.told[0].message).toMatch(/^Another Parley has your conversations open\./)
    const passing = say(second, second.createConversation(), 'And mine?', 'In memory.')
    expect(second.conversation(passing.conversation)!.keeping).toBe('never')
    expect([first.hindrance, second.hindrance]).toEqual([undefined, scratch.told[0]])
    expect(second.conversations()).toHaveLength(1)
    scratch.close(second)
    say(first, said.conversation, 'More?', 'More.')
    expect(scratch.reopen(first).exchanges(said.conversation)).toHaveLength(2)
    expect(scratch.codes).toEqual(['store-locked'])
  })

  it('because the engine of another Parley has it is refused to this one, from process to process', async () => {
    const store = scratch.open()
    const said = say(store, store.createConversation(), 'Mine?', 'Yours.')
    const script = await builtScript('tests/rigs/conversations/opener.ts')
    const { stdout } = spawnSync(process.execPath, [script, scratch.folder], { encoding: 'utf8' })
    expect(stdout.trim()).toBe('store-locked')
    expect(scratch.reopen(store).exchanges(said.conversation)).toHaveLength(1)
    expect(scratch.codes).toEqual([])
  })

  it('because a newer Parley wrote it is left as it is', () => {
    keepSixty(scratch)
    changeDatabase(file, 'PRAGMA user_version = 99', false)
    const before = readFileSync(file)
    const store = scratch.open()
    expect(scratch.codes).toEqual(['store-newer'])
    say(store, store.createConversation(), 'Why?', 'Because.')
    scratch.close(store)
    expect(readFileSync(file).subarray(100)).toEqual(before.subarray(100))
    expect(scratch.files).toEqual(['conversations.db'])
  })

  it('because a folder is in its place is told, and stays so whatever is said', () => {
    mkdirSync(file, { recursive: true })
    const store = scratch.open()
    expect(scratch.told).toMatchObject([
      { code: 'store-unwritable', message: expect.stringContaining('is not a file') as unknown },
    ])
    const conversation = store.createConversation()
    for (let i = 0; i < 3; i++) say(store, conversation, 'Kept?', 'No.')
    expect(store.hindrance).toBe(scratch.told[0])
    // Nothing of it was to be kept any longer.
    store.keep(keeping.parse({ mode: 'never' }))
    expect(store.hindrance).toBeUndefined()
    expect(scratch.codes).toEqual(['store-unwritable'])
  })

  it('because its folder cannot be made is told, and kept with the first question after it can', () => {
    writeFileSync(scratch.folder, 'a file is in the way')
    const store = scratch.open()
    expect(scratch.codes).toEqual(['store-unwritable'])
    expect(scratch.told[0].message).toContain(scratch.folder)
    const conversation = store.createConversation()
    say(store, conversation, 'First?', 'First.')
    say(store, conversation, 'Second?', 'Second.')
    expect(scratch.codes).toEqual(['store-unwritable'])
    expect(store.hindrance?.code).toBe('store-unwritable')
    scratch.clearFolder()
    say(store, conversation, 'Third?', 'Third.')
    expect(store.hindrance).toBeUndefined()
    expect(
      scratch
        .reopen(store)
        .exchanges(conversation)
        .map(({ answer }) => answer),
    ).toEqual(['First.', 'Second.', 'Third.'])
  })
})
