import { appId } from '../src-main/app/appId'
import type { StagedApp } from './stageApp'

export interface BuilderPlaces {
  readonly staged: StagedApp
  /** Where installers come to lie. */
  readonly output: string
  /** The repository's `resources`. */
  readonly resources: string
  /** A folder with Electron, instead of the one that is fetched. */
  readonly electronDist: string | undefined
}

/**
 * What electron-builder is told. Nothing is published and nothing updates itself: a private app asks nobody whether there
 * is a newer one.
 * @param env says who publishes and signs: PARLEY_HOMEPAGE, PARLEY_MAINTAINER, and electron-builder's own CSC_LINK,
 *   CSC_NAME, APPLE_ID and so on. Without them everything is made, unsigned.
 */
export function builderConfig(
  places: BuilderPlaces,
  electronVersion: string,
  env: NodeJS.ProcessEnv,
): object {
  const { staged, output, resources, electronDist } = places
  const isSigned = env.CSC_LINK !== undefined || env.CSC_NAME !== undefined
  return {
    appId,
    productName: 'Parley',
    copyright: 'GPL-3.0-or-later',
    electronVersion,
    ...(electronDist !== undefined && { electronDist }),
    // Debian's packages name where they are from.
    extraMetadata: { homepage: env.PARLEY_HOMEPAGE ?? 'https://parley.invalid' },
    directories: { output, buildResources: resources },
    // Both are laid out already, node_modules with it.
    files: ['**/*', { from: 'node_modules', to: 'node_modules' }],
    extraResources: [{ from: staged.beside, to: '.' }],
    npmRebuild: true,
    beforeBuild: () => false,
    asarUnpack: ['**/*.node', 'node_modules/onnxruntime-node/bin/**'],
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    compression: 'normal',
    publish: null,
    // What Chromium itself says, in the languages that Parley has words in. macOS writes some of their names otherwise.
    electronLanguages: ['en-US', 'en', 'de', 'fr', 'es', 'es-419', 'es_419', 'hi'],
    // Whoever may use the microphone as Parley does must not be made to run other code.
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: linux(resources, env),
    // Else its entry in the menu starts it without Chromium's sandbox everywhere.
    appImage: { executableArgs: [] },
    deb: { packageCategory: 'sound', depends: debianPackages },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: `${resources}/icons/icon.ico` },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      differentialPackage: false,
    },
    mac: {
      target: ['dmg', 'zip'].map((target) => ({ target, arch: ['arm64'] })),
      icon: `${resources}/icons/icon.icns`,
      category: 'public.app-category.productivity',
      // Without a certificate it is signed for this computer alone, which the hardened runtime would not let start.
      identity: isSigned ? undefined : '-',
      hardenedRuntime: isSigned,
      gatekeeperAssess: false,
      entitlements: `${resources}/entitlements.mac.plist`,
      entitlementsInherit: `${resources}/entitlements.mac.plist`,
      extendInfo: {
        NSMicrophoneUsageDescription:
          'Parley listens when you speak to it. What it hears stays on this computer.',
        NSAppTransportSecurity: { NSAllowsArbitraryLoads: false },
      },
    },
    dmg: { writeUpdateInfo: false },
  }
}

/** What Electron loads. */
const debianPackages = [
  ...['libasound2', 'libatspi2.0-0', 'libgbm1', 'libgtk-3-0', 'libnotify4', 'libnss3', 'libsecret-1-0'],
  ...['libuuid1', 'libxss1', 'libxtst6', 'xdg-utils'],
]

function linux(resources: string, env: NodeJS.ProcessEnv): object {
  return {
    target: ['AppImage', 'deb'].map((target) => ({ target, arch: ['x64'] })),
    icon: `${resources}/icons`,
    executableName: 'parley',
    category: 'Utility',
    synopsis: 'A private voice assistant',
    description: 'You speak; it hears, thinks and answers on your own computer. Nothing leaves it.',
    syncDesktopName: true,
    // A package of Debian names somebody who answers for it.
    maintainer: env.PARLEY_MAINTAINER ?? 'The Parley authors <nobody@parley.invalid>',
    vendor: 'The Parley authors',
    desktop: { entry: { Keywords: 'voice;assistant;speech;talk;' } },
  }
}
