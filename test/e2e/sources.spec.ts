// A journey through sources: one is added with its text, read, quoted, judged, changed, thrown away and taken back.
import type { Page } from '@playwright/test';
import { expect, test } from './drive.ts';

const sentence = 'The cost of unused connections is borne by all users of the network.';
const text = [
  'Grid operators plan in decades; server farms arrive in months.',
  '',
  `Of the capacity applied for, less than a third will be energised. ${sentence}`,
  'What that means for a household is a matter of who carries the risk.',
].join('\n');

async function addSource(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Library' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+N');
  const form = page.getByRole('dialog', { name: 'New source' });
  await form.getByLabel('Authors').fill('Meier, Ada; Li, Wei');
  await form.getByLabel('Date', { exact: true }).fill('2026-3-9');
  await expect(form.getByText('Read as 9 Mar 2026')).toBeVisible();
  await form.getByLabel('Address').fill('example.org/outlook');
  await form.getByLabel('Text', { exact: true }).fill(text);
  await form.getByRole('button', { name: 'Add source' }).click();
  await expect(form.getByText('Give the source a title.')).toBeVisible();
  await expect(form.getByLabel('Title')).toBeFocused();
  await expect(form.getByText('Only whole addresses')).toBeVisible();
  await form.getByLabel('Title').fill('Annual outlook');
  await form.getByLabel('Address').fill('https://example.org/outlook');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
}

/** Drags the pointer over the words, as a reader does. */
async function selectWords(page: Page, words: string): Promise<void> {
  const ends = await page.getByRole('region', { name: /^Text of the source/ }).evaluate((body, sought) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node instanceof Text ? node.data.indexOf(sought) : -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      const boxes = [...range.getClientRects()];
      const [first, last] = [boxes[0], boxes.at(-1)];
      if (first && last)
        return {
          from: { x: first.left + 0.5, y: first.top + first.height / 2 },
          to: { x: last.right - 0.5, y: last.top + last.height / 2 },
        };
    }
    throw new Error('the words are not on the page');
  }, words);
  await page.mouse.move(ends.from.x, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 5 });
  await page.mouse.up();
}

test.describe('sources', () => {
  test('[J1] a source is added with its text, read, quoted from, and its excerpts are changed and brought back', async ({
    driver,
  }) => {
    const program = await driver.open();
    const { page } = program;
    await addSource(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Annual outlook' })).toBeVisible();
    await expect(page.getByText('Ada Meier and Wei Li', { exact: true })).toBeVisible();
    await expect(page.getByRole('option', { name: /Annual outlook/ })).toBeVisible();

    await selectWords(page, sentence);
    await page.getByRole('button', { name: 'Make excerpt' }).click();
    const form = page.getByRole('dialog', { name: 'New excerpt' });
    await expect(form.getByText(sentence)).toBeVisible();
    await form.getByLabel('Page').fill('41');
    await form.getByLabel('Comment').fill('Ask the operator');
    await form.getByRole('button', { name: 'Make excerpt' }).click();
    await expect(form).toBeHidden();
    const panel = page.getByRole('complementary');
    await expect(panel.getByText('p. 41')).toBeVisible();
    await expect(panel.getByText(sentence)).toBeVisible();
    await expect(page.locator('mark[data-excerpt]')).toHaveText(sentence);

    await panel.getByRole('button', { name: 'Type an excerpt' }).click();
    const typed = page.getByRole('dialog', { name: 'Type an excerpt' });
    await typed.getByLabel('Quotation').fill('Only in the printed edition.');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(panel.getByText('typed in', { exact: true })).toBeVisible();

    const more = panel.getByRole('button', { name: 'More for this excerpt' });
    await more.first().click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const edit = page.getByRole('dialog', { name: 'Excerpt' });
    await edit.getByLabel('Page').fill('42');
    await edit.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByText('p. 42')).toBeVisible();

    await more.first().click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(more).toHaveCount(1);
    await expect(page.locator('mark[data-excerpt]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(more).toHaveCount(2);
    await expect(page.locator('mark[data-excerpt]')).toHaveText(sentence);
    expect(program.pageErrors).toEqual([]);
  });

  test('[J2] everything is reached by keyboard: a sentence is chosen, quoted, shown among the excerpts and followed back', async ({
    driver,
  }) => {
    const { page } = await driver.open();
    await addSource(page);
    await page.getByRole('region', { name: /^Text of the source/ }).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+E');
    const form = page.getByRole('dialog', { name: 'New excerpt' });
    await expect(form.getByText(sentence)).toBeVisible();
    await page.keyboard.type('41');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();

    await page.keyboard.press('ControlOrMeta+3');
    const list = page.getByRole('listbox', { name: 'Excerpts' });
    await list.focus();
    await page.keyboard.press('Home');
    await expect(page.locator('main blockquote')).toHaveText(sentence);
    await expect(page.getByText('Found word for word in the text')).toBeVisible();
    await page.getByRole('button', { name: 'Read it in its source' }).press('Enter');
    await expect(page.locator('mark[data-passage]')).toHaveText(sentence);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.locator('main blockquote')).toHaveText(sentence);
  });

  test('[J3] an address opens outside only after a question that shows the whole of it', async ({
    driver,
  }) => {
    const program = await driver.open();
    const { page } = program;
    await addSource(page);
    await program.answerMessageBox(1);
    await page.getByRole('button', { name: 'example.org/outlook' }).click();
    await expect
      .poll(async () => JSON.stringify(await program.dialogs()))
      .toContain('https://example.org/outlook');
  });

  test('[J4] a source gets its text later: a quotation typed before is found in it, and the text can be taken back', async ({
    driver,
  }) => {
    const { page } = await driver.open();
    await expect(page.getByRole('navigation', { name: 'Library' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+N');
    await page.getByRole('dialog', { name: 'New source' }).getByLabel('Title').fill('Outlook');
    await page.keyboard.press('Enter');
    await page.locator('main').getByRole('button', { name: 'Type an excerpt' }).click();
    await page.getByLabel('Quotation').fill(sentence);
    await page.keyboard.press('ControlOrMeta+Enter');
    const panel = page.getByRole('complementary');
    await expect(panel.getByText(sentence)).toBeVisible();

    await page.getByRole('button', { name: 'Add its text' }).press('Enter');
    const adding = page.getByRole('dialog', { name: 'Add the text of the source' });
    await expect(adding.getByLabel('Text', { exact: true })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(adding.getByText('Paste or type the text first.')).toBeVisible();
    await adding.getByLabel('Text', { exact: true }).fill(text);
    await page.keyboard.press('Escape');
    // What was typed and not saved is there again.
    await page.getByRole('button', { name: 'Add its text' }).press('Enter');
    await expect(adding.getByLabel('Text', { exact: true })).toHaveValue(text);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(adding).toBeHidden();
    await expect(page.locator('mark[data-excerpt]')).toHaveText(sentence);

    await page.locator('main').getByRole('button', { name: 'More for this source' }).click();
    await page.getByRole('menuitem', { name: 'Replace its text' }).click();
    const replacing = page.getByRole('dialog', { name: 'Replace the text of the source' });
    await replacing.getByLabel('Text', { exact: true }).fill('Another text altogether.');
    await replacing.getByRole('button', { name: 'Replace text' }).click();
    await expect(panel.getByText('needs review')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('mark[data-excerpt]')).toHaveText(sentence);
    await expect(panel.getByText('needs review')).toHaveCount(0);
  });
});
