import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { UserConfig } from 'vite'
import { worksFile } from './packaging/worksFile'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const alias = { '@contract': at('src-preload/contract/index.ts') }
/** What is built in, for the notices of an installed app. */
const license = { fileName: 'licences.json' }

/**
 * The window, which the desktop app and the web host serve alike. The pages run under a strict content security policy,
 * so nothing may be inlined into them.
 */
export const renderer = {
  root: at('src-renderer'),
  base: './',
  plugins: [react()],
  resolve: { alias },
  // Unbuilt, as `npm run dev` serves it, a worker imports its parts.
  worker: { format: 'es' },
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    minify: true,
    license,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: at('src-renderer/index.html') },
  },
} satisfies UserConfig

export default defineConfig({
  main: {
    resolve: { alias },
    // Packages are built in, all but the `dependencies`: those are native, or read files that lie beside them.
    build: {
      license,
      rolldownOptions: {
        input: {
          index: at('src-main/index.ts'),
          engine: at('src-main/engine/process.ts'),
          fetch: at('src-main/library/fetchProcess.ts'),
          ask: at('src-main/cli/ask.ts'),
          listen: at('src-main/cli/listen.ts'),
          talk: at('src-main/cli/talk.ts'),
        },
      },
    },
  },
  // A sandboxed preload can load nothing from node_modules: what it needs is bundled.
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      license,
      rolldownOptions: { input: at('src-preload/index.ts'), output: { format: 'cjs' } },
    },
  },
  renderer: { ...renderer, plugins: [...renderer.plugins, worksFile(at('.'))] },
})
