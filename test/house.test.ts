// The house: which room may import which, and which outside packages each may use. The README shows the same table.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Room {
  /** Rooms this one may import, besides itself. */
  readonly rooms: readonly string[];
  /** Outside packages; a name ending in / allows the scope, `node:` allows Node's own modules. */
  readonly packages: readonly string[];
}

const below = ['domain', 'store', 'search', 'embedding', 'exchange', 'vault', 'desktop'];
const exchangePackages = ['mdast-util-', 'micromark-extension-', 'hast-util-', 'yaml', 'mdast', 'hast'];

const house: Readonly<Record<string, Room>> = {
  'src/domain': { rooms: [], packages: ['valibot'] },
  'src/store': { rooms: ['domain'], packages: ['dexie'] },
  'src/search': { rooms: ['domain'], packages: ['stemmer', '@orama/stemmers'] },
  'src/embedding': { rooms: ['domain'], packages: ['@huggingface/transformers', 'onnxruntime-web'] },
  'src/exchange': { rooms: ['domain'], packages: exchangePackages },
  'src/vault': { rooms: ['domain'], packages: ['@noble/hashes'] },
  'src/desktop': { rooms: [], packages: [] },
  'src/notebook': { rooms: below, packages: [] },
  'src/words': { rooms: [], packages: [] },
  'src/ui': {
    rooms: ['words'],
    packages: ['react', 'react-dom', 'react-aria-components', 'lucide-react', '@fontsource'],
  },
  'src/features/*': {
    rooms: ['domain', 'notebook', 'ui', 'words'],
    packages: ['react', 'react-aria-components', 'lucide-react', 'react-dom'],
  },
  'src/features/notes': {
    rooms: ['domain', 'notebook', 'ui', 'words'],
    packages: [
      'react',
      'react-aria-components',
      'lucide-react',
      'react-dom',
      '@tiptap/',
      'dompurify',
      'diff',
    ],
  },
  'src/app': {
    rooms: [...below, 'notebook', 'ui', 'words', 'features'],
    packages: ['react', 'react-dom', 'react-aria-components', 'lucide-react'],
  },
  'electron/main': { rooms: ['desktop', 'vault', 'words'], packages: ['electron', 'node:'] },
  'electron/preload': { rooms: ['desktop'], packages: ['electron'] },
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const file = relative(root, path);
  const found = text.matchAll(
    /(?:^|[;\n])\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
  );
  return [...found].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '' }));
}

/** The room a path lies in, or null for what stands outside the rooms (the window's HTML, ambient types). */
function roomOf(file: string): string | null {
  const feature = /^src\/features\/([^/]+)\//.exec(file);
  if (feature) return `src/features/${feature[1] ?? ''}`;
  const room = /^(?:src\/[a-z]+|electron\/(?:main|preload))(?=\/)/.exec(file);
  return room ? room[0] : null;
}

function rulesOf(room: string): Room | undefined {
  return house[room] ?? (room.startsWith('src/features/') ? house['src/features/*'] : undefined);
}

function allowsPackage(rule: Room, specifier: string): boolean {
  return rule.packages.some(
    (name) =>
      specifier === name ||
      specifier.startsWith(
        name.endsWith('/') || name.endsWith(':') || name.endsWith('-') ? name : `${name}/`,
      ) ||
      (name === '@fontsource' && specifier.startsWith('@fontsource')),
  );
}

/** Why an import is not allowed, or null when it is. */
function complaint({ file, specifier }: Import): string | null {
  const room = roomOf(file);
  if (room === null) return null;
  const rule = rulesOf(room);
  const may = rule
    ? `may use rooms [${rule.rooms.join(', ')}] and packages [${rule.packages.join(', ')}]`
    : '';
  if (!rule) return `${file}: ${room} is not a room of the house`;
  if (specifier.startsWith('../'))
    return `${file} imports ${specifier}: use #room/file.ts across rooms, ./file.ts inside`;
  if (specifier.startsWith('./')) {
    const target = relative(root, resolve(root, dirname(file), specifier.split('?')[0] ?? ''));
    return roomOf(target) === room ? null : `${file} imports ${specifier}: ${room} ${may}`;
  }
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1);
    const name = target.split('/')[0] ?? '';
    if (name === 'features') {
      const other = `src/features/${target.split('/')[1] ?? ''}`;
      return other === room || rule.rooms.includes('features')
        ? null
        : `${file} imports ${specifier}: ${room} ${may}`;
    }
    return `src/${name}` === room || rule.rooms.includes(name)
      ? null
      : `${file} imports ${specifier}: ${room} ${may}`;
  }
  return allowsPackage(rule, specifier) ? null : `${file} imports ${specifier}: ${room} ${may}`;
}

const files = [...sources(join(root, 'src')), ...sources(join(root, 'electron'))];
const imports = files.flatMap(importsOf);

describe('the house', () => {
  it('[H1] was looked at: files and imports were found in it', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(imports.length).toBeGreaterThan(20);
  });

  it('[H2] no room imports what it may not use', () => {
    expect(imports.map(complaint).filter((why) => why !== null)).toEqual([]);
  });

  it('[H3] the rule catches an import upward, a stranger, a package and a path that climbs', () => {
    const wrong: Import[] = [
      { file: 'src/domain/note.ts', specifier: '#store/database.ts' },
      { file: 'src/features/notes/NoteEditor.tsx', specifier: '#features/search/SearchPage.tsx' },
      { file: 'src/search/fuse.ts', specifier: 'dexie' },
      { file: 'src/store/database.ts', specifier: '../domain/note.ts' },
      { file: 'src/attic/old.ts', specifier: 'react' },
      { file: 'src/notebook/notes.ts', specifier: '#app/App.tsx' },
    ];
    expect(wrong.map(complaint).filter((why) => why === null)).toEqual([]);
  });

  it('[H4] rooms and files have names that say what they hold', () => {
    const vague = /(^|\/)(utils?|helpers?|common|lib|core|managers?|services?|misc)(\/|\.tsx?$)/i;
    expect(files.map((path) => relative(root, path)).filter((path) => vague.test(path))).toEqual([]);
  });

  it('[H5] nothing is exported by default', () => {
    const defaults = files.filter((path) => /^export default/m.test(readFileSync(path, 'utf8')));
    expect(defaults.map((path) => relative(root, path))).toEqual([]);
  });
});
