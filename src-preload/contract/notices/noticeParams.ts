import type { ToolOutcome } from '../exchange'
import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { ModelKind } from '../models'
import type { Notice } from '../notice'
import type { DeviceNoticeParams } from './devices/deviceNoticeParams'
import type { SettingNoticeParams } from './settings/settingNoticeParams'

/** What stands in each notice. Names and paths are as they are; sizes are bytes; `detail` is what a program said, in its own words. */
export interface NoticeParams extends DeviceNoticeParams, SettingNoticeParams {
  /** A sentence that is in no catalogue: an earlier version kept it, or a tool for developers says it. */
  'as-told': { readonly text: string }
  unexpected: { readonly detail: string }
  /** What a call of the file system failed for; `code` where the obstacle is not known. */
  file: {
    readonly place?: string
    readonly attempt: FileAttempt
    readonly obstacle: FileObstacle
    readonly code?: string
  }

  // Questions, and sound.
  'microphone-numbers': object
  'question-minutes': { readonly minutes: number }
  'question-seconds': { readonly seconds: number; readonly longestSeconds: number }
  'question-too-long': object
  'heard-too-short': object
  'heard-silence': object
  'question-gone': object
  'answer-gone': object
  'answer-cut-off': object
  'sound-empty': { readonly name: string }
  'sound-too-short': { readonly name: string; readonly seconds: number; readonly leastSeconds: number }
  'sound-too-long': { readonly name: string; readonly seconds: number; readonly mostSeconds: number }
  'sound-numbers': { readonly name: string }
  'sound-silent': { readonly name: string }
  'wav-none': { readonly name: string; readonly looksLike?: string }
  'wav-rate': {
    readonly name: string
    readonly rateHz: number
    readonly lowestHz: number
    readonly highestHz: number
  }
  'wav-format': { readonly name: string; readonly bits: number; readonly tag: number; readonly bytes: number }
  'wav-damaged': {
    readonly name: string
    readonly fault: WavFault
  }

  // Files of models, and loading them.
  'no-model-folder': { readonly directory: string }
  'model-files-missing': { readonly directory: string; readonly files: readonly string[] }
  'model-file-damaged': { readonly file: string; readonly detail?: string }
  'model-file-other': {
    readonly file: string
    readonly family: 'Voxtral' | 'Kokoro' | 'Smart Turn'
    readonly detail?: string
  }
  'model-unsupported': { readonly detail: string }
  'lfs-pointer': { readonly file: string }
  'web-page-file': { readonly file: string }
  'model-not-onnx': { readonly file: string }
  'model-no-file': { readonly file: string }
  'weights-missing': { readonly file: string; readonly weights: string }
  'weights-outside': { readonly file: string; readonly weights?: string }
  'weights-short': { readonly file: string }
  'model-not-loaded': { readonly file: string; readonly detail: string }
  'no-end-of-turn': { readonly file: string }
  'end-of-turn-odd': { readonly file: string; readonly value: number }
  'end-of-turn-instead': { readonly why: Notice }
  'end-of-turn-none': { readonly why: Notice }
  'listener-instead': { readonly name: string; readonly why: Notice }
  'voice-instead': { readonly name: string; readonly why: Notice }
  'models-on-processor': object
  'models-built-in': object

  // Computing, and the memory for it.
  'memory-short': { readonly neededBytes: number; readonly freeBytes: number }
  'memory-for-answer': object
  'context-shorter': { readonly tokens: number; readonly wantedTokens: number; readonly freeBytes: number }
  'listener-smaller': { readonly dtype: string; readonly insteadOf: string; readonly freeBytes?: number }
  'on-processor': { readonly parts: 'both' | 'voice'; readonly freeBytes: number }
  'ran-out-context': { readonly on: 'card' | 'processor'; readonly tokens: number }
  'ran-out-smaller': { readonly on: 'card' | 'processor'; readonly dtype: string }
  'ran-out-moved': { readonly on: 'card' | 'processor'; readonly part: 'listener' | 'voice' }
  'runtime-no-platform': { readonly platform: string }
  'runtime-not-loaded': {
    readonly file: string
    readonly detail: string
    /** Microsoft's runtime of C++, which not every computer has. */
    readonly needsRedistributable: boolean
  }
  'runtime-other-version': { readonly version: string; readonly wanted: string }
  'runtime-failed': { readonly part: string; readonly detail: string }
  'computes-wrongly': object
  'device-silent': object
  'no-numbers': { readonly part: 'encoder' | 'decoder' }
  'no-token': object
  'listener-away': object
  'listener-busy': object

