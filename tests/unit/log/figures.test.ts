import { expect, it } from 'vitest'
import { hostFigures, metricTable, type LogEvent } from '@contract'
import { Figures } from '../../../src-main/log/figures'

type Ended = Extract<LogEvent, { event: 'turn-ended' }>
const ended = (other: Partial<Ended> = {}): Ended => ({
  ...{ event: 'turn-ended', window: 1, turn: 1, mode: 'chat', outcome: 'done' },
  ...{ utteranceSeconds: 2, spokenSeconds: 3, promptTokens: 50, cachedTokens: 40, answerTokens: 12 },
  ...{ firstTokenMs: 240, firstAudioMs: 480, endMs: 900, tokensPerSecond: 25, realTimeFactor: 0.3 },
  ...other,
})

it('turns are counted by how they ended, and only those that were answered have stages', async () => {
  const figures = new Figures()
  figures.note(ended())
  figures.note(ended({ savedMs: 200 }))
  figures.note(ended({ outcome: 'interrupted', endMs: 50 }))
  figures.note({ event: 'turn-timed', window: 1, turn: 1, commitMs: 400, firstAudibleMs: 950 })
  figures.note(ended({ outcome: 'failed', code: 'out-of-memory', notice: 'memory-for-answer' }))
  const text = await figures.text()
  for (const line of [
    'parley_turns_total{mode="chat",outcome="done"} 2',
    'parley_turns_total{mode="chat",outcome="interrupted"} 1',
    'parley_interruptions_total 1',
    'parley_errors_total{code="out-of-memory"} 1',
    'parley_turn_stage_seconds_bucket{le="0.3",stage="first-token"} 2',
    'parley_turn_stage_seconds_bucket{le="0.2",stage="first-token"} 0',
    'parley_turn_stage_seconds_sum{stage="first-audio"} 0.96',
    'parley_turn_stage_seconds_count{stage="end"} 2',
    'parley_window_stage_seconds_sum{stage="commit"} 0.4',
    'parley_window_stage_seconds_bucket{le="1",stage="first-audible"} 1',
    'parley_turn_saved_seconds_count 1',
    'parley_tokens_total{kind="answer"} 48',
    'parley_speech_seconds_total{direction="made"} 12',
  ])
    expect(text.split('\n')).toContain(line)
})

it('what is as it is now follows the engine, also when that went and took its windows along', async () => {
  const figures = new Figures()
  figures.watch('linesWaiting', () => [[4]])
  let unread = 700
  figures.watch('socketBytes', () => [
    [20, { from: 'pages' }],
    [unread, { from: 'engine' }],
  ])
  figures.note({ event: 'engine', state: 'ready' })
  figures.note({ event: 'window-opened', window: 1 })
  figures.note({ event: 'window-opened', window: 2 })
  figures.note({ event: 'window-closed', window: 1 })
  figures.load({
    ...{ residentBytes: 5e8, turnsWaiting: 3, usedTokens: 10, contextTokens: 4096 },
    memory: [{ place: 'card', part: 'listener', bytes: 2e9 }],
    computing: [],
  })
  const value = async (metric: keyof typeof metricTable): Promise<number[]> =>
    (await figures.told()).figures.filter((each) => each.metric === metric).map((each) => each.value)
  expect(await value('windows')).toEqual([1])
  expect(await value('engineReady')).toEqual([1])
  expect(await value('turnsWaiting')).toEqual([3])
  expect(await value('linesWaiting')).toEqual([4])
  expect(await value('socketBytes')).toEqual([20, 700])
  unread = 0
  expect(await value('socketBytes')).toEqual([20, 0])
  expect(await value('modelMemory')).toEqual([2e9])
  figures.note({ event: 'engine-exited', signal: 'SIGKILL', wasReady: true })
  figures.note({ event: 'engine', state: 'restarting' })
  expect(await value('windows')).toEqual([0])
  expect(await value('engineReady')).toEqual([0])
  expect(await value('engineExits')).toEqual([1])
})

it('all of the vocabulary is there, and what is told of it is what windows take', async () => {
  const figures = new Figures()
  figures.note(ended())
  const text = await figures.text()
  for (const { name } of Object.values(metricTable)) expect(text).toContain(`# HELP ${name} `)
  const told = await figures.told()
  expect(hostFigures.parse(told)).toEqual(told)
  expect(told.figures).toContainEqual({
    ...{ metric: 'stages', labels: { stage: 'first-audio' }, value: 0.48, count: 1 },
  })
})
