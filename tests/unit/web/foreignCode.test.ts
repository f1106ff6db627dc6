import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow } from '../../../packaging/stageApp'
import { foreignSwitch } from '../../../src-main/app/foreignSwitch'
import { forgetForeignCode } from '../../../src-main/app/forgetForeignCode'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

const left = (env: NodeJS.ProcessEnv): string[] => {
  forgetForeignCode(env)
  return Object.keys(env)
}

describe('an installed app forgets variables that name code', () => {
  it.each([
    ...['NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE', 'ELECTRON_NO_ASAR'],
    ...['UIOHOOK_NAPI_PREBUILD', 'PREBUILDS_ONLY', 'PARLEY_CUDA_DIR', 'PARLEY_PYPI', 'Node_Options'],
  ])('%s', (name) => expect(left({ [name]: '/evil' })).toEqual([]))

  it('and leaves its user those that name data, places and proxies', () => {
    const env = {
      ...{
        PATH: '/bin',
        HOME: '/home/ada',
        HTTPS_PROXY: 'http://proxy',
        HF_ENDPOINT: 'https://hub',
        HF_TOKEN: 't',
      },
      ...{ PARLEY_MODELS_DIR: '/m', PARLEY_CONFIG: '/c', PARLEY_DEVICE: 'cpu', PARLEY_END_OF_TURN: '/e' },
    }
    expect(left({ ...env })).toEqual(Object.keys(env))
  })

  /** Every variable that the app's own sources read, and why it may be read in an installed app. */
  const known: Readonly<Record<string, string>> = {
    APPDIR: 'compared with where the program lies',
    APPIMAGE: 'counts only where the program lies in APPDIR',
    CUDA_DEVICE_ORDER: 'the order of cards',
    DISPLAY: 'the desktop',
    ELECTRON_MIRROR: 'from the sources alone',
    ELECTRON_OVERRIDE_DIST_PATH: 'from the sources alone',
    HF_ENDPOINT: 'where models come from, which are data',
    HF_HOME: 'data',
    HF_HUB_CACHE: 'data',
    HF_TOKEN: 'a secret of the user',
    HTTPS_PROXY: 'a way',
    HTTP_PROXY: 'a way',
    HUGGINGFACE_HUB_CACHE: 'data',
    LANG: 'a language',
    LANGUAGE: 'a language',
    LC_ALL: 'a language',
    LC_MESSAGES: 'a language',
    LOCALAPPDATA: 'the folder of the user’s data',
    NO_PROXY: 'a way',
    ORT_DISABLE_TELEMETRY: 'set by Parley itself',
    ORT_GQA_DISABLE_FLASH_ATTENTION: 'set by Parley itself',
    PARLEY_CONFIG: 'settings',
    PARLEY_CUDA_DIR: 'forgotten',
    PARLEY_DEVICE: 'settings',
    PARLEY_END_OF_TURN: 'a model',
    PARLEY_MODELS_DIR: 'data',
    PARLEY_PYPI: 'forgotten',
    PARLEY_SERVER_KEY: 'a secret of the user',
    PARLEY_UNLOAD_AFTER: 'settings',
    PATH: 'where any program of the user is found; folders from the root on alone',
    WAYLAND_DISPLAY: 'the desktop',
    XDG_CACHE_HOME: 'data',
    XDG_CONFIG_HOME: 'where the desktop app keeps its settings, which are data',
    XDG_DATA_HOME: 'data',
    XDG_RUNTIME_DIR: 'only what is kept until the app quits, in a folder of its own user',
  }

  it('of which the sources read no other than are weighed here', () => {
    const folder = path.join(projectRoot, 'src-main')
    const read = filesBelow(folder).flatMap((file) => {
      const code = readFileSync(path.join(folder, file), 'utf8')
      const direct = [...code.matchAll(/\benv\??\.([A-Z][A-Z\d_]+)/g)].map(([, name]) => name)
      const named = /\bprocess\.env\b|\b(variable|folderVariable)\(/.test(code)
        ? [
            ...code.matchAll(
              /\b((?:PARLEY|HF|HUGGINGFACE|XDG|ELECTRON|NODE|CUDA|ORT)_[A-Z\d_]+|APPIMAGE|APPDIR|LOCALAPPDATA)\b/g,
            ),
          ].map(([, name]) => name)
        : []
      return [...direct, ...named]
    })
    expect([...new Set(read)].filter((name) => !(name in known))).toEqual([])
  })
})

describe('an installed app does not start with', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'renderer-cmd-prefix',
    'utility-cmd-prefix',
    'gpu-launcher',
  ])('--%s', (name) => expect(foreignSwitch((asked) => asked === name)).toBe(name))

  it('and does with what changes nothing of that', () => {
    expect(foreignSwitch((name) => ['hidden', 'ozone-platform', 'no-sandbox'].includes(name))).toBeUndefined()
  })
})