  // Voices.
  'voice-unplayable': object
  'voice-silent': { readonly voice: string }
  'voice-cannot-say': { readonly text: string }
  'no-phonemes': { readonly code: number }
  'built-in-voice-broken': object
  'built-in-voice-unknown': { readonly voice: string }
  'voice-unknown': { readonly voice: string }
  'language-unpronounced': { readonly language: string }
  'language-unspoken': { readonly language?: string }
  'voice-slow': { readonly factor: number; readonly isBuiltIn: boolean }

  // The store of conversations.
  'store-newer': object
  'store-damaged': { readonly keptAs: string }
  'store-locked': object
  'store-no-folder': object
  'store-elsewhere': { readonly place: string; readonly not: 'yours' | 'file' }
  'store-full': { readonly folder: string }
  'store-unwritable': { readonly folder: string; readonly detail: string }
  'store-not-removed': { readonly file: string }
  'search-replaced': object
  'archive-damaged': { readonly file: string }

  // The engine’s process.
  'engine-again': { readonly how: string }
  'engine-gave-up': { readonly how: string }
  'window-invalid': { readonly detail: string }
  'message-unreadable': { readonly detail: string }
  'window-request-unknown': object
  'too-many-turns': object

  // Models, and the hub that they come from.
  'no-model': { readonly name: string; readonly command?: string }
  'model-not-fetched': { readonly name: string; readonly command: string }
  'model-not-here': { readonly name: string; readonly command: string }
  'model-not-whole': { readonly name: string }
  'model-in-use': { readonly name: string }
  'being-fetched': { readonly name: string }
  'model-files-held': { readonly name: string }
  'model-other-kind': { readonly name: string; readonly wanted: ModelKind; readonly is: ModelKind }
  'model-of-your-own': { readonly name: string }
  /** It came with the installed app. */
  'model-comes-along': { readonly name: string }
  'folder-no-model': { readonly directory: string }
  'weights-linked': { readonly directory: string; readonly command?: string }
  'layout-lacks': { readonly source: string; readonly files: readonly string[] }
  'import-failed': { readonly directory: string; readonly isSlow: boolean }
  'size-not-asked': object
  'fetch-stopped': object
  'gave-up': { readonly why: Notice }
  'hub-sent-not': { readonly host: string; readonly what: string; readonly status: number }
  'hub-refused': { readonly host: string; readonly what: string; readonly status: number }
  'hub-nothing': { readonly host: string; readonly what: string }
  'hub-token-by-https': { readonly host: string; readonly what: string }
  'hub-terms': { readonly host: string; readonly what: string }
  'hub-closed': { readonly host: string; readonly what: string }
  'hub-strange': { readonly host: string }
  'hub-stray-file': { readonly host: string; readonly repository: string; readonly place: string }
  'hub-unprovable': { readonly host: string; readonly repository: string; readonly place: string }
  'hub-endless-list': { readonly host: string; readonly repository: string }
  'hub-endless-answer': { readonly host: string }
  'hub-leads-on': { readonly host: string }
  'hub-silent': { readonly host: string }
  'file-unlike-record': { readonly file: string; readonly repository: string; readonly aside: string }
  'sent-other-part': { readonly host: string; readonly what: string; readonly given: string }
  'sent-too-much': { readonly host: string; readonly what: string }
  'sent-too-little': {
    readonly host: string
    readonly what: string
    readonly sentBytes: number
    readonly wholeBytes: number
  }
  'fell-silent': { readonly what: string }
  'line-failed': { readonly host: string; readonly fault?: LineFault; readonly detail?: string }
  'proxy-failed': {
    readonly proxy: string
    readonly host: string
    readonly fault?: LineFault
    readonly detail?: string
  }
  'proxy-wants-login': { readonly host: string }
  'proxy-leads-not': { readonly host: string; readonly status: string }
  'certificate-unknown': { readonly host: string }
  'leads-nowhere': { readonly host: string }
  'leads-to-plain': { readonly host: string; readonly to: string }
  'web-page-instead': { readonly host: string; readonly what: string }
  'token-characters': object
  'token-not-safe': { readonly variable: string }
  /** `variable`: of the environment; absent: the system's settings say it. */
  'address-wrong': { readonly variable?: string; readonly fault: AddressFault; readonly scheme?: string }
  /** `isUnpacked`: what is fetched and what is unpacked from it count together. */
  'disk-no-room': { readonly folder: string; readonly neededBytes: number; readonly isUnpacked?: boolean }
  'disk-full': { readonly folder: string }
  'being-written': { readonly place: string }
  'file-held': { readonly file: string }
  'cuda-in-use': { readonly folder: string }
  'index-other': { readonly host: string; readonly what: string }

