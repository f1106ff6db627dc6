import type { Notice } from '../../notice'
import type { ServerAddressFault } from '../../serverAddress'
import type { TakenValue } from '../../takenValue'

/** What stands in the notices of settings. */
export interface SettingNoticeParams {
  /** What is wrong in the file, the variable or the option that says it; `line` from 1. */
  'setting-fault': {
    readonly where: string
    readonly line?: number
    readonly key?: string
    readonly why: Notice
  }
  'setting-fixed': { readonly name: string }
  'setting-wrong': { readonly name: string; readonly why: Notice }
  'setting-unknown': object
  /** `takes`: what would do; `given`: what was said instead, as JSON. */
  'setting-takes': { readonly takes: readonly TakenValue[]; readonly given: string }
  'setting-stays': { readonly because: 'files' | 'leaves' | 'erases' }
  'graph-replays': object
  'address-unusable': { readonly fault: ServerAddressFault }
  'settings-by-hand': object
  'settings-too-long': object
  'settings-map': object
  'setting-name': object
  'yaml-wrong': { readonly detail: string }
  'yaml-unread': { readonly detail: string }
  'json-wrong': { readonly detail: string }
  'choice-unwritten': { readonly why: Notice }
  'former-unread': object
  'tool-servers-none': object
  'tool-server-asks': { readonly asked: string }
  'tool-server-wrong': { readonly server: string }
  'tool-server-unknown': { readonly server: string }
}
