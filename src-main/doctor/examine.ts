import os from 'node:os'
import { deviceKinds, type DeviceConfig, type DiskPlace, type ModelCard, type Notice } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { isSandboxOff } from '../engine/files/ownSandbox'
import { ownVersion } from '../engine/files/ownVersion'
import { ownFiles } from '../engine/files/shippedFiles'
import { namespacesClosedBy } from '../engine/files/userNamespaces'
import { chooseDevice, deviceOf } from '../engine/models/chooseDevice'
import { freeHostBytes } from '../engine/models/freeMemory'
import { ortLibrary } from '../engine/onnx/library'
import { probeDevice, type ProbedDevice } from '../engine/onnx/probe'
import { HostSettings } from '../settings/hostSettings'
import { freeBytes } from '../models/diskSpace'
import { settingsFile, userPlaces } from '../models/places'
import { listModels } from '../models/storedModels'
import { desktopPlaces } from '../privacy/desktopPlaces'
import { diskPlaces } from '../privacy/diskPlaces'
import { terminal, type Terminal, type TerminalWords } from '../terminalWords'
import { findCards, type FoundCard } from './cards'
import { desktopFinding, hotkeyFinding, microphoneFinding } from './desktop'
import { probeApart } from './probeApart'
import type { DoctorReport, Finding } from './report'
import { sandboxFinding } from './sandbox'
import { settingsFindings } from './settingsFindings'

type MissedDevice = Extract<Notice, { kind: 'device-missed' }>
type DoctorWords = TerminalWords['doctor']

/** Below this the smallest fetched listener has no room beside the system. */
const tightMemoryBytes = 4e9
/** The smallest fetched listener and voice. */
const tightDiskBytes = 4e9

/**
 * Looks at everything that Parley needs. Computes on every device for a moment; changes nothing.
 * @param told in whose words
 * @param isForOthers nothing is quoted of what the user wrote into the settings
 */
export async function examine(told: Terminal = terminal(), isForOthers = false): Promise<DoctorReport> {
  const {
    words,
    words: { doctor },
  } = told
  const settings = new HostSettings({ file: settingsFile(), env: process.env })
  const { device } = settings.values
  const providers = await probeAll(device)
  const missed = await missedDevices(device, providers)
  const missedOf = ({ kind }: ProbedDevice): MissedDevice | undefined =>
    missed.find((each) => each.device === kind)
  const devices = findCards()
  const places = userPlaces()
  const models = await listModels(places)
  const own = await diskPlaces(desktopPlaces())
  const memory = { totalBytes: os.totalmem(), freeBytes: freeHostBytes() }
  const { onnxRuntime, finding: runtime } = examineRuntime(doctor)
  return {
    parley: ownVersion(),
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
    providers: providers.map((each) => inWords(each, told)),
    models: models.map(({ id, kind, state, source }) => ({ id, kind, state, source })),
    places: own,
    findings: [
      systemFinding(doctor),
      runtime,
      roomFinding(doctor.names.memory, memory.freeBytes, tightMemoryBytes, doctor.fixes.memory, told),
      await diskFinding(places.modelsDir, told),
      placesFinding(own, told),
      ...cardFindings(devices, told),
      ...providers
        .filter((each) => isOfThisSystem(each) || missedOf(each))
        .map((each) => providerFinding(each, missedOf(each), devices, told)),
      modelFinding(models, doctor),
      ...settingsFindings(settings, told, isForOthers),
      microphoneFinding(undefined, undefined, words),
      await hotkeyFinding(undefined, words),
      desktopFinding(words),
      ...sandboxFindings(words),
    ],
  }
}

