import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the window loads once it runs is fetched from the start on. */
const fetchedAhead: Plugin = {
  name: 'fetched-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((file) => file.type === 'chunk' && file.isDynamicEntry)
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${fileName}` },
          injectTo: 'head',
        })),
  },
};

// Three programs from one tree: the main process (an ES module), the preload (one CommonJS file, because a
// sandboxed preload can be nothing else) and the window with its workers.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: { input: at('electron/main/index.ts') },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: at('electron/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src',
    publicDir: false,
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // In one piece, which is there before the first screen is drawn.
      cssCodeSplit: false,
      rolldownOptions: { input: at('src/index.html') },
    },
    worker: { format: 'es' },
    plugins: [react(), fetchedAhead],
    resolve: {
      // The browser runtime asks for its WebAssembly by an address we give it, never by one it makes up.
      conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
      alias: {
        'onnxruntime-web/webgpu': 'onnxruntime-web/wasm',
        // Its edition for browsers asks a document for the names of characters: a worker has none, and the page's
        // markup is no place for the text of files.
        'decode-named-character-reference': at('node_modules/decode-named-character-reference/index.js'),
      },
    },
  },
});
