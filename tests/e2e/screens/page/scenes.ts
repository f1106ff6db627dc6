import type { TurnMetrics } from '@contract'
import { unknownAnswer } from '../../../../src-renderer/builtInListener'
import type { AppState, LiveSignals, ShownExchange } from '../../../../src-renderer/state'

/** A state of the app, and the signals it draws as a function of the frames that have passed. */
export interface Scene {
  readonly state: Partial<AppState>
  readonly signals?: (frame: number) => Partial<LiveSignals>
}

const metrics = (figures: Partial<TurnMetrics>): TurnMetrics => ({
  utteranceEndAt: 1000,
  heardAt: 1092,
  firstTokenAt: 1118,
  firstWordAt: 1160,
  firstSentenceAt: 1334,
  firstAudioAt: 1420,
  lastTokenAt: 2210,
  endAt: 2600,
  utteranceSeconds: 2.4,
  spokenSeconds: 5.1,
  promptTokens: 58,
  cachedTokens: 0,
  answerTokens: 41,
  ...figures,
})

const tides: ShownExchange = {
  key: 'turn-1',
  id: 11,
  question: { seconds: 2.4 },
  answer:
    'The moon pulls the water nearest to it a little harder than the rest, so the sea bulges toward it. The earth turns under that bulge, and the coast meets high water about twice a day.',
  heardEnd: 400,
  outcome: 'done',
  stages: { speechEndAt: 806, engine: metrics({}), firstAudibleAt: 1446 },
}
const spring: ShownExchange = {
  key: 'turn-2',
  id: 12,
  question: { text: 'And why are some tides much higher than others?' },
  answer:
    'Twice a month the sun stands in line with the moon and pulls along with it. Those are spring tides. When the two pull at right angles, the difference is small, and that is called a neap tide.',
  heardEnd: 75,
  outcome: 'done',
  stages: { engine: metrics({ utteranceSeconds: 0, heardAt: undefined }), firstAudibleAt: 1402 },
}
const eggs: ShownExchange = {
  key: 'turn-3',
  id: 13,
  question: { seconds: 1.8 },
  answer: 'Seven minutes from boiling water gives a set white and a yolk that still runs.',
  heardEnd: 400,
  outcome: 'done',
  // Begun in a pause: most of the work was done before it was clear that the question was over.
  stages: {
    speechEndAt: 752,
    pausedAt: 912,
    committedAt: 1262,
    attempts: 1,
    engine: metrics({ utteranceEndAt: 915, committedAt: 1264, utteranceSeconds: 1.8 }),
    firstQueuedAt: 1422,
    firstAudibleAt: 1447,
  },
}
/** With a heading, a list, a table, code, a quote, mathematics and a link. */
const written: ShownExchange = {
  key: 'turn-5',
  id: 5,
  question: { text: 'How do I work out the height of a tide?' },
  answer: [
    '## The rule of twelfths\n',
    'The tide rises **slowly** at first, then *fast*, then slowly again. Between low and high water there are about six hours, and it rises by these parts of the range $h_{high} - h_{low}$:\n',
    '| Hour | Part of the range | Of 4.8 m | Together |\n|---|:-:|--:|--:|\n| 1 | 1/12 | 0.4 m | 0.4 m |\n| 2 | 2/12 | 0.8 m | 1.2 m |\n| 3 | 3/12 | 1.2 m | 2.4 m |\n',
    'In Python:\n',
    '```python\ndef height(low: float, high: float, hours: int) -> float:\n    parts = [0, 1, 3, 6, 9, 11, 12]\n    return low + (high - low) * parts[hours] / 12\n```\n',
    'Before you sail:\n',
    '1. Read `low` and `high` from the [tide tables](https://example.org/tides).\n2. Add an hour in summer.\n   - Not where the table has it already.\n',
    '> It is a rule of thumb, and no more.',
  ].join('\n'),
  heardEnd: 0,
  outcome: 'done',
}
/** Up to the end of these words of an answer. */
const heardTo = (exchange: ShownExchange, words: string): ShownExchange => ({
  ...exchange,
  heardEnd: exchange.answer.indexOf(words) + words.length,
})
const over = (exchange: ShownExchange): ShownExchange => ({ ...exchange, heardEnd: exchange.answer.length })
const asked = (turn: number): ShownExchange => ({
  key: `turn-${turn}`,
  question: { seconds: 0 },
  answer: '',
  heardEnd: 0,
  outcome: 'running',
})

