// A person writes: a note that is saved, found again after closing, tagged, searched, linked, deleted and brought back.
import type { Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';
import type { Program } from './program.ts';

declare global {
  var commonplace: Notebook;
}

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const titleOf = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true });
const rowsOf = (page: Page) => page.getByRole('listbox', { name: 'Notes' }).getByRole('option');

async function opened({ page }: Program): Promise<Page> {
  await page.waitForFunction(() => 'commonplace' in globalThis);
  return page;
}

async function newNote(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+N');
  await expect(titleOf(page)).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(editorOf(page)).toBeFocused();
}

/** "Saved" stands for what was typed last, not for an earlier save. */
async function saved(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
}

async function lines(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    if (text === '') await page.keyboard.press('Enter');
    else await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}

test('[N1] a note is written, saved, closed, opened again, and every part of it is there', async ({
  driver,
}) => {
  const profile = await driver.folder();
  const first = await driver.open({ profile });
  const page = await opened(first);
  await newNote(page, 'Who pays for the electricity?');
  await lines(page, ['## What we know', '- plan in decades', 'build in months', '']);
  await lines(page, ['[ ] call the operator', 'ask the ministry', '']);
  await page.keyboard.type('See https://example.org/report and **read** it');
  await page.getByRole('checkbox').nth(1).click();
  await saved(page);
  expect((await first.close()).code).toBe(0);

  const second = await driver.open({ profile });
  const again = await opened(second);
  await rowsOf(again).filter({ hasText: 'Who pays for the electricity?' }).click();
  const editor = editorOf(again);
  await expect(titleOf(again)).toHaveValue('Who pays for the electricity?');
  await expect(editor.getByRole('heading', { level: 2 })).toHaveText('What we know');
  await expect(editor.locator('ul:not([data-type]) > li')).toHaveText(['plan in decades', 'build in months']);
  await expect(editor.getByRole('checkbox')).toHaveCount(2);
  await expect(editor.getByRole('checkbox').nth(1)).toBeChecked();
  await expect(editor.locator('a')).toHaveAttribute('href', 'https://example.org/report');
  await expect(editor.locator('strong')).toHaveText('read');
});

