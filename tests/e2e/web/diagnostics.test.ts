import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bugReport, config, diagnosticsPath, hostFigures, passHeader } from '@contract'
import { EngineProcess } from '../../../src-main/engineProcess/engineProcess'
import { diagnosticsOf } from '../../../src-main/log/diagnostics'
import { openNotes } from '../../../src-main/log/openNotes'
import { startWebHost, type WebHost } from '../../../src-main/web/webHost'
import { scratchSettings } from '../../rigs/scratchSettings'
import { enter, ownHeaders, post } from './testPage'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-diagnostics-'))
const settings = scratchSettings(folder)
const notes = openNotes(settings, path.join(folder, 'logs'))
let host: WebHost
let own: Record<string, string>
let reports = 0
const diagnostics = diagnosticsOf(notes, settings, async ({ log }) => {
  reports++
  return { text: (await log.tail(9)).join('\n') }
})

beforeAll(async () => {
  const engine = new EngineProcess(() => {
    throw new Error('No engine is started here')
  }, config.parse({}))
  host = await startWebHost({ engine, rendererDir: folder, settings, diagnostics })
  own = ownHeaders(host.port, await enter(host.invite(60_000)))
})
afterAll(async () => {
  await host.close()
  await notes.log.close()
  rmSync(folder, { recursive: true })
})

const ask = (body: object, headers = own): ReturnType<typeof post> =>
  post(`${own.origin}${diagnosticsPath}`, headers, JSON.stringify(body))

it('a page is told what was counted, and is given a report with the end of the log', async () => {
  notes.note({ event: 'answer-cut', window: 1, turn: 2 })
  notes.note({ event: 'ended' })
  const { figures } = hostFigures.parse(JSON.parse((await ask({ kind: 'figures' })).body))
  expect(figures).toContainEqual({ metric: 'interruptions', labels: {}, value: 1 })
  const { text } = bugReport.parse(JSON.parse((await ask({ kind: 'report' })).body))
  expect(JSON.parse(text)).toMatchObject({ event: 'ended', part: 'host' })
})

it('one report is made at a time, however often it is asked for', async () => {
  reports = 0
  await Promise.all([1, 2, 3].map(() => diagnostics.report()))
  expect(reports).toBe(1)
})

it('what is none of both is refused, and so is who came by no link', async () => {
  expect(JSON.parse((await ask({ kind: 'constructor' })).body)).toMatchObject({ code: 'message-invalid' })
  const { cookie, origin, [passHeader]: pass } = own
  const strange: Record<string, string>[] = [
    { origin, cookie },
    { origin, [passHeader]: pass },
  ]
  for (const headers of strange) expect((await ask({ kind: 'figures' }, headers)).status).toBe(403)
})
