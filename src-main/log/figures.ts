import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import {
  metricTable,
  type EngineLoad,
  type HostFigures,
  type LogEvent,
  type Metric,
  type MetricName,
  type MetricSample,
  type TurnFigures,
  type WindowTimes,
} from '@contract'

type Labels = Readonly<Record<string, string>>
type Ended = Extract<LogEvent, { event: 'turn-ended' }>
/** What each kind of event changes; absent: nothing but the errors, where it has a code. */
type Counting = {
  readonly [Kind in LogEvent['event']]?: (event: Extract<LogEvent, { event: Kind }>) => void
}

/** Each stage of a turn by the figure that tells when it was reached. */
const stages = {
  modelsMs: 'models',
  heardMs: 'heard',
  firstTokenMs: 'first-token',
  firstWordMs: 'first-word',
  firstSentenceMs: 'first-sentence',
  firstAudioMs: 'first-audio',
  lastTokenMs: 'last-token',
  endMs: 'end',
} as const satisfies Partial<Record<keyof TurnFigures, string>>

/** The same of what its window did. */
const windowStages = {
  softEndMs: 'pause',
  commitMs: 'commit',
  firstQueuedMs: 'first-queued',
  firstAudibleMs: 'first-audible',
} as const satisfies Record<keyof WindowTimes, string>

/** What a gauge shows, and of what: looked at when somebody asks. */
type Look = () => readonly (readonly [value: number, of?: Labels])[]

/** The figures of a run, of the same events that its log is made of. */
export class Figures {
  readonly #registry = new Registry()
  readonly #counters = new Map<MetricName, Counter>()
  readonly #gauges = new Map<MetricName, Gauge>()
  readonly #histograms = new Map<MetricName, Histogram>()
  readonly #looks: (readonly [MetricName, Look])[] = [
    ['engineReady', () => [[this.#engine === 'ready' ? 1 : 0]]],
    ['windows', () => [[this.#windows]]],
    ['processMemory', () => [[process.memoryUsage.rss(), { part: 'host' }]]],
  ]
  #engine: HostFigures['engine'] = 'starting'
  #windows = 0
  readonly #startedAt = Date.now()
  readonly #counting: Counting = {
    engine: ({ state }) => {
      this.#engine = state
    },
    'engine-exited': () => {
      this.#count('engineExits')
      // Its windows had their lines to it.
      this.#windows = 0
    },
    'window-opened': () => {
      this.#windows++
    },
    'window-closed': () => {
      this.#windows--
    },
    speculation: ({ outcome }) => this.#count('speculations', { outcome }),
    'tool-called': ({ outcome }) => this.#count('toolCalls', { outcome }),
    'answer-cut': () => this.#count('interruptions'),
    'fetch-ended': ({ kind, outcome }) => this.#count('fetches', { kind, outcome }),
    'turn-ended': (turn) => this.#noteTurn(turn),
    'turn-timed': (times) => {
      for (const [figure, stage] of Object.entries(windowStages) as [keyof WindowTimes, string][])
        this.#observe('windowStages', times[figure], 1000, { stage })
    },
  }

  constructor() {
    for (const [key, metric] of Object.entries(metricTable) as [MetricName, Metric][]) {
      const { name, help, labels: labelNames = [] } = metric
      const common = { name, help, labelNames, registers: [this.#registry] }
      if (metric.type === 'counter') this.#counters.set(key, new Counter(common))
      else if (metric.type === 'gauge') this.#gauges.set(key, new Gauge(common))
      else if ('ends' in metric)
        this.#histograms.set(key, new Histogram({ ...common, buckets: [...metric.ends] }))
    }
  }

  /** How the engine is. */
  get engine(): HostFigures['engine'] {
    return this.#engine
  }

  note(event: LogEvent): void {
    if ('code' in event && event.code !== undefined) this.#count('errors', { code: event.code })
    const count = this.#counting[event.event] as ((event: LogEvent) => void) | undefined
    count?.(event)
  }

  /** Has a gauge show what is as it is now, whenever somebody asks, beside what it shows already. */
  watch(gauge: MetricName, look: Look): void {
    this.#looks.push([gauge, look])
  }

  /** What the process of the engine said last of itself. */
  load({ residentBytes, turnsWaiting, usedTokens, contextTokens, memory }: EngineLoad): void {
    this.#set('processMemory', residentBytes, { part: 'engine' })
    this.#set('turnsWaiting', turnsWaiting)
    this.#set('contextTokens', usedTokens, { kind: 'used' })
    this.#set('contextTokens', contextTokens, { kind: 'whole' })
    this.#gauges.get('modelMemory')?.reset()
    for (const { place, part, bytes } of memory) this.#set('modelMemory', bytes, { place, part })
  }

  /** All figures as Prometheus reads them. */
  async text(): Promise<string> {
    this.#look()
    return this.#registry.metrics()
  }

  /** All figures as the page shows them. */
  async told(): Promise<HostFigures> {
    this.#look()
    const figures: MetricSample[] = []
    for (const key of [...this.#counters.keys(), ...this.#gauges.keys()]) {
      const { values } = await (this.#counters.get(key) ?? this.#gauges.get(key))!.get()
      figures.push(...values.map(({ labels, value }) => ({ metric: key, labels: labels as Labels, value })))
    }
    for (const [metric, histogram] of this.#histograms) {
      const { values } = await histogram.get()
      const of = (end: string): typeof values => values.filter(({ metricName }) => metricName?.endsWith(end))
      const counts = of('_count')
      for (const [at, { labels, value }] of of('_sum').entries())
        figures.push({ metric, labels: labels as Labels, value, count: counts[at].value })
    }
    return { engine: this.#engine, startedAt: this.#startedAt, figures }
  }

  #noteTurn(turn: Ended): void {
    const { mode, outcome, promptTokens, cachedTokens, answerTokens, utteranceSeconds, spokenSeconds } = turn
    this.#count('turns', { mode, outcome })
    if (outcome === 'interrupted') this.#count('interruptions')
    this.#count('tokens', { kind: 'prompt' }, promptTokens)
    this.#count('tokens', { kind: 'remembered' }, cachedTokens)
    this.#count('tokens', { kind: 'answer' }, answerTokens)
    this.#count('speechSeconds', { direction: 'heard' }, utteranceSeconds)
    this.#count('speechSeconds', { direction: 'made' }, spokenSeconds)
    if (outcome !== 'done') return
    for (const [figure, stage] of Object.entries(stages) as [keyof typeof stages, string][])
      this.#observe('stages', turn[figure], 1000, { stage })
    this.#observe('saved', turn.savedMs, 1000)
    this.#observe('tokensPerSecond', turn.tokensPerSecond)
    this.#observe('realTimeFactor', turn.realTimeFactor)
  }

  /** What is as it is now. */
  #look(): void {
    for (const [gauge, look] of this.#looks) for (const [value, of] of look()) this.#set(gauge, value, of)
  }

  #count(key: MetricName, labels: Labels = {}, by = 1): void {
    this.#counters.get(key)?.inc(labels, by)
  }

  #set(key: MetricName, value: number, labels: Labels = {}): void {
    this.#gauges.get(key)?.set(labels, value)
  }

  #observe(key: MetricName, value: number | undefined, per = 1, labels: Labels = {}): void {
    // An answer that was begun in a pause has stages before the end of its question.
    if (value !== undefined) this.#histograms.get(key)?.observe(labels, Math.max(0, value / per))
  }
}
