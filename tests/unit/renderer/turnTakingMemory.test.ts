import { describe, expect, it } from 'vitest'
import { initialEndpointDelay } from '../../../src-renderer/audio/endpointDelay'
import type { EchoReport } from '../../../src-renderer/audio/echoReport'
import { turnTakingMemory, type SoundPath, type TextStorage } from '../../../src-renderer/turnTakingMemory'

function storage(): TextStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }
}

const builtIn = { id: 'built-in', label: 'Built-in microphone' }
const desk = { id: 'desk', label: 'Desk' }
const head = { id: 'head', label: 'Headset' }
const at = (speaker: SoundPath['speaker'], microphone = builtIn): SoundPath => ({ speaker, microphone })
const report: EchoReport = { isRemoved: false, mistakenShare: 0.5, proposal: 'half' }

describe('what turn taking remembers', () => {
  it('is there after a restart: patience, what was learnt of the speaker, and what goes for each loudspeaker', () => {
    const place = storage()
    const before = turnTakingMemory(place)
    expect([before.patience, before.endpoint, before.path(at(desk))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    before.notePatience(0.8)
    before.noteEndpoint({ ...initialEndpointDelay, pauseMs: 410 })
    before.notePath(at(desk), { duplex: 'half' })
    before.notePath(at(head), { duplex: 'full' })
    before.notePath(at(desk), { duplex: 'duck-only' })
    const after = turnTakingMemory(place)
    expect(after.patience).toBe(0.8)
    expect(after.endpoint).toEqual({ ...initialEndpointDelay, pauseMs: 410 })
    expect(after.path(at(desk))?.duplex).toBe('duck-only')
    expect(after.path(at(head))?.duplex).toBe('full')
  })

  it('keeps a test, and what was chosen, for the microphone that heard it', () => {
    const memory = turnTakingMemory(storage())
    memory.notePath(at(desk), { duplex: 'half', report })
    // Of another microphone nothing is known but the choice.
    expect(memory.path(at(desk, head))).toEqual({ duplex: 'half' })
    memory.notePath(at(desk, head), { duplex: 'full', report: { ...report, mistakenShare: 0 } })
    expect(memory.path(at(desk))).toEqual({ duplex: 'half', report })
    expect(memory.path(at(desk, head))?.report?.mistakenShare).toBe(0)
    expect(memory.path(at(desk, { id: 'third', label: 'Third' }))).toEqual({ duplex: 'full' })
  })

  it('takes over the choice of an earlier version, which did not note the microphone, and not its test', () => {
    const place = storage()
    place.kept.set('parley.speakers', JSON.stringify([{ ...desk, duplex: 'half', report }]))
    const memory = turnTakingMemory(place)
    expect(memory.path(at(desk))).toEqual({ duplex: 'half' })
    memory.notePath(at(desk), { duplex: 'full' })
    expect(memory.path(at(desk))).toEqual({ duplex: 'full' })
  })

  it('knows a device by its name when the browser has given it another id', () => {
    const memory = turnTakingMemory(storage())
    memory.notePath(at({ id: 'old', label: 'Desk' }), { duplex: 'half', report })
    expect(memory.path(at({ id: 'new', label: 'Desk' }, { ...builtIn, id: 'new' }))?.report).toEqual(report)
    expect(memory.path(at({ id: 'new', label: '' }))).toBeUndefined()
    memory.notePath(at({ id: 'new', label: 'Desk' }, { ...builtIn, id: 'new' }), { duplex: 'full' })
    expect(memory.path(at({ id: 'old', label: '' }))).toBeUndefined()
  })

  it('takes over what an earlier version has learnt', () => {
    const place = storage()
    place.kept.set('parley.endpoint', '{"pauseMs":410,"spreadMs":80}')
    expect(turnTakingMemory(place).endpoint).toEqual({ ...initialEndpointDelay, pauseMs: 410, spreadMs: 80 })
  })

  it('begins anew where what was kept cannot be read', () => {
    const place = storage()
    for (const broken of ['{', '{"pauseMs":"long"}', '[{"id":3}]', '7']) {
      for (const name of ['patience', 'endpoint', 'speakers']) place.kept.set(`parley.${name}`, broken)
      const memory = turnTakingMemory(place)
      expect([memory.patience, memory.endpoint, memory.path(at(desk))]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
    }
  })

  it('forgets the devices of longest ago before its notes grow without end', () => {
    const memory = turnTakingMemory(storage())
    for (let i = 0; i < 80; i++)
      memory.notePath(at({ id: `s${i}`, label: `Speaker ${i}` }), { duplex: 'full' })
    expect(memory.path(at({ id: 's0', label: '' }))).toBeUndefined()
    expect(memory.path(at({ id: 's79', label: '' }))?.duplex).toBe('full')
  })
})
