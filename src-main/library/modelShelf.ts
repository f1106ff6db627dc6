import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  AppError,
  builtInModel,
  notedTrouble,
  toAppError,
  type AppErrorBody,
  type ModelCard,
  type ModelKind,
  type ModelRequest,
  type NoteEvent,
} from '@contract'
import type { CudaShelf } from '../cuda/cudaShelf'
import type { ContactNote } from '../privacy/contactLog'
import { bundledDirectory } from '../models/bundledModels'
import { catalogue } from '../models/catalogue'
import { endOfTurnPlaces } from '../models/endOfTurnPlaces'
import type { FetchChild } from './fetchMessages'
import { askSizeApart } from './askSizeApart'
import { freeRoom } from './freeRoom'
import { importApart } from './importApart'
import { suggestedModels, type FreeRoom } from './suggestedModels'
import type { Places } from '../models/places'
import type { PullProgress } from '../models/pullModel'
import { Speed } from '../models/speed'
import { listModels, removeModel, ownCard } from '../models/storedModels'
import type { HostSettings } from '../settings/hostSettings'
import { usedModels, type UsedDirectories } from '../settings/usedModels'

export interface ModelShelfOptions {
  readonly places: Places
  /** Starts a process that fetches or imports a model. */
  readonly launch: () => FetchChild
  /** The libraries of NVIDIA cards, where windows may fetch them. */
  readonly cuda?: CudaShelf
  /** What this computer has free; absent: it is looked at. */
  readonly room?: () => Promise<FreeRoom>
  /** For models that need one. */
  readonly token?: () => string | undefined
  /** By which the hub is asked where the environment names none. */
  readonly proxy?: () => Promise<string | undefined>
  /** What is chosen is chosen there. */
  readonly settings: HostSettings
  /** What the engine runs on now. */
  readonly used: UsedDirectories
  /** Called when somebody is asked for a model, or sends some of it. */
  readonly onContact?: (contact: ContactNote) => void
  /** Told of fetches, for the log. */
  readonly note?: NoteEvent
  /** Called when other models were chosen. */
  readonly use: (directories: UsedDirectories) => void
}

/** A model that is being fetched. */
interface Fetch {
  readonly child: FetchChild
  readonly speed: Speed
  readonly gone: Promise<void>
  progress: PullProgress
  isStopped: boolean
}

type Watcher = (cards: readonly ModelCard[]) => void

/** The models of this computer as windows see them: what there is, what is being fetched, and which ones are used. */
export class ModelShelf {
  readonly #options: ModelShelfOptions
  readonly #watchers = new Set<Watcher>()
  readonly #fetches = new Map<string, Fetch>()
  readonly #errors = new Map<string, AppErrorBody>()
  /** How fast models came last; undefined: none has come yet. */
  #bytesPerSecond: number | undefined
  /** What the hub said of models of which nothing is here. */
  readonly #sizes = new Map<string, number>()
  /** What was fetched since the start, until it is used or set aside. */
  readonly #new = new Set<string>()
  #listed: readonly ModelCard[] = []
  #used: UsedDirectories
  /** Where the engine looks for an end-of-turn model: one that is there is used by itself. */
  #turnEnds: readonly string[]
  /** The CUDA libraries were here when the engine was started. */
  #isCudaUsed = false
  /** As it was when the models were listed first: with them loaded it would be another. */
  #room: Promise<FreeRoom> | undefined
  #isEnded = false
  #unfollow: () => void
  /** Resolves when the engine is started with what was chosen last. */
  #following: Promise<void> = Promise.resolve()
  #telling: NodeJS.Timeout | undefined

