import { clockText } from './clockTools'
import { durationText } from './durationText'
import type { SetTimer, Timers } from './timers'
import { readDuration } from './readDuration'
import { noArguments, type RawTool, type ToolArguments } from './rawTool'

const longestSeconds = 86_400
const label = {
  type: 'string',
  maxLength: 80,
  description: 'What it is for, if the user says so.',
} as const

/**
 * Set, tell and cancel timers and alarms.
 * @param isPrivate whether nothing of what is said now may be written to a disk
 */
export function timerTools(timers: Timers, isPrivate: () => boolean): RawTool[] {
  const add = (timer: Omit<SetTimer, 'id' | 'isPrivate'>): void =>
    void timers.add({ ...timer, isPrivate: isPrivate() })
  return [
    {
      name: 'set_timer',
      description: 'Sets a timer that rings after some time.',
      parameters: object(
        {
          duration: {
            ...{ type: 'string', minLength: 2, maxLength: 80 },
            description: 'How long, such as "5 minutes" or "1 hour 30 minutes".',
          },
          label,
        },
        ['duration'],
      ),
      asksFirst: false,
      run(args) {
        const seconds = secondsOf(args.duration as string)
        add({ kind: 'timer', dueAt: timers.now() + seconds * 1000, ...labelOf(args) })
        return `The timer${calledOf(args)} is set for ${durationText(seconds)}.`
      },
    },
    {
      name: 'set_alarm',
      description: 'Sets an alarm that rings the next time that the clock shows this time.',
      parameters: object(
        {
          time: {
            type: 'string',
            pattern: '^([01]?[0-9]|2[0-3]):[0-5][0-9]$',
            description: 'Such as 07:30.',
          },
          label,
        },
        ['time'],
      ),
      asksFirst: false,
      run(args) {
        const dueAt = nextTime(timers.now(), args.time as string)
        add({ kind: 'alarm', dueAt, ...labelOf(args) })
        const today = new Date(dueAt).getDate() === new Date(timers.now()).getDate()
        return `The alarm${calledOf(args)} is set for ${clockText(dueAt)}${today ? '' : ' tomorrow'}.`
      },
    },
    {
      name: 'list_timers',
      description: 'Tells which timers and alarms are set.',
      parameters: noArguments,
      asksFirst: false,
      run: () => timers.set.map((timer) => told(timer, timers.now())).join(' ') || nothingSet,
    },
    {
      name: 'cancel_timer',
      description: 'Cancels a timer or an alarm. Without a number, the only one that is set.',
      parameters: object({
        id: { type: 'integer', minimum: 1, description: 'Its number, from list_timers.' },
      }),
      asksFirst: false,
      run(args) {
        const { set } = timers
        if (set.length === 0) return nothingSet
        if (args.id === undefined && set.length > 1)
          throw new Error(
            `Several are set. Call again with an id: ${set.map((each) => told(each, timers.now())).join(' ')}`,
          )
        const cancelled = timers.cancel((args.id as number | undefined) ?? set[0].id)
        if (cancelled === undefined) throw new Error(`None has the number ${args.id as number}.`)
        return `The ${cancelled.kind}${calledOf({ label: cancelled.label })} is cancelled.`
      },
    },
  ]
}

/** @throws Error where it is no length of time, or one that no timer is set for */
function secondsOf(duration: string): number {
  const seconds = readDuration(duration)
  if (seconds === undefined)
    throw new Error(`“${duration}” is no length of time. Write it like “5 minutes” or “1 hour 30 minutes”.`)
  if (seconds < 1 || seconds > longestSeconds)
    throw new Error('A timer is set for one second at least and for 24 hours at most.')
  return seconds
}

const nothingSet = 'No timer and no alarm is set.'

function object(properties: object, required: readonly string[] = []): RawTool['parameters'] {
  return { type: 'object', properties, required, additionalProperties: false }
}

function labelOf({ label: said }: ToolArguments): { label?: string } {
  const text = typeof said === 'string' ? said.trim() : ''
  return text === '' ? {} : { label: text }
}

function calledOf(args: ToolArguments): string {
  const { label: said } = labelOf(args)
  return said === undefined ? '' : ` “${said}”`
}

function told({ id, kind, dueAt, label: said }: SetTimer, now: number): string {
  const called = `${kind === 'timer' ? 'Timer' : 'Alarm'} ${id}${calledOf({ label: said })}`
  if (kind === 'alarm') return `${called}: at ${clockText(dueAt)}.`
  return `${called}: ${durationText((dueAt - now) / 1000)} left.`
}

/** The next moment at which clocks here show this time. */
function nextTime(now: number, time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  const at = new Date(now)
  at.setHours(hours, minutes, 0, 0)
  if (at.getTime() <= now) at.setDate(at.getDate() + 1)
  return at.getTime()
}
