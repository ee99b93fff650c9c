// Puts passages into the derived database of a running program: see fill.ts, which does so within its window.
import { build } from 'vite';
import { packedBytes } from '#search/vectorCode.ts';
import { at, root } from '../../scripts/places.mjs';
import type { Opened } from '../program.ts';
import type { Filler } from './fill.ts';
import type { Source } from './source.ts';

const documentsAtOnce = 2_000;
const vectorsAtOnce = 4_000;

async function bundledFiller(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: at('bench/sizes/fill.ts'), formats: ['iife'], name: 'fill' },
    },
  });
  const output = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunk = output.find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('What fills the program was not bundled.');
  return chunk.code;
}

/** The name of the notebook's database. */
export function databaseOf({ program }: Opened): Promise<string> {
  return program.page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const derived = names.find((name) => name.endsWith('-passages-1')) ?? '';
    return derived.slice(0, -'-passages-1'.length);
  });
}

export async function fillProgram(opened: Opened, { given, packed }: Source, size: number): Promise<void> {
  const { page } = opened.program;
  await page.evaluate(await bundledFiller());
  for (let from = 0; from < given.documents.length; from += documentsAtOnce)
    await page.evaluate(
      (documents) => (globalThis as unknown as { readonly filler: Filler }).filler.takeDocuments(documents),
      given.documents.slice(from, from + documentsAtOnce),
    );
  // Vectors of questions come first: they are left out.
  for (let from = given.questions.whole.length; from * packedBytes < packed.length; from += vectorsAtOnce)
    await page.evaluate(
      (base64) => (globalThis as unknown as { readonly filler: Filler }).filler.takeVectors(base64),
      Buffer.from(packed.subarray(from * packedBytes, (from + vectorsAtOnce) * packedBytes)).toString(
        'base64',
      ),
    );
  const database = await databaseOf(opened);
  await page.evaluate(
    ([name, count]) => (globalThis as unknown as { readonly filler: Filler }).filler.fill(name, count),
    [database, size] as const,
  );
}