  constructor(options: ModelShelfOptions) {
    this.#options = options
    this.#used = options.used
    this.#turnEnds = endOfTurnPlaces(options.places)
    this.#unfollow = options.settings.watch((keys) => {
      if (keys.has('listener') || keys.has('voiceModel'))
        // Whoever chose is told why it failed.
        this.#follow().catch(() => undefined)
    })
    void this.#noteCuda()
  }

  /** What the engine runs on now. */
  get used(): UsedDirectories {
    return this.#used
  }

  /** Calls with all cards soon and after every change. Returns what ends that. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    // Another Parley, or its command line, may have changed what is here.
    void this.#refresh()
    return () => this.#watchers.delete(watcher)
  }

  /** Does what a window wants, or says why not. */
  ask(request: ModelRequest): Promise<AppErrorBody | undefined> {
    return this.#try(() => this.#do(request))
  }

  /** Takes a directory of the user's own into the list and uses the model in it, or says why not. */
  useDirectory(directory: string): Promise<AppErrorBody | undefined> {
    return this.#try(async () => {
      const { launch, places } = this.#options
      await this.#do({ type: 'use', id: await importApart(launch, places, directory) })
    })
  }

  async #try(work: () => Promise<void>): Promise<AppErrorBody | undefined> {
    try {
      await work()
      return undefined
    } catch (thrown) {
      return toAppError(thrown).toBody()
    } finally {
      await this.#refresh()
    }
  }

  /** Stops every fetch; they go on when they are asked for again. */
  close(): void {
    clearTimeout(this.#telling)
    this.#watchers.clear()
    this.#unfollow()
    for (const { child } of this.#fetches.values()) child.kill()
  }

  /** Stops every fetch for good, and resolves when their processes are gone. */
  async end(): Promise<void> {
    this.#isEnded = true
    const gone = [...this.#fetches.values()].map((fetch) => fetch.gone)
    this.close()
    await Promise.all(gone)
  }

  async #do(request: ModelRequest): Promise<void> {
    if (this.#isEnded) throw new AppError('busy', { kind: 'everything-removed' })
    if (request.type === 'use-built-in') return this.#choose(request.kind, undefined)
    const card = await this.#card(request.id)
    switch (request.type) {
      case 'size':
        await this.#measure(card)
        return
      case 'fetch':
        return this.#fetch(card)
      case 'set-aside':
        this.#new.delete(card.id)
        return
      case 'pause':
        return this.#stop(card.id)
      case 'cancel':
        await this.#stop(card.id)
        return this.#remove(card).catch((thrown: unknown) => {
          // Stopped before there was anything of it.
          if (toAppError(thrown).code !== 'model-missing') throw thrown
        })
      case 'remove':
        if ((card.kind === 'listener' || card.kind === 'voice') && this.#isUsed(card))
          throw new AppError('busy', { kind: 'model-in-use', name: card.name })
        await this.#remove(card)
        // Its files stay, so the engine cannot see that it is forgotten.
        if (card.kind === 'turn-end' && card.isOwnDirectory) await this.#start()
        return
      case 'use':
        if (card.state !== 'ready')
          throw new AppError('model-missing', { kind: 'model-not-whole', name: card.name })
        if (card.kind === 'cuda') return this.#start()
        return this.#choose(card.kind, card.id)
    }
  }

  async #measure(card: ModelCard): Promise<void> {
    const { sizeBytes, bytesPerSecond } = await askSizeApart(
      this.#options.launch(),
      await this.#asked('size', card),
    )
    this.#sizes.set(card.id, sizeBytes)
    this.#bytesPerSecond = bytesPerSecond ?? this.#bytesPerSecond
  }

  async #card(id: string): Promise<ModelCard> {
    const card = (await this.#list()).find((each) => each.id === id)
    if (card === undefined) throw new AppError('model-missing', { kind: 'no-model', name: id })
    return card
  }

  async #list(): Promise<ModelCard[]> {
    const { places, cuda } = this.#options
    const libraries = await cuda?.card()
    const models = await listModels(places)
    this.#room ??= this.#options.room?.() ?? freeRoom(places.modelsDir)
    const suggested = suggestedModels(models, await this.#room)
    const cards = models.map((card) => ({ ...card, suggestion: suggested.get(card.id) }))
    return [...cards, ...(libraries ? [libraries] : [])]
  }

  async #remove({ kind, id }: ModelCard): Promise<void> {
    const { places, cuda } = this.#options
    if (kind !== 'cuda') return removeModel(places, id)
    await cuda?.remove()
    this.#isCudaUsed = false
  }

  #fetch(card: ModelCard): void {
    const { id, kind, doneBytes, sizeBytes, obstacle } = card
    const { note = () => undefined } = this.#options
    if (this.#fetches.has(id)) return
    if (obstacle !== undefined) throw new AppError('runtime-unavailable', obstacle)
    this.#errors.delete(id)
    const child = this.#options.launch()
    const gone = new Promise<void>((resolve) => child.onExit(resolve))
    const progress: PullProgress = { state: 'fetching', doneBytes, sizeBytes }
    const fetch: Fetch = { child, gone, progress, speed: new Speed(), isStopped: false }
    this.#fetches.set(id, fetch)
    const beganAt = performance.now()
    note({ event: 'fetch-began', kind })
    // Speed falls also while nothing comes.
    const ticking = setInterval(() => this.#tellSoon(), 1000)
    let isToldOf = false
    child.onMessage((message) => {
      if (message.kind === 'progress') {
        const { state, doneBytes, sizeBytes, trouble } = message.progress
        if (state !== fetch.progress.state) fetch.speed.restart()
        // Until the process knows what there is, what was here before is shown.
        fetch.progress = sizeBytes === undefined ? { ...fetch.progress, state, trouble } : message.progress
        if (sizeBytes !== undefined) fetch.speed.note(doneBytes)
        this.#tellSoon()
        return
      }
      if (message.kind === 'contact') return this.#options.onContact?.(message.contact)
      isToldOf = true
      if (message.kind === 'failed') this.#errors.set(id, message.error)
      else if (card.kind === 'listener' || card.kind === 'voice') this.#new.add(id)
    })
    void gone.then(() => {
      clearInterval(ticking)
      this.#fetches.delete(id)
      const isDone = isToldOf && !this.#errors.has(id)
      if (!isToldOf && !fetch.isStopped) {
        this.#errors.set(
          id,
          new AppError('download-failed', { kind: 'fetch-stopped' }, { retryable: true }).toBody(),
        )
      }
      const error = this.#errors.get(id)
      note({
        ...{
          event: 'fetch-ended',
          kind,
          ms: performance.now() - beganAt,
          doneBytes: fetch.progress.doneBytes,
        },
        outcome: isDone ? 'done' : error === undefined ? 'stopped' : 'failed',
        ...(error && notedTrouble(error)),
      })
      return this.#refresh()
    })
    void this.#asked('fetch', card).then((request) => child.send(request))
  }

  /** What a process is asked that reaches the hub. */
  async #asked<Kind extends 'fetch' | 'size'>(kind: Kind, card: ModelCard) {
    const { places, token, proxy } = this.#options
    const found = await proxy?.().catch(() => undefined)
    return { kind, name: pullName(card), places, token: token?.(), proxy: found }
  }

  async #stop(id: string): Promise<void> {
    this.#errors.delete(id)
    const fetch = this.#fetches.get(id)
    if (fetch === undefined) return
    fetch.isStopped = true
    fetch.child.kill()
    await fetch.gone
  }

  async #choose(kind: ModelKind, id: string | undefined): Promise<void> {
    if (kind === 'turn-end') return this.#start()
    const before = this.#following
    const { settings, places } = this.#options
    const key = kind === 'voice' ? 'voiceModel' : kind
    settings.change(new Map([[key, id]]))
    // Another may be named elsewhere, such as on the command line, or have come with the app.
    const isOther = settings.values[key] !== undefined || bundledDirectory(places, kind) !== undefined
    if (id === undefined && isOther) settings.change(new Map([[key, builtInModel]]))
    // The same once more is loaded once more: it may have failed.
    await (this.#following === before ? this.#follow() : this.#following)
  }

  /** Uses what the settings name now, one choice after the other. */
  #follow(): Promise<void> {
    const { settings, places } = this.#options
    this.#following = this.#following
      .catch(() => undefined)
      .then(async () => {
        this.#used = await usedModels(settings, places)
        await this.#start()
        this.#tellSoon()
      })
    return this.#following
  }

  /** Lets the engine start anew with what is chosen and here. */
  async #start(): Promise<void> {
    this.#options.use(this.#used)
    this.#turnEnds = endOfTurnPlaces(this.#options.places)
    await this.#noteCuda()
  }

  async #noteCuda(): Promise<void> {
    this.#isCudaUsed = (await this.#options.cuda?.card())?.state === 'ready'
  }

  #isUsed({ kind, id, source, isOwnDirectory, isBundled }: ModelCard): boolean {
    if (kind === 'cuda') return this.#isCudaUsed
    const { modelsDir, bundledDir = modelsDir } = this.#options.places
    const directory = isOwnDirectory ? source : path.join(isBundled ? bundledDir : modelsDir, id)
    if (kind !== 'turn-end') return this.#used[kind] === directory
    const first = this.#turnEnds.find((file) => existsSync(file))
    return first !== undefined && path.dirname(first) === directory
  }

  async #refresh(): Promise<void> {
    this.#listed = await this.#list()
    this.#tell()
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), 100)
  }

  /** Those that are used and in no list: folders that were named when Parley was started. */
  #named(): ModelCard[] {
    return (['listener', 'voice'] as const).flatMap((kind) => {
      const directory = this.#used[kind]
      const isListed = this.#listed.some((card) => card.kind === kind && this.#isUsed(card))
      return directory === undefined || isListed ? [] : [ownCard({ id: directory, kind, directory })]
    })
  }

  #tell(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    const cards = [...this.#listed, ...this.#named()].map((card) => {
      const inUse = this.#isUsed(card)
      const isReady = card.state === 'ready' && !this.#fetches.has(card.id)
      if (inUse) this.#new.delete(card.id)
      return this.#withFetch({ ...card, inUse, ...(isReady && this.#new.has(card.id) && { isNew: true }) })
    })
    for (const watcher of this.#watchers) watcher(cards)
  }

  #withFetch(card: ModelCard): ModelCard {
    const fetch = this.#fetches.get(card.id)
    if (fetch === undefined) {
      const asked = card.state === 'absent' ? this.#sizes.get(card.id) : undefined
      const size = asked !== undefined && { sizeBytes: asked, isSizeApproximate: false }
      const missingBytes = (asked ?? card.sizeBytes ?? 0) - card.doneBytes
      const speed = this.#bytesPerSecond
      const isToCome = card.state !== 'ready' && missingBytes > 0 && speed
      return {
        ...card,
        ...size,
        ...(isToCome && { expectedSeconds: missingBytes / speed }),
        error: this.#errors.get(card.id),
      }
    }
    const { state, doneBytes, sizeBytes, trouble } = fetch.progress
    const { speed } = fetch
    this.#bytesPerSecond = speed.bytesPerSecond ?? this.#bytesPerSecond
    return {
      ...card,
      ...{ state, doneBytes, trouble },
      ...(sizeBytes !== undefined && {
        sizeBytes,
        isSizeApproximate: false,
        bytesPerSecond: speed.bytesPerSecond,
        secondsLeft: speed.secondsLeft(sizeBytes - doneBytes),
      }),
    }
  }
}

/** What `pullModel` knows a model by: a repository that is not in the catalogue by its own name. */
function pullName({ id, kind, source, variant }: ModelCard): string {
  if (kind === 'cuda' || catalogue.some((entry) => entry.id === id)) return id
  return variant === '' ? source : `${source}:${variant}`
}
