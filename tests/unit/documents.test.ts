import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'

const decisions = readdirSync(path.join(projectRoot, 'docs/decisions')).map(
  (name) => `docs/decisions/${name}`,
)
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...['docs/glossary.md', 'docs/errors.md', ...decisions],
]
const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** Names between backticks that begin with a folder of the repository. */
const named =
  /`((?:src-main|src-preload|src-renderer|tests|models|packaging|resources|docs|\.ci)\/[\w./*@-]*)`/g
/** Addresses of links and pictures that are no web addresses. */
const linked = /(?:\]\(|(?:src|srcset|href)=")(?!https?:|#|mailto:)([^)"#]+)/g

const exists = (...parts: string[]): boolean => existsSync(path.join(projectRoot, ...parts))

describe.each(documents)('%s', (document) => {
  const text = readFileSync(path.join(projectRoot, document), 'utf8')

  it('names only files that there are', () => {
    const lost = [...text.matchAll(named)].map(([, file]) => file).filter((file) => !exists(file))
    expect(lost).toEqual([])
  })

  it('leads only to files that there are', () => {
    const folder = path.dirname(document)
    const lost = [...text.matchAll(linked)].map(([, file]) => file).filter((file) => !exists(folder, file))
    expect(lost).toEqual([])
  })

  it('names only commands that there are', () => {
    const commands = [...text.matchAll(/\bnpm (?:run ([\w:]+)|(start|test)\b)/g)].map(
      ([, run, own]) => run ?? own,
    )
    expect(commands.filter((command) => !(command in scripts))).toEqual([])
  })
})

it('ARCHITECTURE.md leads to every decision', () => {
  const text = readFileSync(path.join(projectRoot, 'ARCHITECTURE.md'), 'utf8')
  expect(decisions.filter((decision) => !text.includes(`(${decision})`))).toEqual([])
})