/** A turn whose stages took more or less, as turns do. */
const measured = (at: number): ShownExchange => {
  const more = 0.7 + 0.6 * Math.abs(Math.sin(at * 2.1))
  const after = (ms: number): number => 1000 + ms * more
  return {
    ...over(at % 2 === 0 ? tides : eggs),
    ...{ key: `turn-${at}`, id: 100 + at },
    stages: {
      speechEndAt: after(-380),
      engine: metrics({
        ...{
          heardAt: after(90),
          firstTokenAt: after(118),
          firstSentenceAt: after(334),
          lastTokenAt: after(1334),
        },
      }),
      firstAudibleAt: after(446),
    },
  }
}

/** Its answer never came: no figure is of it. */
const stoppedEarly: ShownExchange = {
  key: 'turn-99',
  id: 99,
  question: { seconds: 2.3 },
  answer: '',
  heardEnd: 0,
  outcome: 'interrupted',
  stages: {
    speechEndAt: 1000,
    engine: {
      ...{ utteranceEndAt: 125_200, endAt: 125_300, utteranceSeconds: 2.3, spokenSeconds: 0 },
      ...{ promptTokens: 0, cachedTokens: 0, answerTokens: 0 },
    },
  },
}

/** Levels like those of speech: syllables of about five a second, with a breath now and then. */
const speech = (frame: number): number => {
  const syllable = Math.max(0, Math.sin(frame * 1.05 + Math.sin(frame * 0.31)))
  const breath = frame % 37 > 31 ? 0.02 : 1
  return 0.006 + 0.16 * syllable * breath * (0.65 + 0.35 * Math.sin(frame * 0.173))
}

