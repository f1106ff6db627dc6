import { contactPurpose, ownPart, wantedLanguages } from '@contract'
import { afterEach, describe, expect, it } from 'vitest'
import { catalogue, dayName, formats, speakIn, words } from '../../../src-renderer/words'
import { catalogueFaults } from '../../rigs/catalogueFaults'
import { markedFormats } from '../../rigs/markedFormats'

afterEach(() => speakIn([]))

const card = { name: '⟨name⟩', isOwnDirectory: false, isSizeApproximate: true, sizeBytes: 21, doneBytes: 12 }
const parts = ownPart.options
const calls: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'trouble.unplugged': [[{ lost: '⟨lost⟩', next: '⟨next⟩' }], [{ lost: '', next: '⟨next⟩' }]],
  'trouble.speakerUnplugged': [[{ lost: '⟨lost⟩' }], [{ lost: '' }]],
  'conversation.link.title': [['⟨host⟩'], ['']],
  'echo.figures': [[{ delayMs: 12, echoDb: -34, leftDb: -56 }], [{}]],
  'models.figures': [
    [{ ...card, licence: '⟨licence⟩', memoryBytes: 34 }],
    [{ ...card, sizeBytes: undefined }],
    [{ isOwnDirectory: true, source: '⟨source⟩' }],
  ],
  'models.coming': [
    [[card, { ...card, name: '⟨other⟩' }], undefined],
    [[card], 0.345],
  ],
  'models.failed': [[['⟨model⟩']], [['⟨model⟩', '⟨other⟩']]],
  'models.here': [[[card]], [[card, { ...card, name: '⟨other⟩' }]]],
  'models.states.partial': [[card]],
  'models.states.fetching': [[{ ...card, bytesPerSecond: 34, secondsLeft: 56 }], [{ doneBytes: 0 }]],
  'models.states.checking': [[card]],
  'models.fetch': [[card], [{ sizeBytes: 21 }]],
  'models.sure': [[card], [{ isOwnDirectory: true }]],
  'privacy.contact': contactPurpose.options.flatMap((purpose) => [
    [{ purpose, requests: 1, lastAt: 34 }],
    [{ purpose, requests: 12, lastAt: 34, receivedBytes: 56 }],
  ]),
  'privacy.seenAt': parts.flatMap((part) => [
    [{ part, firstAt: 12, lastAt: 12 }],
    [{ part, firstAt: 12, lastAt: 34 }],
  ]),
  'privacy.looks': [[{ parts, everySeconds: 12 }]],
  'privacy.closed': [[parts]],
  'conversations.found': [
    [1, true],
    [1, false],
    [12, true],
    [12, false],
  ],
  'keeping.days': [[1], [12], [365]],
  'keeping.note': [
    ...['never', 'until-quit', 'yes'].map((mode) => [{ mode }]),
    ...[1, 12].map((days) => [{ mode: 'yes', days }]),
  ],
}

/** What may be the same as in English: names, and words that both languages have. */
const names = [
  'name',
  ...['keyboard.Alt', 'keyboard.Super'],
  ...['conversations.save.formats.markdown', 'conversations.save.formats.json'],
  'settingNames.device.kind.choices.coreml',
]
const same: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...names,
    'keyboard.Escape',
    'conversation.code',
    'settingNames.theme.choices.system',
    'units.ms',
    'sandbox.name',
    'tools.ringing.timer',
  ],
  fr: [
    ...[...names, 'keyboard.Control', 'conversation.name', 'conversation.code', 'conversations.name'],
    ...['units.ms', 'units.tokens', 'units.minutes'],
    ...['settings.keyNames.list', 'turnTaking.patience.labels.patient', 'licences.name'],
    ...['privacy.places.config', 'privacy.places.conversations'],
  ],
  es: [...names, 'keyboard.Control', 'keyboard.Escape', 'units.ms', 'units.tokens'],
  hi: [...names, 'keyboard.Control', 'keyboard.Shift', 'keyboard.Escape'],
}

describe.each(Object.entries(same))('the words of the window in %s', (tag, same) => {
  it('say all that is said in English, and leave nothing in it', () => {
    const { en, ...others } = catalogue
    const other = others[tag as keyof typeof others](markedFormats)
    expect(other.language).toBe(tag)
    expect(
      catalogueFaults({ ...en(markedFormats), language: tag }, other, { calls, same: [...same, 'language'] }),
    ).toEqual([])
  })
})

it('has words in every language that is offered', () => {
  expect(Object.keys(catalogue)).toEqual(['en', ...Object.keys(same)])
})

it('speaks the language that was chosen as the region of the system writes it', () => {
  const system = ['fr-CH', 'de_AT.UTF-8', 'C']
  expect(wantedLanguages('system', system)).toBe(system)
  speakIn(wantedLanguages('de', system))
  const day = new Date(2026, 0, 5).getTime()
  expect([words.language, dayName(day, new Date(2026, 2, 30).getTime())]).toEqual(['de', '5. Jänner'])
  speakIn(wantedLanguages('es', system))
  expect(words.language).toBe('es')
})

it('keeps a French sign with the word before it', () => {
  const loose: string[] = []
  const look = (said: unknown): void => {
    const isLoose = (text: string): boolean =>
      /[^\u00a0][!?;:»]|«[^\u00a0]/.test(text.replace(/https?:\/\/\S+/g, ''))
    if (typeof said === 'string' && isLoose(said)) loose.push(said)
    else if (typeof said === 'object' && said !== null) Object.values(said).forEach(look)
  }
  look(catalogue.fr(markedFormats))
  expect(loose).toEqual([])
})

it('writes numbers and days as the language and its region do', () => {
  const now = new Date(2026, 2, 30).getTime()
  speakIn(['de-AT', 'en'])
  expect([formats.bytes(3.2e9), formats.duration(1234)]).toEqual(['3,2 GB', '1,2 s'])
  expect(words.keeping.days(30)).toBe('30 Tage')
  expect(dayName(new Date(2026, 0, 5).getTime(), now)).toBe('5. Jänner')
  speakIn(['hi-IN'])
  expect(dayName(now, now)).toBe('आज')
})
