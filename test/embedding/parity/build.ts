// Builds the parity page with the very settings that the window and its workers are built with.
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, type InlineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Folder of the built page. */
export async function buildPage(): Promise<string> {
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    at('../../../electron.vite.config.ts'),
    undefined,
    'error',
  );
  const { renderer } = loaded?.config as { readonly renderer: InlineConfig };
  const outDir = at('../../../.cache/parity');
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'error',
    root: at('.'),
    build: { ...renderer.build, outDir, emptyOutDir: true, rolldownOptions: { input: at('index.html') } },
  });
  return outDir;
}
