// Handing bytes over by one-use addresses.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHands, type Hands } from '../../electron/main/hands.ts';
import { fileNameFor, readPlacePath } from '../../electron/main/placePath.ts';

let folder: string;
let hands: Hands;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hands-'));
  hands = createHands();
});

function ask(address: string, method = 'GET', body?: BodyInit): Promise<Response> {
  const upload = body === undefined ? {} : { body, duplex: 'half' as const };
  return hands.answer(new Request(`app://notebook${address}`, { method, ...upload }));
}

/** Every file below a folder, relative. */
function tree(below: string): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1))
    .sort();
}

describe('reading by address', () => {
  it('[N1] gives exactly the bytes of the file, whatever their number', async () => {
    for (const size of [0, 1, 262_143, 262_144, 262_145, 1_000_000]) {
      const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 251));
      const file = join(folder, `${size}.bin`);
      writeFileSync(file, bytes);
      const response = await ask(hands.offerFile(file));
      expect(response.headers.get('content-length')).toBe(String(size));
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  it('[N2] an address is burnt by its first use, even by two at once', async () => {
    const file = join(folder, 'a.md');
    writeFileSync(file, 'once');
    const address = hands.offerFile(file);
    const statuses = (await Promise.all([ask(address), ask(address), ask(address)])).map(
      (each) => each.status,
    );
    expect(statuses.sort()).toEqual([200, 404, 404]);
  });

  it('[N3] a token has 128 random bits, and no two are the same', () => {
    const addresses = Array.from({ length: 1000 }, () => hands.offerFile(join(folder, 'a')));
    expect(new Set(addresses).size).toBe(1000);
    for (const address of addresses) expect(address).toMatch(/^\/hand\/[0-9a-f]{32}$/);
  });

  it('[N4] a file that went away, or is none, is said to be unreadable', async () => {
    expect((await ask(hands.offerFile(join(folder, 'gone.md')))).status).toBe(410);
    expect((await ask(hands.offerFile(folder))).status).toBe(410);
  });

  it('[N5] an address for reading is not for writing, nor anything below it', async () => {
    const file = join(folder, 'a.md');
    writeFileSync(file, 'kept');
    const address = hands.offerFile(file);
    expect((await ask(address, 'PUT', 'overwritten')).status).toBe(405);
    expect((await ask(`${address}/b`)).status).toBe(404);
    expect(readFileSync(file, 'utf8')).toBe('kept');
    expect((await ask(address)).status).toBe(200);
  });

  it('[N6] a stream is opened when it is asked for, and comes whole', async () => {
    let opened = 0;
    const address = hands.offerStream(async function* () {
      opened += 1;
      await Promise.resolve();
      yield Buffer.from('one ');
      yield Buffer.from('two');
    });
    expect(opened).toBe(0);
    expect(await (await ask(address)).text()).toBe('one two');
    expect(opened).toBe(1);
  });
});

describe('storing one file', () => {
  it('[N7] the file is there whole, nothing is left beside it, and the address is used up', async () => {
    const { address, name } = hands.savePlace(join(folder, 'note.md'));
    expect(name).toBe('note.md');
    expect((await ask(address, 'PUT', '# One')).status).toBe(201);
    expect((await ask(address, 'PUT', '# Two')).status).toBe(404);
    expect(readFileSync(join(folder, 'note.md'), 'utf8')).toBe('# One');
    expect(tree(folder)).toEqual(['note.md']);
  });

  it('[N8] bytes that stop coming leave the old file and nothing else', async () => {
    const file = join(folder, 'note.md');
    writeFileSync(file, 'old');
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from('new, but')),
      pull: (controller) => controller.error(new Error('the window is gone')),
    });
    expect((await ask(hands.savePlace(file).address, 'PUT', broken)).status).toBe(500);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(tree(folder)).toEqual(['note.md']);
  });
});

describe('storing below a folder', () => {
  const climbing = [
    '..%2fout.md',
    'a/%2e%2e%2f%2e%2e/out.md',
    '%2fetc%2fpasswd',
    'C:/x.md',
    'C%3A%5Cx.md',
    'a%5c..%5cb',
    'a%00.md',
    'a%0ab.md',
    'CON',
    'con.md',
    'lpt1.txt',
    'a//b.md',
    'a/',
    '',
    'x.',
    'x%20',
    '%ff',
    'x'.repeat(256),
  ];

  it.each(climbing)(
    '[N9] a path that leads elsewhere or names no ordinary file is refused: %s',
    async (path) => {
      const { address } = hands.exportPlace(join(folder, 'out'));
      mkdirSync(join(folder, 'out'));
      expect([400, 404]).toContain((await ask(`${address}/${path}`, 'PUT', 'x')).status);
      expect(readPlacePath(path).kind).toBe('refused');
      expect(tree(folder)).toEqual([]);
    },
  );

  it('[N10] whatever is accepted stays below the folder', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('.', '..', '/', '\\', '%2e%2e', 'C:', '..%2f'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.boolean(), (names, isEncoded) => {
        const path = names
          .map((each) => (isEncoded ? encodeURIComponent(each.toWellFormed()) : each))
          .join('/');
        const read = readPlacePath(path);
        if (read.kind === 'refused') return;
        expect(join('/root', ...read.parts).startsWith('/root/')).toBe(true);
        expect(join('/root', ...read.parts).split('/').length).toBe(read.parts.length + 2);
      }),
    );
  });

  it('[N11] folders are made, names with emoji and spaces are kept, and the address serves until it is closed', async () => {
    const { address } = hands.exportPlace(folder);
    const names = ['notes/Résumé ☕.md', 'notes/deep/er/b.json', 'plain.md'];
    for (const name of names) {
      const path = name.split('/').map(encodeURIComponent).join('/');
      expect((await ask(`${address}/${path}`, 'PUT', name)).status).toBe(201);
    }
    expect(tree(folder)).toEqual([...names].sort());
    expect((await ask(address, 'DELETE')).status).toBe(204);
    expect((await ask(`${address}/late.md`, 'PUT', 'x')).status).toBe(404);
  });

  it('[N12] another folder chosen closes the one before', async () => {
    const first = hands.exportPlace(folder);
    const second = hands.exportPlace(folder);
    expect((await ask(`${first.address}/a.md`, 'PUT', 'x')).status).toBe(404);
    expect((await ask(`${second.address}/a.md`, 'PUT', 'x')).status).toBe(201);
  });

  it('[N13] a link inside the folder does not lead out of it', async () => {
    const inside = join(folder, 'in');
    const outside = join(folder, 'outside');
    mkdirSync(inside);
    mkdirSync(outside);
    symlinkSync(outside, join(inside, 'door'));
    const { address } = hands.exportPlace(inside);
    expect((await ask(`${address}/door/x.md`, 'PUT', 'x')).status).toBe(400);
    expect(tree(outside)).toEqual([]);
  });
});

describe('a name proposed for a file', () => {
  it('[N14] is accepted by the rule for paths, whatever the title', () => {
    const title = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('..', 'CON', 'a/b', ' .'),
    );
    fc.assert(
      fc.property(title, (text) => {
        const name = fileNameFor(text, 'md');
        expect(readPlacePath(encodeURIComponent(name.toWellFormed())).kind).toBe('path');
      }),
    );
  });
});
