import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import { EngineUnderTest } from '../rigs/engineUnderTest'

let models: EngineModels
beforeAll(async () => void (models = await loadEngineModels(config.parse({}))))
afterAll(() => models.release())

const contextTokens = 256

it('a conversation that fills the context forgets its beginning between two turns, not while somebody waits', async () => {
  const engine = new EngineUnderTest(models, { contextTokens })
  const promptTokens: number[] = []
  const computedTokens: number[] = []
  for (let i = 0; i < 12; i++) {
    const { end, text } = await engine.ask('What is the capital of France?')
    expect(text).toContain('Paris')
    expect(end.reason).toBe('done')
    promptTokens.push(end.metrics.promptTokens)
    computedTokens.push(end.metrics.promptTokens - end.metrics.cachedTokens)
    await sleep(100) // time to compute 100 tokens ahead, on a busy machine too
  }
  expect(Math.max(...promptTokens)).toBeLessThan(contextTokens)
  const shrank = promptTokens.findIndex((tokens, i) => tokens < promptTokens[i - 1])
  expect(shrank).toBeGreaterThan(0)
  // The question, its frame and what stands behind the last answer: never what was said before.
  const question = computedTokens[1]
  expect(Math.max(...computedTokens.slice(1))).toBe(question)
})

it('a question that comes while the listener makes room is answered as ever', async () => {
  const engine = new EngineUnderTest(models, { contextTokens })
  for (let i = 0; i < 12; i++)
    expect((await engine.ask('What is the capital of France?')).text).toContain('Paris')
})

it('a listener that fails while it makes room fails no question', async () => {
  let failed = 0
  const decoder = {
    ...models.listener.decoder,
    prefill: () => (failed++, Promise.reject(new Error('Its files are gone.'))),
  }
  const engine = new EngineUnderTest(
    { ...models, listener: { ...models.listener, decoder } },
    { contextTokens },
  )
  while (failed === 0) expect((await engine.ask('What is the capital of France?')).end.reason).toBe('done')
  expect((await engine.ask('What is the capital of France?')).text).toContain('Paris')
})
