import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  deviceKinds,
  faultLine,
  noticeInEnglish,
  type DeviceConfig,
  type DiskPlace,
  type ModelCard,
} from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { isSandboxOff } from '../engine/files/ownSandbox'
import { ownFiles } from '../engine/files/shippedFiles'
import { namespacesClosedBy } from '../engine/files/userNamespaces'
import { deviceOf } from '../engine/models/chooseDevice'
import { freeHostBytes } from '../engine/models/freeMemory'
import { ortLibrary } from '../engine/onnx/library'
import { probeDevice, type ProbedDevice } from '../engine/onnx/probe'
import { HostSettings } from '../settings/hostSettings'
import { projectRoot } from '../engineProcess/projectRoot'
import { freeBytes } from '../models/diskSpace'
import { settingsFile, userPlaces } from '../models/places'
import { sizeText } from '../models/sizeText'
import { listModels } from '../models/storedModels'
import { desktopPlaces } from '../privacy/desktopPlaces'
import { diskPlaces } from '../privacy/diskPlaces'
import { findCards, type FoundCard } from './cards'
import { desktopFinding, hotkeyFinding, microphoneFinding } from './desktop'
import { probeApart } from './probeApart'
import type { DoctorReport, Finding } from './report'
import { sandboxFinding } from './sandbox'

/** Below this the smallest fetched listener has no room beside the system. */
const tightMemoryBytes = 4e9
/** The smallest fetched listener and voice. */
const tightDiskBytes = 4e9

/** Looks at everything that Parley needs. Computes on every device for a moment; changes nothing. */
export async function examine(): Promise<DoctorReport> {
  const { device, findings: configured } = configuration()
  const providers = await probeAll(device)
  const devices = findCards()
  const places = userPlaces()
  const models = await listModels(places)
  const own = await diskPlaces(desktopPlaces())
  const memory = { totalBytes: os.totalmem(), freeBytes: freeHostBytes() }
  const { onnxRuntime, finding: runtime } = examineRuntime()
  return {
    parley: parleyVersion(),
    system: {
      platform: process.platform,
      release: os.release(),
      arch: process.arch,
      processor: os.cpus().at(0)?.model.trim() ?? 'unknown',
      cores: os.availableParallelism(),
      node: process.versions.node,
      onnxRuntime,
    },
    memory,
    devices,
    providers: providers.map(inEnglish),
    models: models.map(({ id, kind, state, source }) => ({ id, kind, state, source })),
    places: own,
    findings: [
      systemFinding(),
      runtime,
      roomFinding('memory', memory.freeBytes, tightMemoryBytes, 'Close other programs.'),
      await diskFinding(places.modelsDir),
      placesFinding(own),
      ...cardFindings(devices),
      ...providers.filter(isOfThisSystem).map((provider) => providerFinding(provider, devices)),
      modelFinding(models),
      ...configured,
      microphoneFinding(),
      await hotkeyFinding(),
      desktopFinding(),
      ...sandboxFindings(),
    ],
  }
}

function inEnglish({ reason, fix, ...probed }: ProbedDevice): DoctorReport['providers'][number] {
  return {
    ...probed,
    ...(reason && { reason: noticeInEnglish(reason) }),
    ...(fix && { fix: noticeInEnglish(fix) }),
  }
}

/** As the engine would, with the card and the options that are configured. */
async function probeAll(device: DeviceConfig): Promise<ProbedDevice[]> {
  const probed: ProbedDevice[] = []
  for (const kind of deviceKinds) {
    const probe = kind === 'cpu' ? probeDevice : probeApart
    probed.push(await probe(deviceOf(kind, device), device.kind === kind))
  }
  return probed
}

