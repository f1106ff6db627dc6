import type { LogEvent, LogPart } from '@contract'
import type { HostSettings } from '../settings/hostSettings'
import { AppLog } from './appLog'
import { Figures } from './figures'

/** Where a run notes what happens: its log, and its figures, which are made of the same events. */
export interface RunNotes {
  readonly log: AppLog
  readonly figures: Figures
  readonly note: (event: LogEvent, part?: LogPart) => void
}

/** Begins the notes of a run, whose log tells as much as the settings say. @param folder of the log; absent: the usual one */
export function openNotes(settings: HostSettings, folder?: string): RunNotes {
  const log = new AppLog({ level: () => settings.values.logLevel, folder })
  const figures = new Figures()
  figures.watch('linesWaiting', () => [[log.waiting]])
  return {
    log,
    figures,
    note(event, part) {
      log.note(event, part)
      figures.note(event)
    },
  }
}
