// A journey through the search, the trash and the settings, with the sample notebook in the window.
import { AxeBuilder } from '@axe-core/playwright';
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
  await expect(page.getByRole('combobox', { name: 'Find or ask' })).toBeFocused();
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
    const box = page.getByRole('combobox', { name: 'Find or ask' });
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
    // It is not said before everything was looked at, and a slow machine takes a while to index the sample.
    await expect(page.getByText('Nothing relevant found for “zzyzx”')).toBeVisible({ timeout: 40_000 });
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('reinforcement upstream');
    await choose(page, 'Kinds to look in', /^Scorecards/);
    await page.getByRole('button', { name: /^Look in all kinds/ }).click();
    await expect(
      page.getByRole('list', { name: 'What was found' }).getByRole('article').first(),
    ).toBeVisible();
  });

  test('[F7] says that nothing is relevant, and shows the nearest when it is asked for, by keyboard alone', async ({
    driver,
  }) => {
    test.setTimeout(120_000);
    const { page } = await driver.open();
    await openSample(page);
    await page.evaluate(() => commonplace.librarian.idle());
    const box = page.getByRole('combobox', { name: 'Find or ask' });
    const nearest = page.getByRole('list', { name: 'The nearest there is' }).getByRole('article');
    const nothing = page.getByText('Nothing relevant found for “how do whales sing to each other in spring”');

    await ask(page, 'how do whales sing to each other in spring');
    await page.keyboard.press('Enter');
    await expect(nothing).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: /^Nothing relevant found$/ })).toHaveCount(1);
    expect(await seriousOf(page)).toEqual([]);

    await page.keyboard.press('ArrowDown');
    await expect(nearest.first().getByRole('button').first()).toBeFocused();
    await expect(page.getByText('Nothing relevant found; this is only the nearest there is.')).toBeVisible();
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(box).toBeHidden();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(nearest.first().getByRole('button').first()).toBeFocused();

    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('how do birds sing to each other in spring');
    await expect(page.getByText(/^Nothing relevant found for “how do birds sing/)).toBeVisible();
    await page.getByRole('button', { name: 'Show the nearest anyway' }).click();
    await expect(nearest.first().getByRole('button').first()).toBeFocused();
  });

  test('[F9] keeps its vectors over a restart, and over the loss of everything else that is derived', async ({
    driver,
  }) => {
    test.setTimeout(120_000);
    const profile = await driver.folder();
    const vectors = (page: Page): Promise<readonly string[]> =>
      page.evaluate(async () => (await commonplace.librarian.borrow()).map(({ hash }) => hash).toSorted());
    const first = await driver.open({ profile });
    await openSample(first.page);
    await first.page.evaluate(() => commonplace.librarian.idle());
    const made = await vectors(first.page);
    expect(made.length).toBeGreaterThan(10);
    await first.close();

    const second = await driver.open({ profile });
    await second.page.waitForFunction(() => 'commonplace' in globalThis);
    expect(await vectors(second.page)).toEqual(made);
    await second.page.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases())
        if (name.endsWith('-passages-1')) indexedDB.deleteDatabase(name);
    });
    await second.close();

    const { page } = await driver.open({ profile });
    await page.waitForFunction(() => 'commonplace' in globalThis);
    expect(await vectors(page)).toEqual(made);
    await page.evaluate(() => commonplace.librarian.idle());
    await ask(page, 'who carries the cost of electricity?');
    const hits = page.getByRole('list', { name: 'What was found' }).getByRole('article');
    await expect(hits.getByText(/^(meaning|both)$/).first()).toBeVisible();
  });

  test('[F8] marks the sentence that answers, although another has more of the words', async ({ driver }) => {
    test.setTimeout(120_000);
    const { page } = await driver.open();
    await openSample(page);
    await page.evaluate(() => commonplace.librarian.idle());
    await ask(page, 'who pays when the data centre is not built?');
    await page.keyboard.press('Enter');
    const excerpt = page.getByRole('article').filter({ hasText: 'The centre of the draft on electricity.' });
    await expect(excerpt.locator('mark[class*="near"]')).toHaveText(/^If the reinforcement is built/);
  });
});

async function seriousOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

