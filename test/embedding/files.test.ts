// The model's files: what is on disk is what the model's data says, and nothing else is ever used.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FaultError, folderOf, openFiles, type Fetch } from '#embedding/files.ts';
import { labelOf, miniLM, type EmbeddingModel } from '#embedding/model.ts';

const shipped = new URL('../../resources/models/', import.meta.url);
const bytes = new TextEncoder().encode('{"hidden_size":2}');
const small: EmbeddingModel = {
  ...miniLM,
  id: 'small',
  files: [
    {
      path: 'config.json',
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  ],
};
const serving =
  (body: Uint8Array<ArrayBuffer>): Fetch =>
  () =>
    Promise.resolve(new Response(body));
const faultOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => null,
    (error: unknown) => (error instanceof FaultError ? error.fault : error),
  );

describe('the files of the model', () => {
  it('[M1] that are shipped have the sizes and hashes that the model names, and there is nothing besides', () => {
    const folder = new URL(`${miniLM.id}/`, shipped);
    for (const file of miniLM.files) {
      const content = readFileSync(new URL(file.path, folder));
      expect([file.path, content.length]).toEqual([file.path, file.sizeBytes]);
      expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256);
    }
    const documents = ['LICENSE', 'README.md', 'onnx'];
    const names = [...documents, ...miniLM.files.flatMap(({ path }) => (path.includes('/') ? [] : [path]))];
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  it('[M2] are asked for once each, below the address of the model', async () => {
    const asked: string[] = [];
    await openFiles(small, (address) => {
      asked.push(address);
      return Promise.resolve(new Response(bytes));
    });
    expect(asked).toEqual(['/models/small/config.json']);
  });

  it('[M3] are handed on as the very bytes that were checked, whatever the address holds later', async () => {
    let body = bytes;
    const files = await openFiles(small, () => Promise.resolve(new Response(body)));
    body = new TextEncoder().encode('{"hidden_size":3}');
    const response = await files(`${folderOf(small)}config.json`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    const again = await files(`${folderOf(small)}config.json`);
    // Not a copy of them: a model has tens of megabytes, and each copy stays until it is collected.
    expect(await again.arrayBuffer()).toBe(await response.arrayBuffer());
  });

  it('[M4] are all there is: any other address is answered without a request', async () => {
    let requests = 0;
    const files = await openFiles(small, () => {
      requests += 1;
      return Promise.resolve(new Response(bytes));
    });
    const other = [`${folderOf(small)}merges.txt`, 'https://example.org/config.json'];
    const answers = await Promise.all(other.map((address) => files(address)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(requests).toBe(1);
  });

  it('[M5] are damaged when one bit differs, or when something is missing at the end or added to it', async () => {
    const flipped = bytes.slice();
    flipped[3] = (flipped[3] ?? 0) ^ 1;
    for (const body of [flipped, bytes.slice(0, -1), Uint8Array.of(...bytes, 0), new Uint8Array()]) {
      const opening = openFiles(small, serving(body));
      expect(await faultOf(opening)).toEqual({ kind: 'damaged', file: 'config.json' });
    }
  });

  it('[M6] are missing when they are not found, or cannot be fetched at all', async () => {
    const missing = { kind: 'missing', file: 'config.json' };
    const notFound = openFiles(small, () => Promise.resolve(new Response('no', { status: 404 })));
    expect(await faultOf(notFound)).toEqual(missing);
    const broken = openFiles(small, () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await faultOf(broken)).toEqual(missing);
  });
});

describe('the label', () => {
  it('[M7] names all that two vectors must share to be compared', () => {
    expect(labelOf(miniLM)).toEqual({
      model: 'all-MiniLM-L6-v2',
      dimension: 384,
      pooling: 'mean',
      prefix: '',
    });
  });
});

describe('the runtime', () => {
  it('[M8] is the version that the library was made for', () => {
    const read = (path: string): { readonly [part: string]: Record<string, string> } =>
      JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<
        string,
        Record<string, string>
      >;
    const ours = read('../../package.json')['devDependencies']?.['onnxruntime-web'];
    const theirs = read('../../node_modules/@huggingface/transformers/package.json')['dependencies'];
    expect(ours).toBeDefined();
    expect(ours).toBe(theirs?.['onnxruntime-web']);
  });
});
