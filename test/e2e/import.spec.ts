// Carrying things in and out: a folder through the desktop's dialog, the same folder again, a changed file, a folder
// that is dropped, and the way out.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Driver } from './drive.ts';
import { expect, shell, test } from './drive.ts';
import type { Program } from './program.ts';

const files: Readonly<Record<string, string | Uint8Array>> = {
  'Interview.md': '# Interview: network planner\n\nIf the load does not come, the households have paid.\n',
  'notes/Table.md': '# Figures\n\n| year | load |\n|---|---|\n| 2026 | 12 |\n\n![map](map.png)\n',
  'notes/Empty.md': '',
  'notes/Broken.md': new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0, 1, 2]),
  'Copy.md': '# Interview: network planner\n\nIf the load does not come, the households have paid.\n',
  'map.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
  'Outlook.html':
    '<html lang="en"><head><title>Annual outlook</title></head><body><p>Less than a third is energised.</p></body></html>',
};

async function fill(folder: string, contents = files): Promise<string> {
  const root = join(folder, 'Research');
  await mkdir(join(root, 'notes'), { recursive: true });
  for (const [name, content] of Object.entries(contents)) await writeFile(join(root, name), content);
  return root;
}

async function open(driver: Driver): Promise<Program> {
  const program = await driver.open();
  await program.page.getByRole('button', { name: 'Write a note' }).waitFor();
  return program;
}

async function importFolder({ page, answerOpenDialog }: Program, root: string): Promise<void> {
  await answerOpenDialog([root]);
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
  // While it goes away it holds the keyboard.
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Hashes of the files that were kept beside the journal. */
async function originals({ profile }: Program): Promise<readonly string[]> {
  const names = await readdir(join(profile, 'vault', 'attachments'), { recursive: true });
  return names.filter((name) => /[0-9a-f]{64}$/.test(name));
}

const heading = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });
const row = (page: Page, path: string) =>
  page.getByRole('listbox', { name: 'Files of the import' }).getByRole('option').filter({ hasText: path });

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.getByRole('dialog').getByText(name, { exact: true }).click();
}

test.describe('importing', () => {
  test('[M1] asks whose they are, imports a folder, and says of each file what was not taken and why', async ({
    driver,
  }) => {
    const program = await open(driver);
    const { page } = program;
    const root = await fill(await driver.folder());
    await program.answerOpenDialog([root]);
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Import from Research');
    await expect(dialog).toContainText('7 files found');
    await expect(dialog).toContainText('5 Markdown, 1 HTML');
    await expect(dialog.getByRole('radio', { name: /Some of each/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'Import 7 files' }).click();

    await expect(heading(page, /4 files imported from Research/)).toBeVisible();
    await expect(row(page, 'notes/Table.md')).toContainText('1 table kept as lines of text');
    await expect(row(page, 'notes/Table.md')).toContainText('1 image left out');
    await expect(row(page, 'notes/Empty.md')).toContainText('The file is empty.');
    await expect(row(page, 'notes/Broken.md')).toContainText('This is not text');
    await expect(row(page, 'map.png')).toContainText('Only Markdown, plain text and HTML');
    await expect(
      page.getByRole('option').filter({ hasText: /Has the same contents as (Interview|Copy)\.md/ }),
    ).toHaveCount(1);

    await row(page, 'notes/Table.md').click();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('year | load', { exact: true })).toBeVisible();
    expect(program.pageErrors).toEqual([]);
  });

  test('[M2] changes nothing the second time, and takes a new version over when told to', async ({
    driver,
  }) => {
    const program = await open(driver);
    const { page } = program;
    const root = await fill(await driver.folder(), {
      'One.md': '# One\n\nFirst words.\n',
      'Two.md': '# Two\n\nOther words.\n',
    });
    await importFolder(program, root);
    await expect(heading(page, /2 files imported/)).toBeVisible();
    await importFolder(program, root);
    await expect(heading(page, /Nothing new in Research/)).toBeVisible();
    await expect(row(page, 'One.md')).toContainText('Was imported before, with the same contents.');

    await writeFile(join(root, 'One.md'), '# One\n\nLater words.\n');
    await importFolder(program, root);
    await row(page, 'One.md').click();
    await page.getByRole('button', { name: 'Take over the new version' }).click();
    await expect(row(page, 'One.md')).toContainText('taken over');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('Later words.').last()).toBeVisible();
  });

  test('[M3] takes a folder that is dropped on the window', async ({ driver }) => {
    test.skip(shell === 'electron', 'The debugging port of Electron cannot drop files on a window.');
    const program = await open(driver);
    const { page } = program;
    const root = await fill(await driver.folder());
    const tools = await page.context().newCDPSession(page);
    const data = { items: [], files: [root], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver'] as const)
      await tools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    await expect(page.getByText('Drop to import')).toBeVisible();
    await tools.send('Input.dispatchDragEvent', { type: 'dragCancel', x: 400, y: 300, data });
    await expect(page.getByText('Drop to import')).toBeHidden();
    await tools.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 400, y: 300, data });
    await tools.send('Input.dispatchDragEvent', { type: 'drop', x: 400, y: 300, data });
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Import from Research');
    await dialog.getByRole('radio', { name: /Other people/ }).check({ force: true });
    await dialog.getByRole('button', { name: 'Import 7 files' }).click();
    await expect(heading(page, /4 files imported from Research/)).toBeVisible();
    expect(await originals(program)).toHaveLength(3); // two of the four are the same bytes
  });

  test('[M4] goes on when one leaves the page, and is shown again when one comes back', async ({
    driver,
  }) => {
    const program = await open(driver);
    const { page } = program;
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [`${at}.md`, `# Note ${at}\n\nWords ${at}.\n`]),
    );
    const root = await fill(await driver.folder(), many);
    await importFolder(program, root);
    await expect(heading(page, /Research/)).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(heading(page, /Research/)).toBeHidden();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(heading(page, /150 files imported from Research/)).toBeVisible({ timeout: 40_000 });
  });
});

