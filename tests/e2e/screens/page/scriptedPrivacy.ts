import type { PrivacyBridge, PrivacyReport, RemovalReport } from '@contract'

/** A time of the day when the screens are looked at: with a date it would be told otherwise each day. */
const at = (hours: number, minutes: number): number => new Date().setHours(hours, minutes, 0, 0)

const home = '/home/ada/.local/share/parley'
const quiet: PrivacyReport = {
  startedAt: at(0, 2),
  contacts: [],
  looked: { connections: [], parts: ['host', 'engine'], closed: [], everySeconds: 5 },
  places: [
    { kind: 'note', path: `${home}/telemetry-removed`, sizeBytes: 0, files: 1, isUsersOwn: false },
    { kind: 'browser', path: 'http://127.0.0.1:27275', sizeBytes: 412, files: 9, isUsersOwn: false },
  ],
}
const busy: PrivacyReport = {
  startedAt: at(0, 2),
  contacts: [
    {
      ...{ part: 'fetch', purpose: 'model', host: 'huggingface.co', requests: 14 },
      ...{ firstAt: at(0, 5), lastAt: at(0, 9), receivedBytes: 61_000 },
    },
    {
      ...{ part: 'fetch', purpose: 'model', host: 'cas-bridge.xethub.hf.co', requests: 6 },
      ...{ firstAt: at(0, 5), lastAt: at(0, 9), receivedBytes: 2_936_000_000 },
    },
    {
      ...{ part: 'host', purpose: 'link', host: 'example.org', requests: 1 },
      ...{ firstAt: at(0, 11), lastAt: at(0, 11) },
    },
  ],
  looked: {
    connections: [
      {
        part: 'fetch',
        to: '[2600:9000:2512:6c00:17:b174:6d00:93a1]:443',
        firstAt: at(0, 5),
        lastAt: at(0, 9),
      },
      { part: 'engine', to: '192.0.2.44:443', firstAt: at(0, 7), lastAt: at(0, 7) },
    ],
    ...{ parts: ['host', 'engine', 'fetch', 'network'], closed: ['window'], everySeconds: 5 },
  },
  places: [
    {
      kind: 'conversations',
      path: `${home}/conversations`,
      sizeBytes: 1_830_000,
      files: 1,
      isUsersOwn: false,
    },
    {
      ...{ kind: 'models', path: `${home}/models`, sizeBytes: 0, files: 0, isUsersOwn: false },
      leadsTo: '/mnt/big/models',
    },
    { kind: 'cuda', path: `${home}/cuda`, sizeBytes: 1_912_000_000, files: 31, isUsersOwn: false },
    { kind: 'config', path: '/home/ada/dotfiles/parley.json', sizeBytes: 188, files: 1, isUsersOwn: true },
    { kind: 'token', path: '/home/ada/.config/Parley/hub-token', sizeBytes: 96, files: 1, isUsersOwn: false },
    { kind: 'window', path: '/home/ada/.config/Parley', sizeBytes: 8_400_000, files: 74, isUsersOwn: false },
  ],
}

const removal: RemovalReport = {
  removed: busy.places.filter(({ kind }) => ['conversations', 'token'].includes(kind)),
  stayed: [
    { kind: 'models', path: '/mnt/big/models', why: 'linked' },
    { kind: 'cuda', path: `${home}/cuda`, why: 'wanted' },
    { kind: 'config', path: '/home/ada/dotfiles/parley.json', why: 'users-own' },
    { kind: 'window', path: '/home/ada/.config/Parley', why: 'open' },
  ],
}

/** What was done on the network and lies on the disk. @param isQuiet nothing was done, and little lies there */
export function scriptedPrivacy(asked: string[], isQuiet: boolean): PrivacyBridge {
  return {
    report: () => Promise.resolve(isQuiet ? quiet : busy),
    noteOpened: (host) => void asked.push(`opened ${host}`),
    removeAll(request) {
      asked.push(`removeAll ${JSON.stringify(request)}`)
      return Promise.resolve(isQuiet ? { removed: [...quiet.places], stayed: [] } : removal)
    },
    ...(!isQuiet && { quit: () => void asked.push('quit') }),
  }
}
