import { describe, expect, it } from 'vitest'
import { Reloadable } from '../../../src-main/engine/models/reloadable'

/** A model that notes when it is freed, and how often one was loaded. */
function fakeModel(): {
  reloadable: Reloadable<{ release(): void }>
  loading: Promise<unknown>[]
  freed: string[]
} {
  const freed: string[] = []
  const loading: Promise<unknown>[] = []
  const reloadable = new Reloadable(() => {
    const name = `model ${loading.length + 1}`
    const model = Promise.resolve({ release: () => void freed.push(name) })
    loading.push(model)
    return model
  })
  return { reloadable, loading, freed }
}

describe('a model that may go away', () => {
  it('is freed at once when nobody uses it, and comes back', async () => {
    const { reloadable, loading, freed } = fakeModel()
    await reloadable.use(() => Promise.resolve())
    void reloadable.unload()
    expect(freed).toEqual(['model 1'])
    await reloadable.use(() => Promise.resolve())
    expect(loading).toHaveLength(2)
  })

  it('is freed only when its last use has ended: native code would go on in memory that is gone', async () => {
    const { reloadable, freed } = fakeModel()
    let end!: () => void
    const use = reloadable.use(() => new Promise<void>((resolve) => (end = resolve)))
    await new Promise(setImmediate)
    const unloaded = reloadable.unload()
    await new Promise(setImmediate)
    expect(freed).toEqual([])
    end()
    await Promise.all([use, unloaded])
    expect(freed).toEqual(['model 1'])
  })

  it('is loaded once, also for who wants it in the very moment in which it is there', async () => {
    const { reloadable, loading } = fakeModel()
    const first = reloadable.use(() => Promise.resolve())
    const second = loading[0].then(() => reloadable.use(() => Promise.resolve()))
    await Promise.all([first, second])
    expect(loading).toHaveLength(1)
  })

  it('is loaded anew after it could not be loaded', async () => {
    const results = [Promise.reject(new Error('no')), Promise.resolve({ release: () => undefined })]
    const reloadable = new Reloadable(() => results.shift()!)
    await expect(reloadable.use(() => Promise.resolve(1))).rejects.toThrow('no')
    expect(await reloadable.use(() => Promise.resolve(2))).toBe(2)
  })
})