export const scenes = {
  'welcome-explain': {
    state: { welcome: 'explain', permission: 'unknown', hears: 'nothing', microphones: [] },
    signals: () => ({ noiseFloor: 0 }),
  },
  'welcome-denied': {
    state: {
      welcome: 'explain',
      permission: 'denied',
      hears: 'nothing',
      microphones: [],
      phase: 'trouble',
      trouble: {
        notice: { word: 'denied' },
        action: 'allow-microphone',
      },
    },
    signals: () => ({ noiseFloor: 0 }),
  },
  'welcome-sound': { state: { welcome: 'sound', hears: 'key' }, signals: () => ({ microphoneLevel: 0.05 }) },
  'welcome-models': { state: { welcome: 'models', hears: 'key' } },
  'welcome-models-full': { state: { welcome: 'models', hears: 'key' } },
  'models-retrying': { state: { exchanges: [over(eggs)] } },
  'models-failed': { state: { exchanges: [over(eggs)] } },
  'models-here': { state: { exchanges: [over(eggs)] } },
  empty: { state: {} },
  desktop: { state: { exchanges: [over(eggs)] } },
  'desktop-unsafe': { state: { exchanges: [over(eggs)] } },
  privacy: { state: { exchanges: [over(eggs)] } },
  'privacy-quiet': { state: {} },
  report: { state: {} },
  licences: { state: { exchanges: [over(eggs)] } },
  'desktop-welcome': { state: { welcome: 'sound', hears: 'key' } },
  models: {
    state: {
      exchanges: [over(eggs)],
      engineModels: {
        notes: [
          {
            kind: 'as-told',
            text: 'my-voxtral could not be loaded, so the built-in listener hears you. The models need 8.7 GB of memory and 6.1 GB are free. Close other programs or choose a smaller model.',
          },
        ],
        builtIn: ['listener'],
        leavesTo: [],
      },
    },
  },
  idle: { state: { exchanges: [over(tides), over(spring), over(eggs)] } },
  figures: {
    state: { exchanges: [stoppedEarly, ...Array.from({ length: 14 }, (_, at) => measured(at))] },
  },
  private: { state: { conversation: { id: 3, isPrivate: true } } },
  'private-recorded': {
    state: {
      conversation: { id: 3, isPrivate: true },
      engineModels: {
        ...{ notes: [], builtIn: [] },
        leavesTo: [{ host: 'studio.local:8000', what: 'questions', isPlain: true }],
      },
    },
  },
  keeping: { state: { exchanges: [over(eggs)] } },
  removed: {
    state: { exchanges: [over(tides)], removals: [{ removal: 9, what: { exchange: 12 } }] },
  },
  'dead-microphone': {
    state: { exchanges: [over(eggs)] },
    signals: () => ({ noiseFloor: 0 }),
  },
  listening: {
    state: { phase: 'listening', exchanges: [over(tides), over(spring)] },
    signals: (frame) => ({ microphoneLevel: speech(frame) }),
  },
  thinking: {
    state: {
      phase: 'thinking',
      exchanges: [over(tides), { ...asked(2), question: spring.question, answer: 'Twice a month the sun' }],
    },
    signals: () => ({ tokens: 23 }),
  },
  'thinking-long': {
    state: { phase: 'thinking', exchanges: [{ ...asked(1), answer: tides.answer }] },
    signals: () => ({ tokens: 101 }),
  },
  voicing: {
    state: {
      phase: 'voicing',
      exchanges: [over(tides), { ...asked(2), question: spring.question, answer: spring.answer }],
      note: {
        kind: 'as-told',
        text:
          'This voice takes 1.6 s for each second of sound here, so that it pauses. The built-in voice is faster; ' +
          'you can choose it in Models.',
      },
    },
    signals: () => ({ tokens: 41 }),
  },
  speaking: {
    state: { phase: 'speaking', exchanges: [over(tides), { ...spring, outcome: 'running' }] },
    signals: (frame) => ({ playbackLevel: speech(frame * 1.13 + 9) }),
  },
  ducked: {
    state: { phase: 'speaking', exchanges: [{ ...tides, heardEnd: 98, outcome: 'running' }] },
    signals: (frame) => ({ playbackLevel: speech(frame * 1.13 + 9), ducked: true }),
  },
  markdown: { state: { exchanges: [over(written)] } },
  'markdown-speaking': {
    state: { phase: 'speaking', exchanges: [heardTo(written, 'Part of')] },
    signals: (frame) => ({ playbackLevel: speech(frame * 1.13 + 9) }),
  },
  'markdown-cut': {
    state: { exchanges: [{ ...heardTo(written, 'return low'), outcome: 'interrupted' }] },
  },
  interrupted: {
    state: { exchanges: [over(tides), { ...spring, outcome: 'interrupted' }] },
  },
  muted: { state: { phase: 'muted', muted: true, hears: 'nothing', exchanges: [over(tides), over(eggs)] } },
  'told-muted': {
    state: {
      phase: 'muted',
      muted: true,
      hears: 'nothing',
      isToldMuted: true,
      exchanges: [over(tides), over(eggs)],
    },
  },
  trouble: {
    state: {
      phase: 'trouble',
      exchanges: [over(tides), over(eggs)],
      trouble: {
        notice: {
          kind: 'as-told',
          text: 'Your headset was unplugged and there is no other microphone. Plug one in, or type.',
        },
        action: 'choose-microphone',
      },
    },
  },
  failed: {
    state: {
      phase: 'trouble',
      connection: 'lost',
      exchanges: [
        over(eggs),
        {
          key: 'turn-4',
          question: { text: 'And how long for a hard one?' },
          answer: '',
          heardEnd: 0,
          outcome: 'failed',
          error: {
            code: 'engine-lost',
            notice: { kind: 'as-told', text: 'The engine stopped before it could answer.' },
            retryable: true,
          },
        },
      ],
    },
  },
  continuing: {
    state: {
      phase: 'thinking',
      canContinue: true,
      exchanges: [over(tides), { ...asked(2), answer: 'Seven minutes' }],
    },
    signals: () => ({ tokens: 9 }),
  },
  'echo-tested': {
    state: {
      exchanges: [over(eggs)],
      echoTest: {
        state: 'measured',
        report: {
          delayMs: 84.25,
          echoDb: -11.2,
          leftDb: -27.8,
          isRemoved: false,
          mistakenShare: 0.31,
          proposal: 'duck-only',
        },
      },
    },
  },
  'welcome-echo': {
    state: {
      welcome: 'sound',
      hears: 'key',
      echoTest: {
        state: 'measured',
        report: {
          delayMs: 61.5,
          echoDb: -24,
          leftDb: -58,
          isRemoved: true,
          mistakenShare: 0,
          proposal: 'full',
        },
      },
    },
  },
  // What a first run has.
  'small-listener': { state: { engineModels: { notes: [], builtIn: ['listener', 'voice'], leavesTo: [] } } },
  'models-unknown-question': {
    state: {
      engineModels: { notes: [], builtIn: ['listener', 'voice'], leavesTo: [] },
      exchanges: [
        {
          key: 'turn-6',
          id: 16,
          question: { text: 'Why is the sea salt?' },
          answer: unknownAnswer,
          heardEnd: 400,
          outcome: 'done',
        },
      ],
    },
  },
  restarting: { state: { connection: 'restarting', exchanges: [over(eggs)] } },
  waiting: { state: { connection: 'waiting', exchanges: [over(eggs)] } },
  voices: {
    state: {
      exchanges: [over(tides)],
      voice: 'bf_emma+af_heart:0.3',
      voices: ['af_bella', 'af_heart', 'am_michael', 'bf_emma', 'bm_george', 'ef_dora', 'ff_siwis'].map(
        (id) => ({ id, language: { a: 'en-us', b: 'en-gb', e: 'es', f: 'fr' }[id[0]]! }),
      ),
    },
  },
  tools: {
    state: {
      phase: 'thinking',
      tools: [
        { name: 'calculate', description: '', asksFirst: false },
        { name: 'read_clipboard', description: '', asksFirst: true },
        { name: 'open_address', description: '', asksFirst: true },
        {
          name: 'notes__read_text_file',
          description: 'Read the complete contents of a file from the file system as text.',
          server: 'notes',
          asksFirst: true,
          says: 'only-reads',
        },
        {
          name: 'notes__write_file',
          description: 'Create a new file or completely overwrite an existing file with new content.',
          server: 'notes',
          asksFirst: true,
          says: 'may-destroy',
        },
      ],
      toolServers: [
        { name: 'notes', state: 'ready', hasPlainKeys: true },
        {
          ...{ name: 'house', host: 'house.example', state: 'failed', trouble: 'unreachable' },
          detail: 'connect ECONNREFUSED 192.0.2.7:443',
        },
      ],
      toolQuestion: {
        ...{ call: 1, turn: 9, tool: 'notes__write_file', server: 'notes', says: 'may-destroy' },
        args: { path: '/home/ada/notes/shopping.txt', content: 'Eggs\nSalt' },
      },
      ringing: [
        { ring: 1, kind: 'alarm', dueAt: Date.UTC(2026, 10, 29, 6, 30), isSilent: true },
        { ring: 2, kind: 'timer', dueAt: Date.UTC(2026, 10, 29, 8), label: 'Eggs', isSilent: false },
      ],
      exchanges: [
        {
          ...over(eggs),
          key: 'turn-8',
          question: { text: 'What is seventeen times twelve?' },
          answer: 'That is 204.',
          toolSteps: [
            {
              ...{ id: 'call-1', name: 'calculate', args: { expression: '17*12' }, place: 0, calledAt: 0 },
              ...{ outcome: 'done', result: '17*12 = 204.', seconds: 0.1 },
            },
            {
              ...{ id: 'call-2', name: 'read_clipboard', args: {}, place: 0, calledAt: 0 },
              ...{ outcome: 'refused', result: 'Error: The user did not allow this.', seconds: 3 },
            },
          ],
        },
        {
          ...asked(9),
          question: { text: 'Put eggs and salt on my shopping list.' },
          toolSteps: [{ id: 'call-1', name: 'notes__write_file', args: {}, place: 0, calledAt: 0 }],
        },
      ],
    },
  },
  'another-computer': {
    state: {
      engineModels: {
        notes: [],
        builtIn: ['voice'],
        leavesTo: [{ host: 'studio.local:8000', what: 'questions', isPlain: true }],
      },
      exchanges: [over(eggs)],
    },
  },
} satisfies Record<string, Scene>

