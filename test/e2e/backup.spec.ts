// Backups while the program runs: taken, told of, and brought back by a person who looks before.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, type Driver, test } from './drive.ts';
import type { Program } from './program.ts';

declare global {
  var commonplace: Notebook;
}

interface Opened extends Program {
  readonly backups: string;
}

async function open(driver: Driver, folder: string): Promise<Opened> {
  const program = await driver.open({ profile: join(folder, 'profile') });
  await program.page.waitForFunction(() => 'commonplace' in globalThis);
  return { ...program, backups: join(folder, 'profile-backups') };
}

const ready = (page: Page) => page.waitForFunction(() => 'commonplace' in globalThis);
const safety = 'Safety: backups and restoring';

/** The names in a folder that may not be there yet. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

test('[BK1] a backup holds the notes, lies beside the profile, and is not in it', async ({ driver }) => {
  const { page, backups, ...program } = await open(driver, await driver.folder());
  const outcome = await page.evaluate(async () => {
    for (let at = 0; at < 150; at += 1) await commonplace.notes.create({ title: `Note ${at} – Größe` });
    await commonplace.settled();
    return commonplace.backup.now('asked');
  });
  expect(outcome).toMatchObject({ kind: 'kept', shrunk: null });
  const names = await readdir(backups);
  expect(names).toHaveLength(1);
  const entries = unzipSync(await readFile(join(backups, names[0] ?? '')));
  const notes = new TextDecoder().decode(entries['records/note.ndjson']).trimEnd().split('\n');
  const titles = notes.map((line) => (JSON.parse(line) as { readonly title: string }).title);
  expect(titles.toSorted()).toEqual(Array.from({ length: 150 }, (_, at) => `Note ${at} – Größe`).toSorted());
  expect((await program.close()).code).toBe(0);
});

test('[BK2] closing takes a last backup when something changed since the last, and none otherwise', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const first = await open(driver, folder);
  await first.page.evaluate(async () => {
    await commonplace.notes.create({ title: 'Written last' });
  });
  expect((await first.close()).code).toBe(0);
  const names = await readdir(first.backups);
  expect(names).toHaveLength(1);
  const manifest = new TextDecoder().decode(
    unzipSync(await readFile(join(first.backups, names[0] ?? '')))['manifest.json'],
  );
  expect(JSON.parse(manifest)).toMatchObject({ reason: 'quit', counts: { note: 1 } });
  const again = await open(driver, folder);
  await expect(again.page.getByText(/records? checked, 0 missing/)).toBeVisible();
  expect((await again.close()).code).toBe(0);
  expect(await readdir(first.backups)).toEqual(names);
});

test('[BK3] a note is changed, the backup restored, and the old text is there again', async ({ driver }) => {
  const { page, backups, ...program } = await open(driver, await driver.folder());
  await page.evaluate(async () => {
    const made = await commonplace.notes.create({ title: 'The old title' });
    if (made.kind !== 'saved') throw new Error(made.kind);
    await commonplace.settled();
  });
  await program.chooseMenu('Back up now');
  await expect(page.getByText(/Backed up and verified/)).toBeVisible();
  await page.evaluate(async () => {
    const [note] = await commonplace.notes.list();
    if (note) await commonplace.notes.save(note.id, { title: 'The new title' });
    await commonplace.notes.create({ title: 'Written since' });
    await commonplace.settled();
  });
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  const notes = dialog.getByRole('row', { name: /Notes/ }).getByRole('cell');
  // In the backup, come back, become as they were, go.
  await expect(notes).toHaveText(['1', '0', '1', '1']);
  expect(await page.evaluate(() => commonplace.count('note'))).toBe(2);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('button', { name: 'Open the notebook' }).click();
  await page.waitForFunction(() => document.body.textContent.includes('The old title'));
  await ready(page);
  const titles = await page.evaluate(async () => (await commonplace.notes.list()).map(({ title }) => title));
  expect(titles).toEqual(['The old title']);
  // What was there before is in a backup of its own, taken on the way.
  expect(await namesIn(backups)).toHaveLength(2);
  expect((await program.close()).code).toBe(0);
});

test('[BK4] a damaged file is refused with the entry that is damaged; what is healthy is offered apart', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const { page, backups, ...program } = await open(driver, folder);
  await page.evaluate(async () => {
    await commonplace.notes.create({ title: 'Healthy' });
    await commonplace.sources.create({ csl: { type: 'book', title: 'A source' } });
    await commonplace.settled();
    await commonplace.backup.now('asked');
    await commonplace.notes.create({ title: 'Later' });
    await commonplace.settled();
  });
  const [name = ''] = await readdir(backups);
  const bytes = await readFile(join(backups, name));
  const at = bytes.indexOf('records/source.ndjson') + 'records/source.ndjson'.length + 8;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  const damaged = join(folder, 'damaged.zip');
  await writeFile(damaged, bytes);
  await program.answerOpenDialog([damaged]);
  await program.chooseMenu('Restore from a file');
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(dialog.getByRole('alert')).toContainText('records/source.ndjson');
  await expect(dialog).toContainText('Nothing was changed');
  await expect(dialog.getByRole('button', { name: 'Restore', exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Look at what is healthy' }).click();
  await expect(dialog.getByRole('button', { name: 'Restore what is healthy' })).toBeVisible();
  await expect(dialog.getByRole('alert')).toContainText('records/source.ndjson');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await page.evaluate(() => commonplace.count('note'))).toBe(2);
  expect((await program.close()).code).toBe(0);
});

test('[BK5] a folder that is not there is told of in the status bar and in Safety, with what to do', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const { page, ...program } = await open(driver, folder);
  const disk = join(folder, 'disk');
  await mkdir(disk);
  await program.chooseMenu(safety);
  await program.answerOpenDialog([disk]);
  await page.getByRole('button', { name: 'Choose another folder' }).click();
  await expect(page.getByText(disk, { exact: true })).toBeVisible();
  await rename(disk, `${disk}-gone`);
  await page.evaluate(async () => {
    await commonplace.notes.create({ title: 'Not backed up' });
    await commonplace.settled();
  });
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('The backup failed: the folder is not there.')).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Last backup failed: the folder is not there' }),
  ).toBeVisible();
  await expect(page.getByText('If it is on another disk, connect it')).toBeVisible();
  await rename(`${disk}-gone`, disk);
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/Backed up and verified/)).toBeVisible();
  await expect(page.getByText('Last backup failed')).toHaveCount(0);
  expect((await program.close()).code).toBe(0);
});

test('[BK6] everything is checked and a restore rehearsed by keyboard alone, and both say what they found', async ({
  driver,
}) => {
  const { page, ...program } = await open(driver, await driver.folder());
  await page.evaluate(async () => {
    await commonplace.notes.create({ title: 'To be checked' });
    await commonplace.settled();
    await commonplace.backup.now('asked');
  });
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('check everything');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^All there:/)).toBeVisible();
  await page.getByRole('button', { name: 'Check everything' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/was restored on trial/)).toBeVisible();
  await expect(page.getByText('every record came back as it was')).toBeVisible();
  expect((await program.close()).code).toBe(0);
});

test('[BK7] what is deleted comes back from the toast, and much at once only after a backup', async ({
  driver,
}) => {
  const { page, backups, ...program } = await open(driver, await driver.folder());
  await page.evaluate(async () => {
    for (let at = 0; at < 25; at += 1) await commonplace.notes.create({ title: `Note ${at}` });
    await commonplace.settled();
  });
  await page.keyboard.press('ControlOrMeta+1');
  await page.getByRole('option', { name: /Note 24/ }).click();
  await program.chooseMenu('Move the note to the trash');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('option', { name: /Note 24/ })).toBeVisible();
  expect(await namesIn(backups)).toEqual([]);
  await page.evaluate(async () => {
    const targets = (await commonplace.notes.list()).map(({ id }) => ({ kind: 'note' as const, id }));
    await commonplace.trash.remove(targets);
  });
  expect(await namesIn(backups)).toHaveLength(1);
  expect((await program.close()).code).toBe(0);
});

test('[BK8] a notebook that a newer program wrote to is read and searched, and nothing is written', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const { page, backups, ...program } = await open(driver, folder);
  await page.evaluate(async () => {
    await commonplace.notes.create({ title: 'From before' });
    await commonplace.settled();
    await commonplace.librarian.idle();
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = names.find((name) => /^notebook-[^]*$/.test(name) && !name.includes('passages')) ?? '';
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(database, 9990);
      request.onsuccess = () => {
        request.result.close();
        resolve(null);
      };
      request.onerror = () => reject(new Error(String(request.error)));
    });
  });
  await page.reload();
  await ready(page);
  await expect(page.getByText('A newer version of Commonplace wrote to this notebook')).toBeVisible();
  await expect(page.getByText('Read only', { exact: true })).toBeVisible();
  const { application } = await program.menus();
  expect(application.find(({ label }) => label === 'New note')?.enabled).toBe(false);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('new note');
  await expect(page.getByText('a newer Commonplace wrote to it').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: /From before/ }).click();
  await expect(page.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  expect(await page.evaluate(() => commonplace.count('note'))).toBe(1);
  expect((await program.close()).code).toBe(0);
  expect(await namesIn(backups)).toEqual([]);
});

test('[BK9] the text of a source that was replaced is there to look at and to go back to', async ({
  driver,
}) => {
  const { page, ...program } = await open(driver, await driver.folder());
  await page.evaluate(async () => {
    const textOf = (text: string) =>
      ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }) as const;
    const made = await commonplace.sources.create({
      csl: { type: 'book', title: 'A source' },
      document: textOf('The grid is full.'),
    });
    if (made.kind !== 'saved') throw new Error(made.kind);
    await commonplace.sources.save(made.record.id, { document: textOf('The grid was full.') });
    await commonplace.settled();
  });
  await page.keyboard.press('ControlOrMeta+2');
  await page.getByRole('option', { name: /A source/ }).click();
  await page.getByRole('button', { name: 'More for this source' }).click();
  await page.getByRole('menuitem', { name: 'Earlier texts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(dialog.locator('del').last()).toHaveText('is');
  await dialog.getByRole('button', { name: 'Go back to this version' }).click();
  await expect(page.getByText('The grid is full.').last()).toBeVisible();
  expect((await program.close()).code).toBe(0);
});

test('[BK10] a notebook that is empty beside backups offers the newest, and is restored from it', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const first = await open(driver, folder);
  await first.page.evaluate(async () => {
    await commonplace.notes.create({ title: 'Of the lost profile' });
    await commonplace.settled();
    await commonplace.backup.now('asked');
  });
  expect((await first.close()).code).toBe(0);
  await rm(join(folder, 'profile'), { recursive: true });
  const { page, ...program } = await open(driver, folder);
  await expect(page.getByText(/This notebook is empty, but there is a backup/)).toBeVisible();
  await page.getByRole('button', { name: 'Restore the newest backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  await expect(
    dialog
      .getByRole('alert')
      .or(dialog.getByText(/backup of another notebook/))
      .first(),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('button', { name: 'Open the notebook' }).click();
  await expect(page.getByRole('option', { name: /Of the lost profile/ })).toBeVisible();
  await expect(page.getByText(/This notebook is empty/)).toHaveCount(0);
  expect((await program.close()).code).toBe(0);
});

test('[BK11] a notebook whose journal is gone is brought back from the working copy, and says so', async ({
  driver,
}) => {
  const folder = await driver.folder();
  const first = await open(driver, folder);
  await first.page.evaluate(async () => {
    await commonplace.notes.create({ title: 'Only in the working copy' });
    await commonplace.settled();
  });
  expect((await first.close()).code).toBe(0);
  await rm(join(folder, 'profile', 'vault'), { recursive: true });
  await rm(first.backups, { recursive: true });
  const again = await open(driver, folder);
  await expect(again.page.getByRole('option', { name: /Only in the working copy/ })).toBeVisible();
  await expect(again.page.getByText(/The journal was not there\. It was built again from/)).toBeVisible();
  await expect(again.page.getByText(/0 missing/).first()).toBeVisible();
  expect((await again.close()).code).toBe(0);
  // From then on it is in the journal.
  const third = await open(driver, folder);
  await expect(third.page.getByRole('option', { name: /Only in the working copy/ })).toBeVisible();
  expect(await third.page.evaluate(() => commonplace.recovered.rebuilt)).toBeNull();
  expect((await third.close()).code).toBe(0);
});
