import type { DeviceKind } from '../../config'
import type { Notice } from '../../notice'

/** What helps where a device does not compute. */
export type DeviceFix =
  | 'nothing'
  | 'choose-auto'
  | 'restart-parley'
  | 'restart-computer'
  | 'install-parley'
  | 'update-card-driver'
  | 'install-vulkan'
  | 'update-windows'
  | 'update-macos'
  | 'fetch-cuda'
  | 'fetch-cuda-anew'
  | 'repeat-cuda'
  | 'install-nvidia'
  | 'update-nvidia'

/** What is said of a model in a list, in short sentences. */
export type ModelPhrase =
  | 'eight-languages'
  | 'for-card'
  | 'for-processor'
  | 'half-precision'
  | 'natural-voice'
  | 'smallest'
  | 'learnt-from-people'
  | 'used-at-once'
  | 'comes-along'
  | 'own-folder'
  | 'own-repository'

/** What stands in the notices of devices, and of models in a list. `detail` is what a program said, in its own words. */
export interface DeviceNoticeParams {
  'driver-too-old': { readonly driver: string; readonly oldest: string }
  'device-instead': { readonly device: DeviceKind; readonly insteadOf: DeviceKind; readonly why: Notice }
  'card-instead': { readonly part: 'listener' | 'voice'; readonly why: Notice }
  /** The steps of an answer are not replayed on the card any more. */
  'replays-ended': { readonly why: Notice }
  'device-missed': { readonly device: DeviceKind; readonly used: DeviceKind; readonly why: Notice }
  'no-card': { readonly command: string }
  'driver-first': { readonly why: Notice }
  'no-cuda': { readonly platform: string; readonly arch: string }

  /** Why a device does not compute, and what helps. */
  obstacle: { readonly reason: Notice; readonly fix: Notice }
  'device-differs': { readonly difference: number }
  /** It took nothing of what was to be computed. */
  'device-idle': object
  'device-elsewhere': { readonly device: DeviceKind; readonly platform: 'Windows' | 'macOS' }
  'no-webgpu-card': object
  'runtime-taken': object
  'device-crashed': { readonly how: string }
  'device-not-built': object
  'cuda-failed': { readonly detail: string }
  'library-missing': { readonly file: string; readonly folder?: string }
  'library-not-loaded': { readonly file: string; readonly detail: string }
  'library-foreign': { readonly file: string }
  'library-changed': { readonly file: string }
  'library-open': { readonly place: string }
  'nvidia-none': { readonly detail: string }
  'nvidia-no-card': object
  'nvidia-fails': { readonly detail: string }
  'nvidia-old': { readonly speaks: string; readonly needed: string }
  /** `command`: of Parley, where it is one; `commands`: of which one is the system's; `version`: the oldest that does. */
  fix: {
    readonly what: DeviceFix
    readonly command?: string
    readonly commands?: readonly string[]
    readonly version?: string
  }

  'about-model': { readonly says: readonly ModelPhrase[] }
  'about-cuda': { readonly card: string; readonly diskBytes: number }
}