test.describe('the query language', () => {
  test('[F5] is completed by keyboard, shown as chips that can be removed, and lists by filters alone', async ({
    driver,
  }) => {
    test.setTimeout(120_000);
    const { page } = await driver.open();
    await openSample(page);
    await page.waitForFunction(() => commonplace.librarian.state().progress.uncut === 0);
    const box = page.getByRole('combobox', { name: 'Find or ask' });
    const list = page.getByRole('listbox', { name: 'What could follow' });
    const chips = page.getByRole('grid', { name: 'How the question is understood' });
    const hits = page.getByRole('list', { name: 'What was found' }).getByRole('article');

    await ask(page, 'cost kind:');
    await expect(list.getByRole('option')).toHaveCount(5);
    await expect(box).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.type('ex');
    await expect(list.getByRole('option')).toHaveText(['excerpts']);
    expect(await seriousOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(box).toHaveValue('cost kind:excerpt ');
    await expect(list).toBeHidden();
    await expect(hits.first()).toContainText('Excerpt, ');
    await expect(hits.filter({ hasText: /^(Note|Source|Judgement)/ })).toHaveCount(0);

    await page.keyboard.type('tag:pol');
    const first = list.getByRole('option').first();
    await expect(first).toHaveText(/^policy\d+$/);
    await expect(box).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
    await page.keyboard.press('ArrowDown');
    await expect(list.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await expect(box).toHaveValue('cost kind:excerpt tag:policy ');
    await expect(box).toBeFocused();
    await expect(chips.getByRole('row')).toHaveText(['excerpts', 'tagged policy']);
    expect(await seriousOf(page)).toEqual([]);

    await chips.getByRole('button', { name: 'Remove: excerpts' }).click();
    await expect(box).toHaveValue('cost tag:policy');
    await expect(hits.first()).toBeVisible();

    await box.fill('kind:source ');
    await expect(page.getByText('Listed by the filters alone, the newest first.')).toBeVisible();
    await expect(hits).toHaveCount(5);
    await expect(hits.getByText(/^(words|meaning|both)$/)).toHaveCount(0);

    await box.fill('cost before:1900 ');
    await expect(page.getByText('Nothing relevant found for “cost”')).toBeVisible();
    await page.getByRole('button', { name: 'Ask without the filters' }).click();
    await expect(box).toHaveValue('cost');
    await expect(hits.first()).toBeVisible();

    await box.fill('');
    await page.getByRole('button', { name: 'How to ask' }).click();
    expect(await seriousOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^author:lovelace/ }).click();
    await expect(box).toHaveValue('author:');
    await expect(box).toBeFocused();
    await expect(list.getByRole('option').first()).toContainText('Commonplace sample desk');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(box).toHaveValue('author:');
  });

  test('[F6] is saved under a name, found again after a restart, named anew and deleted with a way back', async ({
    driver,
  }) => {
    test.setTimeout(120_000);
    const profile = await driver.folder();
    const first = await driver.open({ profile });
    await openSample(first.page);
    await ask(first.page, 'kind:source after:2020 ');
    await first.page.getByRole('button', { name: 'Save this search' }).click();
    await expect(first.page.getByRole('textbox', { name: 'Name' })).toHaveValue('kind:source after:2020');
    await first.page.keyboard.press('ControlOrMeta+A');
    await first.page.keyboard.type('Sources since 2021');
    await first.page.keyboard.press('Enter');
    await expect(first.page.getByRole('button', { name: 'Rename this saved search' })).toBeVisible();
    await first.page.evaluate(() => commonplace.settled());
    await first.close();

    const { page } = await driver.open({ profile });
    const library = page.getByRole('navigation', { name: 'Library' });
    const box = page.getByRole('combobox', { name: 'Find or ask' });
    await library.getByRole('button', { name: 'Sources since 2021' }).click();
    await expect(box).toHaveValue('kind:source after:2020');
    await expect(page.getByRole('list', { name: 'What was found' }).getByRole('article')).toHaveCount(5);

    await box.fill('');
    const saved = page.getByRole('region', { name: 'Saved searches' });
    await expect(saved.getByRole('button', { name: /^Sources since 2021/ })).toBeVisible();
    expect(await seriousOf(page)).toEqual([]);
    await saved.getByRole('button', { name: 'More about Sources since 2021' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('New sources');
    await page.keyboard.press('Enter');
    await expect(library.getByRole('button', { name: 'New sources' })).toBeVisible();
    await saved.getByRole('button', { name: 'More about New sources' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(library.getByRole('button', { name: 'New sources' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(library.getByRole('button', { name: 'New sources' })).toBeVisible();
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
