/**
 * A host whose user says a word, by all ways on which words go: typed, spoken, asked of a tool, in what fails, in what ends the
 * engine, in a message that is none, as persona. Prints what it saw of the word, so that a test knows that it was there:
 * `node canaryHost.mjs ENGINE WORD FOLDER`, with the script of `failingEngine.ts` and a folder for its settings.
 */
import { config, type AskMessage, type EngineMessage } from '../../../src-preload/contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { forkEngine } from '../../../src-main/engineProcess/forkEngine'
import { RelayedWindows } from '../../../src-main/engineProcess/relayedWindows'
import { noteRun } from '../../../src-main/log/noteRun'
import { openNotes } from '../../../src-main/log/openNotes'
import { eventually } from '../eventually'
import { scratchSettings } from '../scratchSettings'
import { speakQuestion } from '../speakQuestion'

const [script, word, folder] = process.argv.slice(2)
const settings = scratchSettings(folder)
settings.change(new Map([['logLevel', 'debug']]))
const notes = openNotes(settings)
const engine = new EngineProcess(() => forkEngine(script), config.parse({ persona: `You know ${word}.` }), {
  onEvent: notes.note,
  onLoad: (load) => notes.figures.load(load),
})
const endLog = noteRun('browser', notes, engine, settings)
const told: EngineMessage[] = []
const window = new RelayedWindows(engine).connect()
window.onMessage((message) => told.push(message))
let turn = 0
let seen = 0

const until = <Type extends EngineMessage['type']>(type: Type) =>
  eventually(() => {
    const at = told.findIndex((message) => message.type === type)
    return at >= 0 && (told.splice(0, at + 1).at(-1) as Extract<EngineMessage, { type: Type }>)
  }, type)
const say = (message: AskMessage): void => window.send(message)
const ask = async (text: string): Promise<void> => {
  say({ type: 'ask', turn: ++turn, text })
  const { error } = await until('turn-end')
  if (JSON.stringify(error ?? '').includes(word)) seen++
}

engine.start()
await until('ready')
await ask(`What is a ${word}?`)
// Of a turn that was, once.
for (const timed of [turn, turn, turn + 100]) say({ type: 'timed', turn: timed, firstAudibleMs: 250 })
await ask(`call set_timer {"duration": "1 hour", "label": "${word}"}`)
await ask(`call ${word} {}`)
await ask(`fail ${word}`)
const samples = await speakQuestion(`What is a ${word}?`)
say({ type: 'utterance-start', turn: ++turn, mode: 'chat' })
say({ type: 'audio', turn, samples })
say({ type: 'utterance-pause', turn, pause: 1 })
say({ type: 'audio', turn, samples })
say({ type: 'utterance-end', turn })
await until('turn-end')
say({ type: 'store', request: 1, ask: { kind: 'search', text: word, limit: 10 } })
const { answer } = await until('stored')
if (JSON.stringify(answer).includes(word)) seen++
settings.change(new Map([['persona', word]]))
say({ type: 'ask', turn: ++turn, text: `crash ${word}` })
await until('engine')
await until('ready')
await ask(`What is a ${word}?`)
window.close()
await engine.end()
process.stdout.write(await notes.figures.text())
await endLog()
process.stdout.write(`seen ${seen}\n`)
process.exit(0)
