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
  it('is there after a restart: what was learnt of the speaker, and tested for each loudspeaker', () => {
    const place = storage()
    const before = turnTakingMemory(place)
    expect([before.endpoint, before.echoTest(at(desk))]).toEqual([undefined, undefined])
    before.noteEndpoint({ ...initialEndpointDelay, pauseMs: 410 })
    before.noteEchoTest(at(desk), { ...report, mistakenShare: 0.1 })
    before.noteEchoTest(at(head), { ...report, mistakenShare: 0.2 })
    before.noteEchoTest(at(desk), { ...report, mistakenShare: 0.3 })
    const after = turnTakingMemory(place)
    expect(after.endpoint).toEqual({ ...initialEndpointDelay, pauseMs: 410 })
    expect(after.echoTest(at(desk))?.mistakenShare).toBe(0.3)
    expect(after.echoTest(at(head))?.mistakenShare).toBe(0.2)
  })

  it('keeps a test for the microphone that heard it', () => {
    const memory = turnTakingMemory(storage())
    memory.noteEchoTest(at(desk), report)
    expect(memory.echoTest(at(desk, head))).toBeUndefined()
    memory.noteEchoTest(at(desk, head), { ...report, mistakenShare: 0 })
    expect(memory.echoTest(at(desk))).toEqual(report)
    expect(memory.echoTest(at(desk, head))?.mistakenShare).toBe(0)
  })

  it('knows a device by its name when the browser has given it another id', () => {
    const memory = turnTakingMemory(storage())
    memory.noteEchoTest(at({ id: 'old', label: 'Desk' }), report)
    const again = at({ id: 'new', label: 'Desk' }, { ...builtIn, id: 'new' })
    expect(memory.echoTest(again)).toEqual(report)
    expect(memory.echoTest(at({ id: 'new', label: '' }))).toBeUndefined()
    memory.noteEchoTest(again, report)
    expect(memory.echoTest(at({ id: 'old', label: '' }))).toBeUndefined()
  })

  it('takes over what an earlier version has learnt', () => {
    const place = storage()
    place.kept.set('parley.endpoint', '{"pauseMs":410,"spreadMs":80}')
    expect(turnTakingMemory(place).endpoint).toEqual({ ...initialEndpointDelay, pauseMs: 410, spreadMs: 80 })
  })

  it('begins anew where what was kept cannot be read', () => {
    const place = storage()
    for (const broken of ['{', '{"pauseMs":"long"}', '[{"id":3}]', '7']) {
      for (const name of ['endpoint', 'speakers']) place.kept.set(`parley.${name}`, broken)
      const memory = turnTakingMemory(place)
      expect([memory.endpoint, memory.echoTest(at(desk))]).toEqual([undefined, undefined])
    }
  })

  it('forgets the devices of longest ago before its notes grow without end', () => {
    const memory = turnTakingMemory(storage())
    for (let i = 0; i < 80; i++) memory.noteEchoTest(at({ id: `s${i}`, label: `Speaker ${i}` }), report)
    expect(memory.echoTest(at({ id: 's0', label: '' }))).toBeUndefined()
    expect(memory.echoTest(at({ id: 's79', label: '' }))).toEqual(report)
  })
})
