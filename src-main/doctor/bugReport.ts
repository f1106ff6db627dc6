import { spawn } from 'node:child_process'
import { settingEntries, settingOf, type BugReport, type SettingEntry, type Settings } from '@contract'
import { homeDir } from '../engine/files/homeDir'
import { ownVersion } from '../engine/files/ownVersion'
import { ownFiles } from '../engine/files/shippedFiles'
import { projectRoot } from '../engineProcess/projectRoot'
import type { AppLog } from '../log/appLog'
import { doctorCommand } from './probeApart'

/** The doctor computes on each device for a moment; one that hangs is given up by itself. */
const doctorMs = 120_000
const mostLines = 200

/** What a report is made of. */
export interface BugReportParts {
  readonly log: Pick<AppLog, 'tail'>
  readonly settings: { readonly values: Settings }
  /** What the doctor prints; absent: it is asked. */
  readonly doctor?: () => Promise<string>
}

/**
 * A report for who mends Parley, as Markdown: what the doctor says, which settings are not as usual, and the end of the log. There is
 * nothing in it of what was said; texts among the settings, such as a persona or an address, are not told, and the user's own
 * folder is `~`.
 */
export async function bugReport({ log, settings, doctor = askDoctor }: BugReportParts): Promise<BugReport> {
  const [found, lines] = await Promise.all([doctor().catch(() => 'It does not answer.'), log.tail(mostLines)])
  const versions = [
    `Parley ${ownVersion()}`,
    `Node ${process.versions.node}`,
    `${process.platform} ${process.arch}`,
  ]
  const parts: readonly [string, readonly string[]][] = [
    ['Versions', versions],
    ['The doctor', found.trimEnd().split('\n')],
    ['Settings that are not as usual', settingEntries.flatMap((entry) => told(entry, settings.values))],
    ['Log', lines],
  ]
  const text = parts.map(([name, all]) => `## ${name}\n\n\`\`\`\n${all.join('\n')}\n\`\`\`\n`).join('\n')
  const home = homeDir()
  return { text: home.length > 1 ? text.replaceAll(home, '~') : text }
}

/** One line for a setting that is not as usual; its value only where it can be no text. */
function told({ key, usual, range, isSecret = false }: SettingEntry, values: Settings): string[] {
  const value: unknown = settingOf(values, key)
  if (JSON.stringify(value) === JSON.stringify(usual)) return []
  const isText = isSecret || !(range.enum !== undefined || ['number', 'boolean'].includes(typeof value))
  return [`${key}: ${isText ? '(set)' : JSON.stringify(value)}`]
}

/** The doctor looks in a process of its own: a driver may crash it, and what it loads belongs to no host. */
function askDoctor(): Promise<string> {
  const [program, ...words] = doctorCommand
  const child = spawn(program, [...words, '--for-others'], {
    cwd: ownFiles.isInstalled ? undefined : projectRoot,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: doctorMs,
    killSignal: 'SIGKILL',
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => (said === '' ? reject(new Error('The doctor says nothing')) : resolve(said)))
  })
}
