import { describe, expect, it } from 'vitest'
import { Lasting } from '../../../src-main/engine/models/lasting'

/** A model that notes when it is freed, and how often one was loaded. */
function fakeModel(): {
  lasting: Lasting<{ release(): void }>
  loading: Promise<unknown>[]
  freed: string[]
} {
  const freed: string[] = []
  const loading: Promise<unknown>[] = []
  const lasting = new Lasting(() => {
    const name = `model ${loading.length + 1}`
    const model = Promise.resolve({ release: () => void freed.push(name) })
    loading.push(model)
    return model
  })
  return { lasting, loading, freed }
}

describe('a model that may go away', () => {
  it('is freed at once when nobody uses it, and comes back', async () => {
    const { lasting, loading, freed } = fakeModel()
    await lasting.use(() => Promise.resolve())
    void lasting.unload()
    expect(freed).toEqual(['model 1'])
    await lasting.use(() => Promise.resolve())
    expect(loading).toHaveLength(2)
  })

  it('is freed only when its last use has ended: native code would go on in memory that is gone', async () => {
    const { lasting, freed } = fakeModel()
    let end!: () => void
    const use = lasting.use(() => new Promise<void>((resolve) => (end = resolve)))
    await new Promise(setImmediate)
    const unloaded = lasting.unload()
    await new Promise(setImmediate)
    expect(freed).toEqual([])
    end()
    await Promise.all([use, unloaded])
    expect(freed).toEqual(['model 1'])
  })

  it('is loaded once, also for who wants it in the very moment in which it is there', async () => {
    const { lasting, loading } = fakeModel()
    const first = lasting.use(() => Promise.resolve())
    const second = loading[0].then(() => lasting.use(() => Promise.resolve()))
    await Promise.all([first, second])
    expect(loading).toHaveLength(1)
  })

  it('is loaded anew after it could not be loaded', async () => {
    const results = [Promise.reject(new Error('no')), Promise.resolve({ release: () => undefined })]
    const lasting = new Lasting(() => results.shift()!)
    await expect(lasting.use(() => Promise.resolve(1))).rejects.toThrow('no')
    expect(await lasting.use(() => Promise.resolve(2))).toBe(2)
  })
})
