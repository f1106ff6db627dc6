import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { readRecording } from '../../src-renderer/recording/readRecording'
import { replay } from '../../src-renderer/recording/replay'
import { eventually } from '../rigs/eventually'
import { freshBuild } from '../rigs/freshBuild'
import { startAnsweringServer } from '../rigs/server/answeringServer'
import { untilTheTestEnds } from '../rigs/runCommand'
import { runTalk } from '../rigs/runTalk'
import { speakQuestion } from '../rigs/speakQuestion'
import { pcm16 } from '../../src-main/engine/sound/pcm16'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-listen-'))
const at = (name: string): string => path.join(folder, name)
const rig = path.join(projectRoot, 'tests/rigs/sound/fakeRecorder.mjs')
let child: ChildProcess | undefined

/** What is said into the microphone, one after the other. */
const questions = ['What is the capital of France?', 'Tell me a story.', 'Who wrote Hamlet?']
const say = (number: number): void => {
  // The recorder finds it whole.
  copyFileSync(at(`question-${number}`), at('next'))
  renameSync(at('next'), at(`say-${number}`))
}

/** Of raw sound as the loudspeaker takes it. */
const seconds = (count: number): number => count * 2 * 24_000

/** Each stretch that was played, by the size of its raw sound. */
const played = (): number[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('played-'))
    .map((name) => readFileSync(at(name)).length)

describe.runIf(process.platform === 'linux')('npm run listen', () => {
  beforeAll(async () => {
    await freshBuild(() => undefined)
    for (const [number, text] of questions.entries()) {
      const samples = await speakQuestion(text, { voice: 'en-us+f2', leadMs: 100, trailMs: 100 })
      writeFileSync(at(`question-${number}`), pcm16(samples))
    }
    writeFileSync(at('arecord'), `#!/bin/sh\nexec "${process.execPath}" "${rig}"\n`)
    writeFileSync(at('aplay'), `#!/bin/sh\nexec cat > ${folder}/played-$$\n`)
    for (const program of ['arecord', 'aplay']) chmodSync(at(program), 0o755)
  })
  afterEach(() => {
    child?.kill('SIGKILL')
    for (const name of readdirSync(folder)) if (/^(say|played)-/.test(name)) rmSync(at(name))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('hears a question, answers it, is interrupted by the next, and records that, through the programs of the system', async () => {
    // The story is longer than any computer is busy: on a slow one a short one is over before the next question is heard.
    const story =
      'Once upon a time, a machine learned to listen.' + ' It heard the rain and the birds.'.repeat(50)
    const answers = {
      story,
      capital: 'The capital of France is Paris.',
      hamlet: 'William Shakespeare wrote Hamlet.',
    }
    const server = await startAnsweringServer({
      answer: ({ body }) => {
        const asked = JSON.stringify(body.messages?.at(-1))
        return Object.entries(answers).flatMap(([word, answer]) => (asked.includes(word) ? [answer] : []))
      },
    })
    onTestFinished(() => server.close())
    const answering = ['--answers-from', 'server', '--server', server.base, '--send-sound', 'false']
    child = spawn(process.execPath, ['out/main/listen.js', '--recording', ...answering], {
      cwd: projectRoot,
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, PARLEY_FAKE_SOUND: folder },
      detached: true,
      ...untilTheTestEnds,
    })
    let [out, err] = ['', '']
    child.stdout!.on('data', (data: Buffer) => (out += data.toString()))
    child.stderr!.on('data', (data: Buffer) => (err += data.toString()))
    const until = (isSo: () => boolean): Promise<boolean> => eventually(isSo, () => `more than ${out}${err}`)
    const over = new Promise((resolve) => child!.once('close', resolve))

    await until(() => err.includes('parley: ready\n'))
    say(0)
    await until(() => out.endsWith('Paris.\n'))
    expect(out).toBe('You: what is the capital of france\nParley: The capital of France is Paris.\n')
    expect(err).toMatch(/listening\n.*thinking\n.*speaking\n.*ready\n/s)
    // The answer takes more than a second.
    expect(played()).toEqual([expect.any(Number)])
    expect(played()[0]).toBeGreaterThan(seconds(1))

    say(1)
    // Speech that comes sooner would go on with the question.
    await until(() => played().some((bytes) => bytes > seconds(3)))
    say(2)
    await until(() => out.endsWith('Parley: William Shakespeare wrote Hamlet.\n'))
    // As a terminal does: to all that it started.
    process.kill(-child.pid!, 'SIGINT')
    expect(await over).toBe(0)
    expect(err).not.toContain('arecord')
    const [, , asked, told, ...rest] = out.trimEnd().split('\n')
    expect([asked, ...rest]).toEqual([
      'You: tell me a story',
      'You: who wrote hamlet',
      'Parley: William Shakespeare wrote Hamlet.',
    ])
    expect(told).toMatch(/^Parley: Once upon a time, [^.]+\..* …$/)
    expect(told.length).toBeLessThan(story.length)

    const [, file] = /^parley: The recording lies in (\S+)\.$/m.exec(err)!
    const recording = readRecording(readFileSync(file, 'utf8'))
    expect(recording.lines.filter(Boolean).at(-1)).toBe('{"end":"stopped"}')
    const { lines, divergence } = await replay(recording)
    expect(divergence).toBeUndefined()
    expect(lines.join()).toContain('William Shakespeare')
  })

  it('says what to install where no program records, and why one does not', async () => {
    const run = (PATH: string): ReturnType<typeof runTalk> =>
      runTalk([], { command: 'listen', env: { PATH } })
    expect(await run('')).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^parley: No program that records was found\. Install one: [^.]+\.\n$/,
      ) as string,
    })
    const broken = mkdtempSync(at('broken-'))
    writeFileSync(
      path.join(broken, 'arecord'),
      '#!/bin/sh\necho "arecord: main: audio open error: Device busy" >&2\nexit 1\n',
    )
    copyFileSync(at('aplay'), path.join(broken, 'aplay'))
    for (const program of ['arecord', 'aplay']) chmodSync(path.join(broken, program), 0o755)
    const { code, err } = await run(broken)
    expect(err).toContain(
      'parley: arecord stopped recording: arecord: main: audio open error: Device busy. Check the microphone.\n',
    )
    expect(code).toBe(1)
  })
})
