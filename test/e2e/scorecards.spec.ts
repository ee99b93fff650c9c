// From a new note to a judged cell and back in time, by keyboard alone.
import type { Locator, Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';

declare global {
  var commonplace: Notebook;
}

/** Presses Tab until the focus is there, as a person would who knows no other way. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = (): Promise<boolean> =>
    target.evaluateAll((found) => found.some((each) => each === document.activeElement));
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test.describe('a scorecard', () => {
  test('[C1] is made, judged twice with evidence and seen as of a day, by keyboard alone', async ({
    driver,
  }) => {
    const { page } = await driver.open();
    await page.waitForFunction(() => 'commonplace' in globalThis);
    await test.step('a new note, to be evidence', async () => {
      await press(page, 'ControlOrMeta+n');
      await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
      await page.keyboard.type('Crane dispatch went back to manual for a month');
      await press(page, 'Enter');
      await page.keyboard.type('Said twice, the second time for the record.');
      await expect(page.getByText(/^Saved \d/)).toBeVisible();
    });

    await test.step('a card with two subjects and two criteria', async () => {
      await press(page, 'ControlOrMeta+4');
      await expect(page.getByText('Compare things by what you can show')).toBeVisible();
      await tabTo(page, page.getByRole('button', { name: 'New scorecard' }));
      await press(page, 'Enter');
      await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
      await page.keyboard.type('Ports');
      await press(page, 'Enter');
      await page.keyboard.type('Who runs them best?');
      await press(page, 'Enter');
      await expect(page.getByLabel('Add a subject')).toBeFocused();
      for (const name of ['Rotterdam', 'Tianjin']) {
        await page.keyboard.type(name);
        await press(page, 'Enter');
      }
      await tabTo(page, page.getByLabel('Add a criterion'));
      if ((await page.getByRole('textbox', { name: 'Add a criterion' }).count()) === 0)
        await press(page, 'Enter');
      for (const name of ['Automation', 'Cost']) {
        await page.keyboard.type(name);
        await press(page, 'Enter');
      }
      await expect(page.locator('td[role="gridcell"]')).toHaveCount(4);
      await expect(page.getByText('2 subjects, 2 criteria and 0 judgements')).toBeVisible();
    });

    const cells = page.locator('td[role="gridcell"]');
    const dialog = page.getByRole('dialog');
    const series = page.getByRole('list', { name: 'Judgements, newest first' }).getByRole('listitem');

    await test.step('a judgement with evidence found by searching', async () => {
      await tabTo(page, cells, 'Shift+Tab');
      await press(page, 'ArrowDown');
      await expect(cells.nth(2)).toBeFocused();
      await press(page, 'Enter');
      await expect(dialog.getByText('Tianjin, Automation: new judgement')).toBeVisible();
      await expect(page.getByRole('radio', { name: /^1, / })).toBeFocused();

      // Nothing is saved while something is missing, and the first missing thing has the focus.
      await press(page, 'ControlOrMeta+Enter');
      await expect(dialog.getByText('Say how sure you are.')).toBeVisible();

      await press(page, 'ArrowRight', 'Tab', 'Space', 'Tab', 'Space', 'Tab');
      await expect(page.getByRole('radio', { name: /^2, / })).toBeChecked();
      await page.keyboard.type('Announcements only.');
      await press(page, 'Tab', 'Tab', 'ControlOrMeta+a');
      await page.keyboard.type('2026-02-30');
      await press(page, 'Tab');
      await expect(dialog.getByText('This is not a date.')).toBeVisible();
      await press(page, 'Shift+Tab', 'ControlOrMeta+a');
      await page.keyboard.type('2026-03-02');
      await tabTo(page, page.getByRole('searchbox', { name: 'Search for evidence' }));
      await page.keyboard.type('crane dispatch');
      await expect(dialog.getByText('1 result')).toBeVisible();
      await press(page, 'ArrowDown', 'ArrowRight', 'Enter');
      await expect(dialog.getByRole('list', { name: 'Linked' }).getByRole('listitem')).toHaveText(/Against/);
      await press(page, 'Escape');
      await expect(dialog).toHaveCount(0);
    });

    await test.step('what was begun is still there', async () => {
      await expect(cells.nth(2)).toContainText('Draft');
      await expect(cells.nth(2)).toBeFocused();
      await press(page, 'ControlOrMeta+j');
      await expect(page.getByLabel('Why')).toHaveValue('Announcements only.');
      await press(page, 'ControlOrMeta+Enter');
      await expect(dialog).toHaveCount(0);
      await expect(series).toHaveCount(1);
      await expect(cells.nth(2)).not.toContainText('Draft');
    });

    await test.step('a second judgement does not overwrite the first', async () => {
      await press(page, 'ControlOrMeta+j');
      await expect(dialog.getByText('Before this: 2 Mar 2026')).toBeVisible();
      await expect(page.getByRole('radio', { name: /^2, / })).not.toBeChecked();
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Tab', 'ArrowRight', 'Tab', 'Space');
      await press(page, 'ControlOrMeta+Enter');
      await expect(dialog).toHaveCount(0);
      await expect(series).toHaveCount(2);
      await expect(series.first()).toContainText('Strong.');
      await expect(cells.nth(2)).toContainText('4 of 5, strong');
      await expect(cells.nth(2)).toContainText('the latest of 2 judgements');
    });

    await test.step('the card as of a day before', async () => {
      await tabTo(page, page.getByRole('button', { name: 'As of now' }), 'Shift+Tab');
      await press(page, 'Enter');
      await tabTo(page, page.getByRole('button', { name: '2 Mar 2026', exact: true }));
      await press(page, 'Enter');
      await expect(page.getByText('You see this card as it stood on 2 Mar 2026.')).toBeVisible();
      await expect(cells.nth(2)).toContainText('2 of 5, weak');
      await tabTo(page, page.getByRole('button', { name: 'Back to now' }));
      await press(page, 'Enter');
      await expect(cells.nth(2)).toContainText('4 of 5, strong');
    });
  });
});
