import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { worksFile as fileName, type ShippedWorks } from '../src-preload/contract/works'
import { ownWorks, thirdParties, type ThirdParty } from './notices'
import type { Target } from './shippedPackages'

/**
 * Writes beside the built window whose works the app has, for it to show them. Main and preload are built before the
 * window, so that the build has noted by then what is in all three.
 */
export function worksFile(root: string): Plugin {
  const target = { platform: process.platform, arch: process.arch } as Target
  return {
    name: 'parley-works',
    writeBundle({ dir }) {
      const works = shippedWorksOf([...ownWorks(root), ...thirdParties(root, target)])
      writeFileSync(path.join(dir!, fileName), JSON.stringify(works))
    },
  }
}

export function shippedWorksOf(parties: readonly ThirdParty[]): ShippedWorks {
  const texts = [...new Set(parties.map(({ text }) => plain(text)))]
  const works = parties.map(({ name, version, licence, source, file, text }) => ({
    ...{ name, version, licence, source, file },
    text: texts.indexOf(plain(text)),
  }))
  return { works, texts }
}

function plain(text: string): string {
  return text.replace(/\r\n/g, '\n').trim()
}
