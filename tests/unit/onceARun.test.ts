import { expect, it } from 'vitest'
import { onceARun } from '../rigs/onceARun'

it('makes what takes long once a run, and gives each who asks a copy of its own', async () => {
  let made = 0
  const ask = (what: string): Promise<{ samples: Float32Array; name: string }> =>
    onceARun(['onceARun.test', what], () =>
      Promise.resolve({ samples: new Float32Array([0.5, made++]), name: what }),
    )
  const [first, again, other] = [await ask('one'), await ask('one'), await ask('other')]
  expect([first, again, other]).toEqual([
    { samples: new Float32Array([0.5, 0]), name: 'one' },
    { samples: new Float32Array([0.5, 0]), name: 'one' },
    { samples: new Float32Array([0.5, 1]), name: 'other' },
  ])
  expect(first.samples.buffer.byteLength).toBe(8)
  first.samples[0] = 9
  expect((await ask('one')).samples[0]).toBe(0.5)
})
