// A journey through the search, the trash and the settings, with the sample notebook in the window.
import type { Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';

declare global {
  var commonplace: Notebook;
}

async function openSample(page: Page): Promise<void> {
  await page.waitForFunction(() => 'commonplace' in globalThis);
  await page.evaluate(async () => {
    await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
    await commonplace.settled();
  });
}

async function ask(page: Page, question: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await expect(page.getByRole('searchbox', { name: 'Find or ask' })).toBeFocused();
  await page.keyboard.type(question);
}

async function choose(page: Page, filter: string, kind: RegExp): Promise<void> {
  await page.getByRole('radiogroup', { name: filter, exact: true }).getByText(kind).click();
}

test.describe('the search', () => {
  test('[F1] finds by words and by meaning, filters, opens a hit at its passage and comes back to the same list', async ({
    driver,
  }) => {
    test.setTimeout(120_000);
    const { page } = await driver.open();
    await openSample(page);
    await page.evaluate(() => commonplace.librarian.idle());
    await ask(page, 'who carries the cost of electricity?');
    const box = page.getByRole('searchbox', { name: 'Find or ask' });
    const hits = page.getByRole('list', { name: 'What was found' }).getByRole('article');

    await expect(page.getByRole('status').filter({ hasText: /\d+ hits? found/ })).toHaveCount(1);
    for (const kind of ['Excerpt', 'Source', 'Note', 'Judgement'])
      await expect(hits.filter({ hasText: new RegExp(`^${kind}`) }).first()).toBeAttached();
    await expect(hits.getByText(/^(words|meaning|both)$/)).toHaveCount(await hits.count());
    await expect(hits.locator('mark').filter({ hasText: 'cost' }).first()).toBeVisible();

    await choose(page, 'Kinds to look in', /^Judgements/);
    await expect(hits.first()).toContainText('Judgement, ');
    await expect(hits.filter({ hasText: /^(Note|Source|Excerpt)/ })).toHaveCount(0);
    await choose(page, 'Kinds to look in', /^Sources/);
    await expect(hits.first()).toContainText('Source, ');
    const titles = await hits.getByRole('heading').allTextContents();

    await box.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const second = hits.nth(1).getByRole('button').first();
    await expect(second).toBeFocused();
    const title = (await second.textContent()) ?? '';
    await page.keyboard.press('Enter');

    await expect(box).toBeHidden();
    await expect(page.getByRole('heading', { name: title }).first()).toBeVisible();
    const passage = page.locator('main mark[class*="passage"]').first();
    await expect(passage).toBeInViewport();

    await page.keyboard.press('Alt+ArrowLeft');
    await expect(box).toHaveValue('who carries the cost of electricity?');
    await expect(hits.getByRole('heading')).toHaveText(titles);
    await expect(hits.nth(1).getByRole('button').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(box).toBeFocused();
  });

  test('[F2] says when nothing relevant is there, and that another kind has it', async ({ driver }) => {
    const { page } = await driver.open();
    await openSample(page);
    await ask(page, 'zzyzx');
    await expect(page.getByText('Nothing relevant found for “zzyzx”')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('reinforcement upstream');
    await choose(page, 'Kinds to look in', /^Scorecards/);
    await page.getByRole('button', { name: /^Look in all kinds/ }).click();
    await expect(
      page.getByRole('list', { name: 'What was found' }).getByRole('article').first(),
    ).toBeVisible();
  });
});

test('[F3] what was deleted is brought back from the trash, or erased after a question', async ({
  driver,
}) => {
  const { page } = await driver.open();
  await openSample(page);
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('button', { name: 'Delete the sample' }).click();
  await expect(page.getByText('The sample notebook shows every part')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Trash/ })
    .click();
  const rows = page.getByRole('listbox', { name: 'Deleted items' }).getByRole('option');
  await choose(page, 'Kind', /^Notes/);
  await expect(rows).toHaveCount(2);
  await rows.first().click();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await page.keyboard.press('Delete');
  const question = page.getByRole('alertdialog', { name: 'Erase 1 item for good?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect(await page.evaluate(() => commonplace.count('note'))).toBe(1);
});

test('[F4] the theme and the text size that were set are there after a restart', async ({ driver }) => {
  const profile = await driver.folder();
  const first = await driver.open({ profile });
  await first.page.waitForFunction(() => 'commonplace' in globalThis);
  await first.page.keyboard.press('ControlOrMeta+,');
  await first.page.getByText('Dark', { exact: true }).click();
  await first.page.getByText('125%').click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await first.page.evaluate(() => commonplace.settled());
  await first.close();
  const { page } = await driver.open({ profile });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('style', /font-size: 125%/);
});
