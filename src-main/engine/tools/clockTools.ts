import { noArguments, type RawTool } from './rawTool'

/** Tell the time and the date of this computer. @param now milliseconds since 1970 */
export function clockTools(now: () => number): RawTool[] {
  return [
    {
      name: 'get_time',
      description: 'Tells the time of day.',
      parameters: noArguments,
      asksFirst: false,
      run: () => `It is ${clockText(now())}.`,
    },
    {
      name: 'get_date',
      description: 'Tells the day of the week and the date.',
      parameters: noArguments,
      asksFirst: false,
      run: () => `Today is ${dayText.format(now())}.`,
    },
  ]
}

const dayText = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** The time of day such as 07:05, where this computer is. */
export function clockText(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