function inWords(
  { reason, fix, ...probed }: ProbedDevice,
  told: Terminal,
): DoctorReport['providers'][number] {
  return {
    ...probed,
    ...(reason && { reason: told.inWords(reason) }),
    ...(fix && { fix: told.inWords(fix) }),
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

/** The devices that the user counts on and that are not used, as the engine tells of them. */
async function missedDevices(
  config: DeviceConfig,
  providers: readonly ProbedDevice[],
): Promise<MissedDevice[]> {
  const { notes } = await chooseDevice(config, ({ kind }) =>
    Promise.resolve(providers.find((each) => each.kind === kind)!),
  )
  return notes.filter((note) => note.kind === 'device-missed')
}

function systemFinding(doctor: DoctorWords): Finding {
  const name = doctor.names.system
  const found = doctor.system(
    `${os.type()} ${os.release()}`,
    process.arch,
    `${os.availableParallelism()}`,
    process.versions.node,
  )
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return { name, state: 'ok', found }
  return { name, state: 'trouble', found, fix: doctor.fixes.node }
}

function examineRuntime(doctor: DoctorWords): { onnxRuntime?: string; finding: Finding } {
  try {
    const { version } = ortLibrary()
    return { onnxRuntime: version, finding: { name: 'ONNX Runtime', state: 'ok', found: version } }
  } catch (thrown) {
    const found = thrown instanceof Error ? thrown.message : String(thrown)
    return { finding: { name: 'ONNX Runtime', state: 'trouble', found, fix: doctor.fixes.install } }
  }
}

async function diskFinding(modelsDir: string, told: Terminal): Promise<Finding> {
  const { doctor } = told.words
  const name = doctor.names.disk
  try {
    return roomFinding(name, await freeBytes(modelsDir), tightDiskBytes, doctor.fixes.disk, told)
  } catch {
    return { name, state: 'trouble', found: doctor.noDisk(modelsDir), fix: doctor.fixes.noDisk }
  }
}

function placesFinding(own: readonly DiskPlace[], { words: { doctor }, formats }: Terminal): Finding {
  const sizeBytes = own.reduce((sum, place) => sum + place.sizeBytes, 0)
  const places = own.map((place) => `${place.path} (${formats.bytes(place.sizeBytes)})`)
  const found = own.length === 0 ? doctor.nothing : `${formats.bytes(sizeBytes)}: ${places.join(', ')}`
  return { name: doctor.names.places, state: 'ok', found }
}

function roomFinding(
  name: string,
  free: number,
  tight: number,
  fix: string,
  { words: { doctor }, formats }: Terminal,
): Finding {
  const found = doctor.free(formats.bytes(free))
  return free >= tight ? { name, state: 'ok', found } : { name, state: 'trouble', found, fix }
}

function cardFindings(cards: readonly FoundCard[], { words: { doctor }, formats }: Terminal): Finding[] {
  const name = doctor.names.card
  if (cards.length === 0) return [{ name, state: 'unknown', found: doctor.noCard }]
  return cards.map(({ name: card, driver, freeBytes: free, totalBytes }) => ({
    name,
    state: 'ok',
    found: [
      card,
      ...(driver === undefined ? [] : [doctor.driver(driver)]),
      ...(free === undefined || totalBytes === undefined
        ? []
        : [doctor.freeOf(formats.bytes(free), formats.bytes(totalBytes))]),
    ].join(', '),
  }))
}

function isOfThisSystem({ kind, available }: ProbedDevice): boolean {
  const system = { directml: 'win32', coreml: 'darwin' } as const
  return available || !(kind in system) || system[kind as keyof typeof system] === process.platform
}

function providerFinding(
  { kind, name, available, reason, fix, operators }: ProbedDevice,
  missed: MissedDevice | undefined,
  cards: readonly FoundCard[],
  told: Terminal,
): Finding {
  const { doctor } = told.words
  const { formats } = told
  const shown = kind === 'cpu' ? doctor.names.processor : name
  if (available) {
    const [here = 0, left = 0] = [operators?.[kind], kind === 'cpu' ? 0 : operators?.cpu]
    const partly = (): string => doctor.computesPartly(formats.count(here), formats.count(left))
    return { name: shown, state: 'ok', found: left === 0 ? doctor.computes : partly() }
  }
  if (missed !== undefined && reason !== undefined)
    return {
      name: shown,
      state: 'trouble',
      // What to do stands in a line of its own here.
      found: told.inWords({ ...missed, why: reason }),
      ...(fix && { fix: told.inWords(fix) }),
    }
  // Linux tells of every card, with a driver or without.
  const isCardThere =
    process.platform !== 'linux' || cards.some(({ vendor }) => kind !== 'cuda' || vendor === 'NVIDIA')
  if (kind !== 'cpu' && !isCardThere)
    return {
      name: shown,
      state: 'unknown',
      found: kind === 'cuda' ? doctor.noNvidiaCard : doctor.noGraphicsCard,
    }
  // Only the processor must be there; the others are faster where they are.
  return {
    name: shown,
    state: kind === 'cpu' ? 'trouble' : 'unknown',
    found: reason ? told.inWords(reason) : doctor.doesNotCompute,
    ...(fix && { fix: told.inWords(fix) }),
  }
}

/** Elsewhere than on Linux the system always lets Chromium have its sandbox. */
function sandboxFindings(words: TerminalWords): Finding[] {
  if (process.platform !== 'linux') return []
  const { isInstalled } = ownFiles
  return [sandboxFinding({ isInstalled, isOff: isSandboxOff, closedBy: namespacesClosedBy() }, words)]
}

function modelFinding(models: readonly ModelCard[], doctor: DoctorWords): Finding {
  const name = doctor.names.models
  const ready = models.filter(({ state }) => state === 'ready').map(({ id }) => id)
  if (ready.length > 0) return { name, state: 'ok', found: ready.join(', ') }
  return {
    name,
    state: 'unknown',
    found: doctor.onlyBuiltIn,
    fix: doctor.fixes.models(ownCommand('models', 'list')),
  }
}