test('[N2] a note is tagged, and the tag finds it', async ({ driver }) => {
  const page = await opened(await driver.open());
  await newNote(page, 'Tagged');
  await page.getByRole('combobox', { name: 'Tags' }).fill('policy/energy');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'policy/energy' })).toBeVisible();
  await newNote(page, 'Other');
  await page.getByRole('button', { name: /policy\/energy/ }).click();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(page.getByText('Tagged policy/energy')).toBeVisible();
  // A note begun under a tag carries it.
  await newNote(page, 'Begun there');
  await expect(rowsOf(page)).toHaveCount(2);
  // The sources that carry it are one key away, and so is the way back.
  const kinds = page.getByRole('radiogroup', { name: 'What carries the tag' });
  await kinds.getByRole('radio', { name: 'Notes 2' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('No sources tagged “policy/energy”')).toBeVisible();
  await expect(kinds.getByRole('radio', { name: 'Sources 0' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(rowsOf(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show all notes' }).click();
  await expect(rowsOf(page)).toHaveCount(3);
});

test('[N3] find in page walks through what it found, and Escape goes on writing there', async ({
  driver,
}) => {
  const page = await opened(await driver.open());
  await newNote(page, 'Find');
  await lines(page, ['one gap', 'no such word', 'another Gap']);
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type('gap');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Match upper and lower case' }).click();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find in page' }).press('Escape');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type('hole');
  await expect(editorOf(page)).toContainText('one hole');
});

test('[N4] a reference is chosen by keyboard, opens what it points at, and says when that is gone', async ({
  driver,
}) => {
  const page = await opened(await driver.open());
  await newNote(page, 'The grid plan');
  await page.keyboard.type('Networks plan in decades.');
  await saved(page);
  await page.evaluate(() => commonplace.librarian.idle());
  await newNote(page, 'Draft');
  await page.keyboard.type('As said in @');
  await page.keyboard.type('grid plan');
  const picker = page.getByRole('dialog', { name: 'Insert a reference' });
  await expect(picker.getByRole('option', { name: /The grid plan/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const reference = editorOf(page).getByRole('link', { name: 'Note: The grid plan' });
  await expect(reference).toBeVisible();
  await page.keyboard.type('and so on');
  await expect(editorOf(page)).toContainText('As said in The grid plan and so on');
  await saved(page);
  const panel = page.locator('[data-pane="panel"]');
  await expect(panel.getByRole('heading', { name: 'Evidence in this note' })).toBeVisible();
  await expect(panel.getByText('The grid plan').first()).toBeVisible();
  await reference.click();
  await expect(titleOf(page)).toHaveValue('The grid plan');
  await expect(panel.getByRole('heading', { name: 'Mentioned in' })).toBeVisible();
  await rowsOf(page).filter({ hasText: 'Networks plan' }).click();
  await page.keyboard.press('Delete');
  await rowsOf(page).filter({ hasText: 'Draft' }).click();
  await expect(editorOf(page).getByRole('link', { name: 'Note: The grid plan (deleted)' })).toBeVisible();
});

test('[N5] an @ that is not followed by a choice stays an @', async ({ driver }) => {
  const page = await opened(await driver.open());
  await newNote(page, 'At');
  await page.keyboard.type('write @');
  await expect(page.getByRole('dialog', { name: 'Insert a reference' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type('home');
  await expect(editorOf(page)).toHaveText('write @home');
});

test('[N6] deleting is taken back with one press', async ({ driver }) => {
  const page = await opened(await driver.open());
  await newNote(page, 'Short-lived');
  await page.keyboard.type('words');
  await saved(page);
  await rowsOf(page).first().click();
  await page.keyboard.press('Delete');
  await expect(rowsOf(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowsOf(page)).toHaveCount(1);
  await rowsOf(page).first().click();
  await expect(editorOf(page)).toHaveText('words');
});

test('[N7] a link is set and opened by keyboard, after the question that shows its address', async ({
  driver,
}) => {
  const program = await driver.open();
  const page = await opened(program);
  await newNote(page, 'Links');
  await page.keyboard.type('report');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+Shift+K');
  await page.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is not an address of the web or of a mailbox.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill('example.org/report');
  await page.keyboard.press('Enter');
  await expect(editorOf(page).locator('a')).toHaveAttribute('href', 'https://example.org/report');
  await program.answerMessageBox(0);
  await editorOf(page)
    .locator('a')
    .click({ modifiers: ['ControlOrMeta'] });
  await expect
    .poll(async () =>
      (await program.dialogs()).some(({ detail }) => detail.includes('https://example.org/report')),
    )
    .toBe(true);
  expect(page.url()).not.toContain('example.org');
});

test('[N8] a note changed elsewhere is shown as it is now; one that is left is saved on the way out', async ({
  driver,
}) => {
  const page = await opened(await driver.open());
  await newNote(page, 'Changed elsewhere');
  await page.keyboard.type('first');
  await saved(page);
  await page.evaluate(async () => {
    const [note] = await commonplace.notes.list();
    if (!note) throw new Error('no note');
    const content = [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'restored' }] }];
    await commonplace.notes.save(note.id, { document: { type: 'doc', content } });
  });
  await expect(editorOf(page)).toHaveText('restored');
  await editorOf(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' and more');
  // No pause: the words go with the one who leaves.
  await newNote(page, 'Next');
  await rowsOf(page).filter({ hasText: 'Changed elsewhere' }).click();
  await expect(editorOf(page)).toHaveText('restored and more');
});

test('[N9] several notes are chosen and deleted together', async ({ driver }) => {
  const page = await opened(await driver.open());
  for (const title of ['One', 'Two', 'Three']) await newNote(page, title);
  await expect(rowsOf(page)).toHaveCount(3);
  await rowsOf(page).nth(0).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect(rowsOf(page)).toHaveCount(1);
});

test('[N13] notes are put in another order, and the menu says which is chosen', async ({ driver }) => {
  const page = await opened(await driver.open());
  for (const title of ['Beta', 'Alpha']) await newNote(page, title);
  await page.getByRole('button', { name: /Edited$/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Chosen' })).toHaveText('Edited');
  await page.getByRole('menuitem', { name: 'Title' }).click();
  await expect(rowsOf(page).first()).toContainText('Alpha');
  await page.getByRole('button', { name: /Title$/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Chosen' })).toHaveText('Title');
});

test('[N10] a hit that is opened lands on its passage, marked until something is typed', async ({
  driver,
}) => {
  const page = await opened(await driver.open());
  await page.evaluate(async () => {
    const paragraphs = Array.from({ length: 60 }, (_, at) =>
      at === 45
        ? 'The lighthouse keeper kept a ledger of every ship that passed.'
        : `Paragraph ${at} speaks of something else at a length that fills several lines of the page, as such do.`,
    );
    const content = paragraphs.map((text) => ({
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text }],
    }));
    const made = await commonplace.notes.create({ title: 'Long', document: { type: 'doc', content } });
    if (made.kind !== 'saved') throw new Error(made.kind);
    await made.applied;
    await commonplace.librarian.idle();
  });
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('lighthouse ledger');
  const hit = page.getByRole('dialog').getByRole('menuitem', { name: /Long/ });
  await hit.first().click();
  const passage = editorOf(page).getByText('The lighthouse keeper');
  await expect(passage).toBeInViewport();
  const marked = editorOf(page).locator('[class*="passage"]');
  await expect(marked.first()).toBeInViewport();
  await editorOf(page).focus();
  await page.keyboard.type('x');
  await expect(marked).toHaveCount(0);
});

test('[N11] words typed a moment before the window is closed are there when it opens again', async ({
  driver,
}) => {
  const profile = await driver.folder();
  const first = await driver.open({ profile });
  const page = await opened(first);
  await newNote(page, 'Last words');
  await page.keyboard.type('typed and closed at once');
  await first.close();
  const again = await opened(await driver.open({ profile }));
  await rowsOf(again).filter({ hasText: 'Last words' }).click();
  await expect(editorOf(again)).toHaveText('typed and closed at once');
});

test('[N12] an earlier version is compared with the present text, gone back to, and left again', async ({
  driver,
}) => {
  const program = await driver.open();
  const page = await opened(program);
  // The first save keeps a version: made in one go, so that it does not depend on how fast the keys arrive.
  await page.evaluate(async () => {
    const { notes } = commonplace;
    const made = await notes.create({ title: 'Who pays' });
    if (made.kind !== 'saved') throw new Error(made.kind);
    const content = ['The grid is full.', 'Households finance the reserve.'].map((text) => ({
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text }],
    }));
    await notes.save(made.record.id, { document: { type: 'doc', content } });
  });
  await rowsOf(page).filter({ hasText: 'Who pays' }).click();
  await titleOf(page).fill('Who pays for it');
  await editorOf(page).getByText('The grid is full.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Nobody says so.');
  await saved(page);

  await page.keyboard.press('ControlOrMeta+Shift+H');
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
  const versions = dialog.getByRole('option');
  await expect(versions).toHaveCount(1);
  await expect(versions.first()).toContainText('First version');
  await expect(versions.first()).toContainText('3 words written since, 0 taken out');
  const text = dialog.getByRole('region', { name: 'That version against the text as it is now' });
  await expect(text.locator('h3 ins')).toHaveText('for it');
  await expect(text.locator('p ins').last()).toHaveText('Nobody says so.');
  await dialog.getByRole('button', { name: 'Go back to this version' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(titleOf(page)).toHaveValue('Who pays');
  await expect(editorOf(page)).not.toContainText('Nobody says so.');
  await expect(editorOf(page)).toContainText('Households finance the reserve.');

  // What stood before is a version too: going back is taken back in the same way, here by keyboard alone.
  await page.getByRole('button', { name: 'Earlier versions' }).press('Enter');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Before a change');
  await dialog.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('button', { name: 'Go back to this version' })).toBeDisabled();
  await page.keyboard.press('Home');
  await expect(text.locator('p del').last()).toHaveText('Nobody says so.');
  await dialog.getByRole('button', { name: 'Go back to this version' }).press('Enter');
  await expect(titleOf(page)).toHaveValue('Who pays for it');
  await expect(editorOf(page)).toContainText('The grid is full. Nobody says so.');
  expect(program.pageErrors).toEqual([]);
});
