// A backup is taken while the program runs: a file beside the profile, which another program can read.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';

declare global {
  var commonplace: Notebook;
}

test('[BK1] a backup holds the notes, lies beside the profile, and is not in it', async ({ driver }) => {
  const folder = await driver.folder();
  const profile = join(folder, 'profile');
  const { page, ...program } = await driver.open({ profile });
  await page.waitForFunction(() => 'commonplace' in globalThis);
  const outcome = await page.evaluate(async () => {
    for (let at = 0; at < 150; at += 1) await commonplace.notes.create({ title: `Note ${at} – Größe` });
    await commonplace.settled();
    return commonplace.backup.now('asked');
  });
  expect(outcome).toMatchObject({ kind: 'kept', shrunk: null });
  const backups = join(folder, 'profile-backups');
  const names = await readdir(backups);
  expect(names).toHaveLength(1);
  const entries = unzipSync(await readFile(join(backups, names[0] ?? '')));
  const notes = new TextDecoder().decode(entries['records/note.ndjson']).trimEnd().split('\n');
  const titles = notes.map((line) => (JSON.parse(line) as { readonly title: string }).title);
  expect(titles.toSorted()).toEqual(Array.from({ length: 150 }, (_, at) => `Note ${at} – Größe`).toSorted());
  expect((await program.close()).code).toBe(0);
});
