import path from 'node:path'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import type { HostSettings } from '../../../src-main/settings/hostSettings'
import type { ModelCard } from '../../../src-preload/contract'
import { buildFetch } from '../buildFetch'
import { filesUnder } from '../hub/hubFiles'
import { startLoopbackHub, type LoopbackHub } from '../hub/loopbackHub'

const model = 'voxtral-mini-3b-q4'

/** A hub that comes and goes, and the shelf of a host that fetches a model from it. */
export class FaultyHub {
  readonly #shelf: ModelShelf
  readonly #start: (port?: number) => Promise<LoopbackHub>
  readonly #port: number
  readonly #unwatch: () => void
  #hub: LoopbackHub | undefined
  #card: ModelCard | undefined

  private constructor(
    shelf: ModelShelf,
    hub: LoopbackHub,
    start: (port?: number) => Promise<LoopbackHub>,
    told: (what: string) => void,
  ) {
    this.#shelf = shelf
    this.#hub = hub
    this.#start = start
    this.#port = Number(new URL(hub.endpoint).port)
    this.#unwatch = shelf.watch((cards) => {
      this.#card = cards.find(({ id }) => id === model)
      const { trouble, error } = this.#card ?? {}
      if (trouble !== undefined) told(`model: ${trouble.kind}`)
      if (error !== undefined) told(`model: ${error.code} ${error.notice.kind}`)
    })
  }

  /** @param told what a window shows of the model */
  static async open(root: string, settings: HostSettings, told: (what: string) => void): Promise<FaultyHub> {
    // The built-in listener, under the names that the catalogue's q4 files have.
    const nano = filesUnder(path.join(projectRoot, 'models/nano'), (name) =>
      name.startsWith('train/') ? undefined : name.replace('.onnx', '_q4.onnx'),
    )
    const start = (port?: number): Promise<LoopbackHub> =>
      startLoopbackHub({ repositories: { 'onnx-community/Voxtral-Mini-3B-2507-ONNX': nano }, port })
    const hub = await start()
    process.env.HF_ENDPOINT = hub.endpoint
    const places = { modelsDir: path.join(root, 'models'), hubCacheDir: path.join(root, 'hub') }
    const launch = await buildFetch()
    const shelf = new ModelShelf({ places, settings, launch, used: {}, use: () => undefined })
    return new FaultyHub(shelf, hub, start, told)
  }

  /** Nobody answers there any more. */
  async away(): Promise<void> {
    await this.#hub?.close()
    this.#hub = undefined
  }

  async back(): Promise<void> {
    this.#hub ??= await this.#start(this.#port)
  }

  /** Begins to fetch the model. */
  async fetch(): Promise<void> {
    await this.#shelf.ask({ type: 'fetch', id: model })
  }

  get isFetched(): boolean {
    return this.#card?.state === 'ready'
  }

  async remove(): Promise<void> {
    await this.#shelf.ask({ type: 'cancel', id: model })
  }

  async close(): Promise<void> {
    this.#unwatch()
    await this.#shelf.end()
    await this.away()
    delete process.env.HF_ENDPOINT
  }
}
