import { describe, expect, it } from 'vitest'
import { initialEndpointDelay } from '../../../src-renderer/audio/endpointDelay'
import { turnTakingMemory, type TextStorage } from '../../../src-renderer/turnTakingMemory'

function storage(): TextStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }
}

describe('what turn taking remembers', () => {
  it('is there after a restart: patience, what was learnt of the speaker, and what goes for each loudspeaker', () => {
    const place = storage()
    const before = turnTakingMemory(place)
    expect([before.patience, before.endpoint, before.speaker({ id: 'desk', label: 'Desk' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    before.notePatience(0.8)
    before.noteEndpoint({ ...initialEndpointDelay, pauseMs: 410 })
    before.noteSpeaker({ id: 'desk', label: 'Desk', duplex: 'half' })
    before.noteSpeaker({ id: 'head', label: 'Headset', duplex: 'full' })
    before.noteSpeaker({ id: 'desk', label: 'Desk', duplex: 'duck-only' })
    const after = turnTakingMemory(place)
    expect(after.patience).toBe(0.8)
    expect(after.endpoint).toEqual({ ...initialEndpointDelay, pauseMs: 410 })
    expect(after.speaker({ id: 'desk', label: 'Desk' })?.duplex).toBe('duck-only')
    expect(after.speaker({ id: 'head', label: 'Headset' })?.duplex).toBe('full')
  })

  it('knows a loudspeaker by its name when the browser has given it another id', () => {
    const memory = turnTakingMemory(storage())
    memory.noteSpeaker({ id: 'old', label: 'Desk', duplex: 'half' })
    expect(memory.speaker({ id: 'new', label: 'Desk' })?.duplex).toBe('half')
    expect(memory.speaker({ id: 'new', label: '' })).toBeUndefined()
    memory.noteSpeaker({ id: 'new', label: 'Desk', duplex: 'full' })
    expect(memory.speaker({ id: 'old', label: '' })).toBeUndefined()
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
      expect([memory.patience, memory.endpoint, memory.speaker({ id: 'desk', label: 'Desk' })]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
    }
  })

  it('forgets the loudspeaker of longest ago before its notes grow without end', () => {
    const memory = turnTakingMemory(storage())
    for (let i = 0; i < 40; i++) memory.noteSpeaker({ id: `s${i}`, label: `Speaker ${i}`, duplex: 'full' })
    expect(memory.speaker({ id: 's0', label: '' })).toBeUndefined()
    expect(memory.speaker({ id: 's39', label: '' })?.label).toBe('Speaker 39')
  })
})
