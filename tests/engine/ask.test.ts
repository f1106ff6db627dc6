import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeWav } from '../../src-main/engine/sound/wav'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { untilTheTestEnds, type CommandOutcome } from '../rigs/runCommand'
import { runHere } from '../rigs/runHere'
import { runTalk, type TalkOptions, type TalkOutcome } from '../rigs/runTalk'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-ask-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ask = (args: readonly string[], options: TalkOptions = {}): Promise<TalkOutcome> =>
  runTalk(args, { ...options, command: 'ask' })
const answer = 'William Shakespeare wrote Hamlet.'
const endless = path.join(projectRoot, 'tests/fixtures/voxtral/tiny')

describe('npm run ask', () => {
  it('prints the answer and nothing else', async () => {
    expect(await ask(['Who', 'wrote', 'Hamlet?'])).toMatchObject({ code: 0, out: `${answer}\n`, err: '' })
  })

  it('looks at the clock for what nobody can know', async () => {
    const { out } = await runHere('src-main/cli/ask.ts', ['What time is it?'])
    expect(out).toMatch(/^It is \d\d:\d\d\.\n$/)
  })

  it('asks what the standard input says, and makes no sound that nobody takes', async () => {
    const { out } = await ask(['-', '--json'], { input: Buffer.from('Who wrote Hamlet?\n') })
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; text?: string })
    const pieces = events.filter(({ type }) => type === 'text').map(({ text }) => text)
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.join('')).toBe(answer)
    expect(events.filter(({ type }) => type === 'audio')).toEqual([])
  })

  it('writes speech into a pipe, and beside it the words and how fast they came', async () => {
    const { bytes, err } = await ask(['Who wrote Hamlet?', '--out', '-', '--figures'])
    const { samples, sampleRateHz } = decodeWav(bytes, 'speech')
    expect(samples.length / sampleRateHz).toBeGreaterThan(1)
    expect(err).toMatch(/^William Shakespeare wrote Hamlet\.\nfirst token \d+ ms, .*first sound \d+ ms/)
  })

  it.runIf(process.platform === 'linux')('plays it on the loudspeaker, by the program there is', async () => {
    const written = path.join(folder, 'answer.wav')
    const played = path.join(folder, 'played')
    writeFileSync(path.join(folder, 'aplay'), `#!/bin/sh\necho "$@" > ${played}.words\ncat > ${played}\n`)
    chmodSync(path.join(folder, 'aplay'), 0o755)
    const say = (PATH: string, ...args: string[]): Promise<CommandOutcome> =>
      runHere('src-main/cli/ask.ts', ['Who wrote Hamlet?', '--say', ...args], { PATH })
    const withPlayer = `${folder}:${process.env.PATH}`
    const { code } = await say(withPlayer, '--out', written)
    expect(code).toBe(0)
    const { sampleRateHz } = decodeWav(readFileSync(written), written)
    expect(readFileSync(played).equals(readFileSync(written).subarray(44))).toBe(true)
    expect(readFileSync(`${played}.words`, 'utf8')).toContain(`-r ${sampleRateHz}`)

    writeFileSync(path.join(folder, 'aplay'), '#!/bin/sh\necho "no such device." >&2\nexit 1\n')
    expect(await say(withPlayer)).toMatchObject({
      code: 1,
      err: 'parley: aplay could not play the answer: no such device. Check the loudspeaker.\n',
    })
    expect(await say('')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^parley: No program that plays sound was found\. Install one: [^.]+\.\n$/,
      ) as string,
    })
  })

  it('ends at once on Ctrl-C', async () => {
    let isPressed = false
    const watch: TalkOptions['watch'] = (child) => (isPressed ||= child.kill('SIGINT'))
    const { code, err } = await ask(['hello', '--model', endless], { watch })
    expect([code, err]).toEqual([130, ''])
  })

  it.runIf(process.platform !== 'win32').each([[''], ['--out -']])(
    'ends quietly with the program that reads it %s',
    async (more) => {
      const line = `"$0" out/main/ask.js hello --model "$1" ${more} 2>"$2" | head -c 50 | wc -c`
      const errors = path.join(folder, 'errors')
      const shell = spawn('sh', ['-c', line, process.execPath, endless, errors], {
        cwd: projectRoot,
        ...untilTheTestEnds,
      })
      let read = ''
      shell.stdout.on('data', (data: Buffer) => (read += data.toString()))
      await new Promise((resolve) => shell.once('close', resolve))
      expect(read.trim()).toBe('50')
      // The words go there while speech is piped.
      expect(readFileSync(errors, 'utf8')).not.toMatch(/parley:|Error/)
    },
  )
})
