// The browser's own files under a notebook: bits turned, ends cut off, files deleted and exchanged. The notebook comes
// back as the journal has it, or says why not; it is never empty without a word.
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Battery, dice } from './battery.ts';
import { digestOf, openProgram, shellName, withFolder } from './program.ts';

type Roll = (below: number) => number;

/** What is done to files, and to how many of them at most. */
const mutations = {
  async flip(files, roll) {
    const path = pick(files, roll);
    const bytes = await readFile(path);
    for (let bits = 1 + roll(8); bits > 0; bits -= 1) {
      const at = roll(Math.max(1, bytes.length));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8));
    }
    await writeFile(path, bytes);
  },
  async truncate(files, roll) {
    const path = pick(files, roll);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, roll(Math.max(1, bytes.length))));
  },
  async overwrite(files, roll) {
    const path = pick(files, roll);
    const bytes = await readFile(path);
    const from = roll(Math.max(1, bytes.length));
    bytes.fill(roll(256), from, Math.min(bytes.length, from + 1 + roll(4_096)));
    await writeFile(path, bytes);
  },
  async delete(files, roll) {
    await rm(pick(files, roll));
  },
  async swap(files, roll) {
    const [one, other] = [pick(files, roll), pick(files, roll)];
    if (one === other) return;
    await rename(one, `${one}.aside`);
    await rename(other, one);
    await rename(`${one}.aside`, other);
  },
  async empty(files) {
    for (const path of files) await rm(path);
  },
} satisfies Record<string, (files: readonly string[], roll: Roll) => Promise<void>>;

const kinds = [
  'flip',
  'truncate',
  'delete',
  'swap',
  'overwrite',
  'flip',
  'truncate',
  'delete',
  'swap',
  'empty',
] as const;

function pick(files: readonly string[], roll: Roll): string {
  const path = files[roll(files.length)];
  if (path === undefined) throw new Error('there are no files to damage');
  return path;
}

/** Every file below the folders that the browser keeps IndexedDB in. */
async function databaseFiles(folder: string, within = false): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await databaseFiles(path, within || entry.name === 'IndexedDB')));
    else if (within && (await stat(path)).size > 0) found.push(path);
  }
  return found;
}

async function makeNotebook(profile: string): Promise<{ readonly digest: string; readonly records: number }> {
  const program = await openProgram(profile);
  await program.page.evaluate(async () => {
    await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
    for (let at = 0; at < 40; at += 1) await commonplace.notes.create({ title: `Note ${at}` });
    await commonplace.settled();
  });
  const digest = await digestOf(program);
  await program.close();
  return digest;
}

export const damagedProfile: Battery = {
  name: 'damaged-profile',
  usesProgram: true,
  async run(size) {
    const wanted = size === 'long' ? 200 : 20;
    const roll = dice(77);
    let done = 0;
    let rebuilt = 0;
    let refused = 0;
    const wrong: string[] = [];
    let held = 0;
    await withFolder(async (folder) => {
      const whole = join(folder, 'whole');
      const expected = await makeNotebook(whole);
      held = expected.records;
      for (; done < wanted; done += 1) {
        const profile = join(folder, `profile-${done}`);
        await mkdir(profile);
        await cp(whole, profile, { recursive: true });
        const kind = kinds[done % kinds.length] ?? 'flip';
        const files = await databaseFiles(profile);
        await mutations[kind](files, roll);
        try {
          const program = await openProgram(profile);
          const found = await digestOf(program);
          if (found.digest !== expected.digest)
            wrong.push(`${done} ${kind}: ${found.records} of ${expected.records} records`);
          if ((await program.page.evaluate(() => commonplace.rebuilt.entries)) > 0) rebuilt += 1;
          await program.close();
        } catch (error) {
          refused += 1;
          wrong.push(`${done} ${kind}: ${String(error).slice(0, 200)}`);
        }
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
    return [
      { name: 'shell', figure: shellName },
      { name: 'records in the notebook', figure: held, isGood: held > 100 },
      { name: 'mutations', figure: done, isGood: done === wanted },
      { name: 'built again', figure: rebuilt, isGood: rebuilt > 0 },
      { name: 'not opened', figure: refused, isGood: refused === 0 },
      {
        name: 'other than the journal says',
        figure: [wrong.length, ...wrong.slice(0, 6)].join('; '),
        isGood: wrong.length === 0,
      },
    ];
  },
};