export type SceneName = keyof typeof scenes

export const restingState: AppState = {
  phase: 'idle',
  connection: 'ready',
  engineModels: undefined,
  conversation: { id: 1, isPrivate: false },
  exchanges: [],
  hasEarlier: false,
  sought: undefined,
  listVersion: 0,
  removals: [],
  hindrance: undefined,
  tools: [
    ...['get_time', 'get_date', 'calculate', 'set_timer'].map((name) => ({
      name,
      description: '',
      asksFirst: false,
    })),
    ...['read_clipboard', 'write_clipboard', 'open_address'].map((name) => ({
      name,
      description: '',
      asksFirst: true,
    })),
  ],
  toolServers: [],
  toolQuestion: undefined,
  ringing: [],
  note: undefined,
  trouble: undefined,
  muted: false,
  isToldMuted: false,
  permission: 'granted',
  hears: 'voice',
  microphones: [
    { id: 'default', label: 'Built-in microphone' },
    { id: 'headset', label: 'Jabra Evolve2 65 (Bluetooth)' },
  ],
  speakers: [
    { id: 'default', label: 'Built-in speakers' },
    { id: 'headset', label: 'Jabra Evolve2 65 (Bluetooth)' },
  ],
  microphoneId: 'default',
  speakerId: 'default',
  voices: [
    { id: 'af_heart', language: 'en-us' },
    { id: 'am_michael', language: 'en-us' },
    { id: 'bf_emma', language: 'en-gb' },
    { id: 'ff_siwis', language: 'fr' },
  ],
  voice: 'af_heart',
  duplex: 'full',
  echoTest: { state: 'none' },
  canContinue: false,
  welcome: 'over',
}

export const restingSignals: LiveSignals = {
  microphoneLevel: 0.004,
  playbackLevel: 0,
  noiseFloor: 0.0035,
  preRollShare: 1,
  tokens: 0,
  ducked: false,
}