function parleyVersion(): string {
  const file = readFileSync(path.join(projectRoot, 'package.json'), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}

function systemFinding(): Finding {
  const found = `${os.type()} ${os.release()} on ${process.arch}, ${os.availableParallelism()} cores, Node ${process.versions.node}`
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return { name: 'system', state: 'ok', found }
  return { name: 'system', state: 'trouble', found, fix: 'Install Node 20.19 or newer.' }
}

function examineRuntime(): { onnxRuntime?: string; finding: Finding } {
  try {
    const { version } = ortLibrary()
    return { onnxRuntime: version, finding: { name: 'ONNX Runtime', state: 'ok', found: version } }
  } catch (thrown) {
    const found = thrown instanceof Error ? thrown.message : String(thrown)
    return { finding: { name: 'ONNX Runtime', state: 'trouble', found, fix: 'Install Parley again.' } }
  }
}

async function diskFinding(modelsDir: string): Promise<Finding> {
  try {
    return roomFinding('disk', await freeBytes(modelsDir), tightDiskBytes, 'Make room for the models.')
  } catch {
    const found = `there is no disk for ${modelsDir}`
    return {
      name: 'disk',
      state: 'trouble',
      found,
      fix: 'Connect it, or name another folder (PARLEY_MODELS_DIR).',
    }
  }
}

function placesFinding(own: readonly DiskPlace[]): Finding {
  const sizeBytes = own.reduce((sum, place) => sum + place.sizeBytes, 0)
  const places = own.map((place) => `${place.path} (${sizeText(place.sizeBytes)})`)
  const found = own.length === 0 ? 'nothing' : `${sizeText(sizeBytes)}: ${places.join(', ')}`
  return { name: 'what Parley has on the disk', state: 'ok', found }
}

function roomFinding(name: string, free: number, tight: number, fix: string): Finding {
  const found = `${sizeText(free)} free`
  return free >= tight ? { name, state: 'ok', found } : { name, state: 'trouble', found, fix }
}

function cardFindings(cards: readonly FoundCard[]): Finding[] {
  if (cards.length === 0) return [{ name: 'graphics card', state: 'unknown', found: 'none was found' }]
  return cards.map(({ name, driver, freeBytes: free, totalBytes }) => ({
    name: 'graphics card',
    state: 'ok',
    found: [
      name,
      ...(driver === undefined ? [] : [`driver ${driver}`]),
      ...(free === undefined || totalBytes === undefined
        ? []
        : [`${sizeText(free)} of ${sizeText(totalBytes)} free`]),
    ].join(', '),
  }))
}

function isOfThisSystem({ kind, available }: ProbedDevice): boolean {
  const system = { directml: 'win32', coreml: 'darwin' } as const
  return available || !(kind in system) || system[kind as keyof typeof system] === process.platform
}

function providerFinding(
  { kind, name, available, reason, fix }: ProbedDevice,
  cards: readonly FoundCard[],
): Finding {
  const shown = kind === 'cpu' ? 'processor' : name
  if (available) return { name: shown, state: 'ok', found: 'computes' }
  // Linux tells of every card, with a driver or without.
  const isCardThere =
    process.platform !== 'linux' || cards.some(({ vendor }) => kind !== 'cuda' || vendor === 'NVIDIA')
  if (kind !== 'cpu' && !isCardThere)
    return { name: shown, state: 'unknown', found: kind === 'cuda' ? 'no NVIDIA card' : 'no graphics card' }
  // Only the processor must be there; the others are faster where they are.
  return {
    name: shown,
    state: kind === 'cpu' ? 'trouble' : 'unknown',
    found: reason ? noticeInEnglish(reason) : 'does not compute',
    ...(fix && { fix: noticeInEnglish(fix) }),
  }
}

/** On what the models are to run; of the settings there is something to say only where there is a file, or something is wrong. */
function configuration(): { device: DeviceConfig; findings: Finding[] } {
  const name = 'settings'
  const settings = new HostSettings({ file: settingsFile(), env: process.env })
  const { file, faults, values } = settings
  const troubles = faults.map((fault): Finding => ({ name, state: 'trouble', found: faultLine(fault) }))
  const isWell = troubles.length === 0 && existsSync(file)
  return { device: values.device, findings: isWell ? [{ name, state: 'ok', found: file }] : troubles }
}

/** Elsewhere than on Linux the system always lets Chromium have its sandbox. */
function sandboxFindings(): Finding[] {
  if (process.platform !== 'linux') return []
  const { isInstalled } = ownFiles
  return [sandboxFinding({ isInstalled, isOff: isSandboxOff, closedBy: namespacesClosedBy() })]
}

function modelFinding(models: readonly ModelCard[]): Finding {
  const ready = models.filter(({ state }) => state === 'ready').map(({ id }) => id)
  if (ready.length > 0) return { name: 'models', state: 'ok', found: ready.join(', ') }
  return {
    name: 'models',
    state: 'unknown',
    found: 'only the built-in ones, which are small',
    fix: `Run ${ownCommand('models', 'list')} to see what can be fetched.`,
  }
}
