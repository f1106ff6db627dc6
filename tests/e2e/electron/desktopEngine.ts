import { expect, it } from 'vitest'
import { channels } from '../../../src-preload/channels'
import { eventually } from '../../rigs/eventually'
import type { DesktopUnderTest } from './desktopUnderTest'

/** Its windows' lines to the engine, and what becomes of them when a process ends. */
export function desktopEngine(app: DesktopUnderTest): void {
  it('answers a question through a port that does not pass main', async () => {
    const { main, ended } = app
    const { engine, messages } = main.webContents.page
    engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
    const audio = messages.find((m) => m.type === 'audio')
    expect(audio?.samples).toBeInstanceOf(Float32Array)
  })

  it('gives the quick window a line of its own', async () => {
    const { quick, ended } = app
    quick.webContents.page.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(quick, 1)).toMatchObject({ reason: 'done' })
  })

  it('tells its windows when the engine dies, and gives them a port to the next one, which answers', async () => {
    const { world, main, ended } = app
    const { engine, messages } = main.webContents.page
    engine.send({ type: 'ask', turn: 2, text: 'What is your name?' })
    await eventually(() => messages.find((m) => m.type === 'state' && m.turn === 2), 'turn 2 to begin')
    await world.engines[0].terminate()
    const isTold = (m: (typeof messages)[number]): boolean => m.state === 'restarting'
    const told = await eventually(() => messages.find(isTold), 'to be told')
    expect(told).toMatchObject({ type: 'engine', error: { code: 'engine-lost' } })
    await eventually(
      () => messages.slice(messages.indexOf(told)).some((m) => m.type === 'ready'),
      'the next one',
    )
    engine.send({ type: 'ask', turn: 3, text: 'What is your name?' })
    expect(await ended(main, 3)).toMatchObject({ reason: 'done' })
    expect(messages.filter((m) => m.type === 'turn-end' && m.turn === 2)).toEqual([])
    expect(world.engines).toHaveLength(2)
  })

  it('loads a page again whose process died, which finds the conversation, and one that dies at once again when the user says so', async () => {
    const { world, main, quick, ended } = app
    const before = main.webContents.page
    before.engine.send({ type: 'ask', turn: 4, text: 'How old are you?' })
    const die = (reason: string): boolean => main.webContents.emit('render-process-gone', {}, { reason })
    die('clean-exit')
    expect(main.webContents.page).toBe(before)
    die('crashed')
    const { page } = main.webContents
    expect(page).not.toBe(before)
    await eventually(() => page.messages.find((m) => m.type === 'ready'), 'the engine')
    page.engine.send({ type: 'open' })
    const { exchanges } = await eventually(
      () => page.messages.find((m) => m.type === 'conversation'),
      'the conversation',
    )
    const answer = expect.stringContaining('Parley') as string
    expect(exchanges).toContainEqual(
      expect.objectContaining({ question: { text: 'What is your name?' }, outcome: 'done', answer }),
    )
    page.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
    for (let times = 1; times <= 2; times++) {
      die('oom')
      await eventually(() => !main.webContents.isLoading(), 'the page')
      const { page: last } = main.webContents
      die('oom')
      // What it asked before it died may come after.
      world.tellMain(channels.engineConnect, { parent: null, url: main.webContents.url }, main)
      expect(main.webContents.page).toBe(last)
      expect(world.questions).toHaveLength(times)
      expect(world.questions.at(-1)?.message).toBe('The window of Parley stopped twice in a row.')
      if (times === 1) {
        // Short memory ends the engine too: the window that is left has the next one.
        const { messages } = quick.webContents.page
        const readies = (): number => messages.filter(({ type }) => type === 'ready').length
        const before = readies()
        await world.engines.at(-1)!.terminate()
        await eventually(() => readies() > before, 'the next engine')
      }
      world.questions.at(-1)?.answer('Try again')
      await eventually(() => main.webContents.page !== last, 'another page')
    }
    const next = main.webContents.page
    await eventually(() => next.messages.find(({ type }) => type === 'ready'), 'the engine')
    next.engine.send({ type: 'ask', turn: 1, text: 'What is your name?' })
    expect(await ended(main, 1)).toMatchObject({ reason: 'done' })
  })

  it('tells what memory its processes have, by what they do', async () => {
    const { world, main } = app
    const one = (type: string, megabytes: number, name?: string): (typeof world.metrics)[number] => ({
      ...{ type, pid: 1000 + world.metrics.length, name },
      memory: { workingSetSize: megabytes * 1024 },
    })
    // The engine tells of itself, as the host does.
    for (const [type, megabytes, name] of [
      ['Browser', 90],
      ['Tab', 120],
      ['Tab', 80],
      ['GPU', 60],
      ['Utility', 30, 'Network Service'],
      ['Utility', 12, 'Audio Service'],
      ['Utility', 50, 'Parley fetch'],
      ['Utility', 4000, 'Parley engine'],
    ] as const)
      world.metrics.push(one(type, megabytes, name))
    const told = async (): Promise<Record<string, number>> => {
      const { figures } = await main.webContents.page.bridge.diagnostics.figures()
      const memory = figures.filter(({ metric }) => metric === 'processMemory')
      return Object.fromEntries(memory.map(({ labels, value }) => [String(labels.part), value / 2 ** 20]))
    }
    expect(await told()).toMatchObject({ page: 200, gpu: 60, fetch: 50, other: 42 })
    expect((await told()).host).toBeGreaterThan(10)
    // A process that is gone has none.
    world.metrics.length = 0
    expect(await told()).toMatchObject({ page: 0, gpu: 0 })
  })
}
