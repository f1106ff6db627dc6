import type { ErrorCode, NoticeKind } from '@contract'

export interface ErrorCause {
  /** Why it comes to that. */
  readonly cause: string
  /** What Parley does by itself, and what its user can do. */
  readonly recovery: string
  /** The sentences that tell of it. */
  readonly told: readonly NoticeKind[]
}

/** What a connection or an address of this computer lacks, whoever is asked. */
const ofTheLine: readonly NoticeKind[] = ['line-failed', 'proxy-failed', 'proxy-leads-not']
/** What loading a file of a model finds. */
const ofFiles: readonly NoticeKind[] = [
  ...(['lfs-pointer', 'web-page-file', 'model-not-onnx', 'weights-outside', 'weights-short'] as const),
  'model-not-loaded',
]
/** Something else is used in the place of what failed. */
const instead: readonly NoticeKind[] = [
  'listener-instead',
  'voice-instead',
  'end-of-turn-instead',
  'end-of-turn-none',
]

/** Every code of an error: why, what is done, and how it is told. For the reference page. */
export const errorCauses: Readonly<Record<ErrorCode, ErrorCause>> = {
  'audio-unreadable': {
    cause:
      'The microphone is not there, is not allowed or gives nothing; or a file is no WAV file that is understood.',
    recovery:
      'The window goes on by keyboard, and listens as soon as there is sound. Allow or plug in the microphone; convert the file.',
    told: [
      ...(['no-recorder', 'recorder-failed', 'no-microphone'] as const),
      ...(['wav-none', 'wav-rate', 'wav-format', 'wav-damaged'] as const),
    ],
  },
  'audio-empty': {
    cause: 'There is no sound in a question, or too little, or nothing but silence.',
    recovery: 'Nothing is asked, and Parley listens again. Speak again; check the microphone.',
    told: ['heard-too-short', 'heard-silence', 'sound-empty', 'sound-too-short', 'sound-silent'],
  },
  'audio-invalid': {
    cause: 'Samples are no numbers: a driver or a file is broken.',
    recovery: 'The question is dropped. Choose another microphone, or record anew.',
    told: ['microphone-numbers', 'sound-numbers'],
  },
  'question-too-long': {
    cause: 'A question is longer than the listener can hold.',
    recovery: 'It is not asked; the conversation is as before. Ask in shorter parts.',
    told: ['question-minutes', 'sound-too-long', 'question-seconds', 'question-too-long'],
  },
  'model-missing': {
    cause: 'A model, or a file of it, is not there.',
    recovery: 'The built-in one is used meanwhile. Fetch it, or choose another.',
    told: [
      ...(['model-not-whole', 'no-model', 'no-model-folder', 'model-not-fetched', 'hub-nothing'] as const),
      ...([
        'model-not-here',
        'no-end-of-turn',
        'model-files-missing',
        'model-no-file',
        'weights-missing',
      ] as const),
      ...instead,
    ],
  },
  'model-invalid': {
    cause: 'A file of a model is damaged, unfinished, of another model or of another kind.',
    recovery: 'The built-in one is used meanwhile. Fetch it again, or choose another.',
    told: [
      ...([
        'import-failed',
        'hub-stray-file',
        'hub-unprovable',
        'folder-no-model',
        'weights-linked',
      ] as const),
      ...([
        'layout-lacks',
        'model-file-other',
        'model-file-damaged',
        'model-unsupported',
        'no-token',
      ] as const),
      ...ofFiles,
      ...instead,
    ],
  },
  'download-failed': {
    cause: 'The model hub was not reached, or did not send what it should.',
    recovery:
      'It is tried again for a while; what is here is kept, and the next fetch goes on from there. Check the network.',
    told: [
      ...(['index-other', 'size-not-asked', 'fetch-stopped', 'file-unlike-record', 'hub-leads-on'] as const),
      ...([
        'hub-refused',
        'hub-strange',
        'hub-endless-list',
        'hub-endless-answer',
        'proxy-wants-login',
      ] as const),
      ...(['certificate-unknown', 'gave-up', 'web-page-instead', 'hub-sent-not', 'hub-silent'] as const),
      ...(['sent-other-part', 'sent-too-much', 'sent-too-little', 'fell-silent', 'leads-nowhere'] as const),
      ...(['leads-to-plain'] as const),
      ...ofTheLine,
    ],
  },
  'access-denied': {
    cause: 'The model hub asks for a token, or refuses the one it got.',
    recovery: 'Nothing is fetched. Accept the terms of the model there, and give its token.',
    told: ['hub-token-by-https', 'hub-terms', 'hub-closed'],
  },
  'disk-full': {
    cause: 'The disk, or the user’s share of it, is full.',
    recovery: 'What is said goes on in memory; a fetch keeps what it has. Make room, and try again.',
    told: ['disk-no-room', 'disk-full', 'store-full', 'not-changed-full', 'file'],
  },
  'file-failed': {
    cause: 'A file or folder of this computer could not be read, written or removed.',
    recovery: 'What needs it is not done, and all else goes on. Do as the sentence says.',
    told: ['archive-damaged', 'store-not-removed', 'file'],
  },
  'runtime-unavailable': {
    cause: 'ONNX Runtime, or the libraries of a graphics card, cannot be used.',
    recovery: 'Another device is used, and at last the processor. Install Parley again, or the libraries.',
    told: ['driver-first', 'no-cuda', 'runtime-no-platform', 'runtime-not-loaded', 'runtime-other-version'],
  },
  'inference-failed': {
    cause: 'A model or a device computed nothing, or no numbers.',
    recovery:
      'A sentence is said by the built-in voice instead; an answer ends as failed and can be asked again. Choose another device.',
    told: [
      ...(['answer-empty', 'end-of-turn-odd', 'device-silent', 'no-phonemes', 'voice-unplayable'] as const),
      ...(['voice-silent', 'no-numbers', 'computes-wrongly', 'voice-cannot-say', 'runtime-failed'] as const),
    ],
  },
  'out-of-memory': {
    cause: 'The memory of the graphics card or of the computer does not suffice.',
    recovery:
      'A shorter context, a smaller variant or the processor is used, and the answer goes on. Close other programs.',
    told: [
      ...([
        'memory-short',
        'memory-for-answer',
        'ran-out-context',
        'ran-out-smaller',
        'ran-out-moved',
      ] as const),
      'runtime-failed',
    ],
  },
  'voice-unavailable': {
    cause: 'A voice or a language is not there.',
    recovery: 'The built-in voice speaks, or the answer is only written. Choose another voice.',
    told: [
      ...(['language-unspoken', 'built-in-voice-broken', 'built-in-voice-unknown'] as const),
      ...(['voice-unknown', 'language-unpronounced'] as const),
    ],
  },
  'config-invalid': {
    cause: 'A setting, or an address in the environment, cannot be used.',
    recovery: 'The usual value holds. Correct what the sentence names.',
    told: [
      ...(['server-key-first', 'server-key-characters', 'token-characters', 'setting-fixed'] as const),
      ...(['setting-wrong', 'settings-by-hand', 'address-wrong'] as const),
    ],
  },
  'message-invalid': {
    cause:
      'A window and the engine, of which one may be older, did not understand each other; or what was asked for is gone.',
    recovery: 'That message is dropped, and the line goes on. Load the page again.',
    told: [
      ...(['question-gone', 'answer-gone', 'window-request-unknown', 'not-asked'] as const),
      ...(['not-understood', 'window-invalid', 'message-unreadable'] as const),
    ],
  },
  busy: {
    cause: 'Somebody else does it already, or uses what it is about.',
    recovery: 'Nothing is changed. Wait, or end the other first.',
    told: [
      ...(['being-fetched', 'cuda-in-use', 'search-replaced', 'everything-removed', 'model-in-use'] as const),
      ...(['being-written', 'file-held', 'model-files-held', 'other-parley', 'too-many-turns'] as const),
      ...(['listener-busy', 'listener-away', 'too-many-tabs'] as const),
    ],
  },
  'output-failed': {
    cause: 'What was made could not be written or played.',
    recovery: 'The answer is there as text. Do as the sentence says.',
    told: ['token-not-safe', 'no-player', 'player-failed', 'unexpected'],
  },
  'server-unreachable': {
    cause: 'The server that was chosen to answer or speak was not reached, or the line to it broke.',
    recovery:
      'This computer answers, where that is allowed and nothing was said yet. Check that the server runs.',
    told: ['server-unreached', 'server-cut', 'server-silent', 'server-stalled', ...ofTheLine],
  },
  'server-refused': {
    cause: 'It gives no answer to this key, for this model, or to what was asked.',
    recovery: 'This computer answers, where that is allowed. Correct the key, the model or the address.',
    told: [
      ...(['server-denied', 'server-no-model', 'server-names-no-model'] as const),
      ...(['server-no-path', 'server-rejected'] as const),
      ...(['server-takes-no-sound', 'server-takes-no-tools', 'server-tools-left-out'] as const),
      ...(['server-leads-away'] as const),
    ],
  },
  'server-failed': {
    cause: 'It failed, is busy, or says what is no answer.',
    recovery: 'This computer answers, where that is allowed and nothing was said yet. Ask again later.',
    told: [
      ...(['server-busy', 'server-failed', 'server-nonsense', 'server-too-much'] as const),
      ...(['server-empty', 'server-not-heard'] as const),
    ],
  },
  'engine-lost': {
    cause: 'The process of the engine, or the host of the page, ended or hangs.',
    recovery:
      'The engine is started again; the conversation is kept, and the turn that went on is told as failed. Restart Parley where it gives up.',
    told: [
      ...(['engine-again', 'engine-gave-up', 'engine-not-running', 'engine-stopped', 'line-cut'] as const),
      ...(['answer-cut-off', 'host-gone'] as const),
    ],
  },
  'store-damaged': {
    cause: 'The file of the conversations cannot be read.',
    recovery: 'It is set aside under another name, and a new one begins.',
    told: ['store-damaged', 'store-damaged-until-next'],
  },
  'store-locked': {
    cause: 'Another Parley has the file of the conversations open.',
    recovery: 'What is said is in memory alone here. Close the other one.',
    told: ['store-locked'],
  },
  'store-newer': {
    cause: 'A newer Parley wrote the file of the conversations.',
    recovery: 'It is left as it is; what is said is in memory alone. Use the newer one.',
    told: ['store-newer'],
  },
  'store-unwritable': {
    cause: 'The disk takes nothing of the conversations.',
    recovery:
      'What is said is in memory alone, and the window says so for as long as it is so. Do as the sentence says.',
    told: ['store-elsewhere', 'store-no-folder', 'store-unwritable', 'not-changed'],
  },
  'tool-refused': {
    cause: 'Its user would not have a tool called.',
    recovery: 'The listener is told, and answers without it.',
    told: ['as-told'],
  },
  'tool-failed': {
    cause: 'A tool did not do what it was called for, or a listener calls without end.',
    recovery: 'The listener is told why, and answers without it.',
    told: ['calls-without-end', 'as-told'],
  },
  usage: {
    cause: 'A command was called in a way it does not understand, or its port is taken.',
    recovery: 'Nothing is done. Call it as its help says.',
    told: [
      ...(['usage-no-option', 'usage-no-word', 'usage-option-value', 'recording-none'] as const),
      ...(['usage-no-question', 'usage-no-name', 'usage-no-command', 'usage-port'] as const),
      ...(['usage-no-file', 'usage-no-input', 'usage-no-output', 'question-characters'] as const),
      ...([
        'setting-wrong',
        'model-other-kind',
        'model-of-your-own',
        'model-comes-along',
        'port-in-use',
        'as-told',
      ] as const),
    ],
  },
  internal: {
    cause: 'A fault of Parley’s own that nobody thought of.',
    recovery: 'What went on ends as failed, and all else goes on. Tell of it, with a report.',
    told: ['unexpected', 'window-not-built'],
  },
}
