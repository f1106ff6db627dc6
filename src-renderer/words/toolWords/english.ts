import type { ToolOutcome, ToolServerState, ToolServerTrouble } from '@contract'
import type { Formats } from '@contract'

/** Words of tools. What other languages say has the type of what this one says. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types
export const englishTools = ({ clockTime }: Pick<Formats, 'clockTime'>) => ({
  name: 'Tools',
  about: 'What Parley may do for an answer, and what asks you first.',
  open: 'Show tools',
  own: 'Parley’s own',
  /** Of what Parley has itself, by their names for the listener. */
  names: {
    get_time: 'Time',
    get_date: 'Date',
    calculate: 'Calculator',
    set_timer: 'Set a timer',
    set_alarm: 'Set an alarm',
    list_timers: 'Tell the timers',
    cancel_timer: 'Cancel a timer',
    read_clipboard: 'Read the clipboard',
    write_clipboard: 'Write to the clipboard',
    open_address: 'Open a page',
  },
  step: {
    running: 'at work',
    with: 'Called with',
    result: 'Result',
    outcomes: {
      done: 'done',
      failed: 'did not work',
      refused: 'not allowed',
      interrupted: 'interrupted',
    } satisfies Record<ToolOutcome, string>,
  },
  question: {
    title: (tool: string) => `May Parley use “${tool}”?`,
    of: (server: string) => `A tool of “${server}”.`,
    says: {
      'only-reads': 'Its server says that it only reads.',
      'may-destroy': 'Its server says that it may overwrite or delete.',
    },
    no: 'Don’t allow',
    always: 'Always allow',
    once: 'Allow once',
  },
  consent: { ask: 'Ask', always: 'Always', never: 'Never' },
  free: (tools: string) => `These only tell or ring, so they never ask: ${tools}.`,
  servers: 'Servers',
  noServers:
    'Servers of the Model Context Protocol add tools. Write them under toolServers in settings.yaml as other programs write them under mcpServers, or take them over from such a file with “npm run tools -- import FILE”.',
  leftOut: (count: number) => `${count} of its tools left out: they are too many, or too large.`,
  serverStates: { connecting: 'Connecting', ready: 'Ready', failed: 'Not there' } satisfies Record<
    ToolServerState['state'],
    string
  >,
  plainKeys:
    'The variables or headers that it is given stand in the settings as plain text. Whoever can read your files can read a key among them.',
  /** What is sent to a server elsewhere leaves this computer. */
  elsewhere: (host: string) => `What its tools are called with goes to ${host}.`,
  /** Under the conversation, as long as there is such a server. */
  tellsTo: (host: string) => `Tools may tell ${host} what they are called with.`,
  here: 'A program on this computer. Parley does not see what it does.',
  troubles: {
    'not-found': 'There is no such program, or it may not be started. Check its command in settings.yaml.',
    ended: 'It ended by itself. It is tried again with your next question.',
    unreachable: 'Nobody answers at its address. It is tried again with your next question.',
    'not-allowed': 'It wants another key. Write it under headers in settings.yaml.',
    silent: 'It does not answer. It is tried again with your next question.',
    nonsense: 'It does not speak the Model Context Protocol. Check its address or command.',
    'too-much': 'It sent far too much, so Parley closed it.',
  } satisfies Record<ToolServerTrouble, string>,
  ringing: {
    timer: 'Timer',
    alarm: 'Alarm',
    labelled: (what: string, label: string) => `${what}: ${label}`,
    rings: 'rings',
    /** It rang in vain, or was silenced. */
    rangAt: (at: number) => `rang: ${clockTime(at)}`,
    stop: 'Stop',
    seen: 'Understood',
  },
})

/** What a language says of tools. */
export type ToolWords = ReturnType<typeof englishTools>