  // What the host refuses.
  'everything-removed': object
  'other-parley': object
  'port-in-use': { readonly port: number }

  // What commands say.
  'usage-no-option': { readonly option: string }
  'usage-no-word': { readonly word: string }
  'usage-option-value': { readonly option: string; readonly needsValue: boolean }
  'usage-no-command': { readonly command: string }
  'usage-no-name': { readonly command: string }
  'usage-port': { readonly given: string }
  'usage-no-question': object
  'question-characters': { readonly count: number; readonly most: number }
  'recording-none': object
  'usage-no-file': object
  'usage-no-input': object
  'usage-no-output': object
  'no-player': object
  'player-failed': { readonly program: string; readonly detail: string }
  'no-recorder': object
  'recorder-failed': { readonly program: string; readonly detail: string }
  'no-microphone': object
  'window-not-built': { readonly detail: string }

  // In a conversation that was saved as a file.
  'saved-spoken': { readonly seconds: number }
  'saved-tool': { readonly tool: string; readonly outcome: ToolOutcome; readonly result?: string }
  /** `heard`: the last words that were. */
  'saved-stopped': { readonly heard?: string }
  'saved-failed': { readonly why?: Notice }

  // A damaged file that still has its name.
  'store-damaged-until-next': { readonly file: string }

  // A server that answers in the place of the listener.
  'stepped-in': { readonly why: Notice; readonly to: 'answer' | 'speak' }
  'server-takes-no-sound': { readonly host: string }
  'goes-to': {
    readonly host: string
    readonly what: 'questions' | 'answers'
    readonly isPlain: boolean
  }
  'server-tools-left-out': { readonly host: string; readonly told: number; readonly all: number }
  'server-takes-no-tools': { readonly host: string }
  'server-unreached': { readonly host: string; readonly fault?: LineFault; readonly detail?: string }
  'server-cut': { readonly host: string }
  'server-silent': { readonly host: string; readonly seconds: number }
  'server-stalled': { readonly host: string; readonly seconds: number }
  'server-denied': { readonly host: string; readonly hasKey: boolean }
  'server-no-model': { readonly host: string; readonly model: string }
  'server-names-no-model': { readonly host: string }
  'server-no-path': { readonly host: string; readonly path: string }
  'server-busy': { readonly host: string; readonly seconds?: number }
  'server-rejected': { readonly host: string; readonly status?: number; readonly said?: string }
  'server-failed': { readonly host: string; readonly status?: number; readonly said?: string }
  'server-leads-away': { readonly host: string; readonly to: string }
  'server-nonsense': { readonly host: string }
  'server-too-much': { readonly host: string }
  'server-empty': { readonly host: string }
  'server-not-heard': { readonly host: string }
  'server-key-first': object
  'server-key-characters': { readonly variable: string }
  'answer-empty': object
  'calls-without-end': { readonly calls: number }
  'not-changed-full': object
  'not-changed': { readonly folder: string }

  // What a window's line to the engine tells it.
  'engine-stopped': { readonly during: Lost }
  /** The engine may be as it was: what was lost is the line to it. */
  'line-cut': { readonly during: Lost }
  'engine-not-running': object
  'too-many-tabs': object
  'host-gone': object
  'not-understood': { readonly detail: string }
  'not-asked': { readonly detail: string }
}

/** Why a connection failed, of the usual troubles. */
export type LineFault =
  | 'no-https'
  | 'unknown-address'
  | 'no-lookup'
  | 'no-network'
  | 'no-way'
  | 'refused'
  | 'hung-up'
  | 'timeout'

/** What is wrong with an address that a variable of the environment names. */
export type AddressFault = 'no-address' | 'has-login' | 'no-proxy' | 'other-proxy' | 'loose-percent'

/** What is wrong with a WAV file. */
export type WavFault = 'format-cut' | 'no-format' | 'no-data' | 'data-cut' | 'no-channels'

/** A question that was being spoken, its answer, or what was asked of the store. */
type Lost = 'question' | 'answer' | 'store'
