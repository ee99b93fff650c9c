// The allow-list of what the program serves to itself: found once at start, so that no request ever names a file.
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface Asset {
  readonly file: string;
  readonly type: string;
}

/** Addresses' paths, percent-encoded as a request brings them, and the files they stand for. */
export type Assets = ReadonlyMap<string, Asset>;

export function typeOf(file: string): string {
  return types[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** Every file below a folder, under a path; none where there is no folder. Links are not followed. */
function below(folder: string, path: string): [string, Asset][] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry): [string, Asset][] => {
    const file = join(folder, entry.name);
    const address = `${path}/${encodeURIComponent(entry.name)}`;
    if (entry.isDirectory()) return below(file, address);
    return entry.isFile() ? [[address, { file, type: typeOf(file) }]] : [];
  });
}

/** What is served: the built window at `/`, the models at `/models/`, the sample notebook at `/sample/`. */
export function listAssets(folders: {
  readonly window: string;
  readonly models: string;
  readonly sample: string;
}): Assets {
  const assets = new Map([
    ...below(folders.models, '/models'),
    ...below(folders.sample, '/sample'),
    ...below(folders.window, ''),
  ]);
  const page = assets.get('/index.html');
  if (page) assets.set('/', page);
  return assets;
}