test.describe('the original of a source', () => {
  test('[M6] is kept as it came, and a copy of it can be saved', async ({ driver }) => {
    const program = await open(driver);
    const { page } = program;
    const html = '<html><head><title>Annual outlook</title></head><body><p>Energised.</p></body></html>';
    const root = await fill(await driver.folder(), { 'Outlook.html': html });
    await importFolder(program, root);
    await expect(heading(page, /1 file imported/)).toBeVisible();
    await row(page, 'Outlook.html').dblclick();
    await expect(heading(page, /Annual outlook/)).toBeVisible();
    const target = join(await driver.folder(), 'copy.html');
    await program.answerSaveDialog(target);
    await page.getByRole('button', { name: 'More' }).last().click();
    await page.getByRole('menuitem', { name: 'Save a copy of the original' }).click();
    await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toBe(html);
    expect(await originals(program)).toHaveLength(1);
  });
});

test.describe('the original of a source that is erased', () => {
  test('[M7] goes with it for good', async ({ driver }) => {
    const profile = join(await driver.folder(), 'profile');
    const first = await driver.open({ profile });
    await first.page.getByRole('button', { name: 'Write a note' }).waitFor();
    const html = (word: string): string => `<html><body><p>${word}</p></body></html>`;
    const root = await fill(await driver.folder(), { 'One.html': html('One'), 'Two.html': html('Two') });
    await importFolder(first, root);
    await expect(heading(first.page, /2 files imported/)).toBeVisible();
    await first.page.evaluate(() => commonplace.settled());
    await first.close();

    // What came in during this run would stay for an hour.
    const program = await driver.open({ profile });
    const { page } = program;
    await page.waitForFunction(() => 'commonplace' in globalThis);
    expect(await originals(program)).toHaveLength(2);
    await page.evaluate(async () => {
      const [source] = await commonplace.sources.list();
      if (source) await commonplace.trash.remove([{ kind: 'source', id: source.id }]);
    });
    await page.getByRole('button', { name: /^Trash/ }).click();
    await page.getByRole('button', { name: 'Empty the trash' }).click();
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('The file that a source was read from goes too');
    expect(await originals(program)).toHaveLength(2);
    await question.getByRole('button', { name: 'Erase for good' }).click();
    await expect.poll(() => originals(program)).toHaveLength(1);
    await expect.poll(() => page.evaluate(() => commonplace.count('attachment'))).toBe(1);
  });
});

test.describe('exporting', () => {
  test('[M5] writes everything to a folder, and one record to the clipboard', async ({ driver }) => {
    const program = await open(driver);
    const { page } = program;
    const root = await fill(await driver.folder(), { 'One.md': '# One\n\nFirst words.\n' });
    await importFolder(program, root);
    await expect(heading(page, /1 file imported/)).toBeVisible();
    await page.getByRole('option').filter({ hasText: 'One.md' }).dblclick();
    await expect(page.getByText('First words.').last()).toBeVisible();
    await runCommand(page, 'Copy as Markdown');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // What lies on the clipboard is what can be pasted.
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+v');
    await expect(page.getByRole('dialog').getByRole('searchbox')).toHaveValue(/title: One.*First words\./s);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    const target = await driver.folder();
    await program.answerOpenDialog([target]);
    await runCommand(page, 'Export everything');
    await expect(page.getByRole('dialog', { name: 'Exported' })).toContainText('2 files written.');
    expect((await readdir(target)).toSorted()).toEqual(['notes', 'records']);
    expect(await readFile(join(target, 'notes', 'One.md'), 'utf8')).toMatch(/title: One[\s\S]*First words\./);
  });
});
