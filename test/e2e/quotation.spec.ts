// A journey through the quotation finder: a quotation with two words changed, its places, the way to them and back.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';

declare global {
  var commonplace: Notebook;
}

const written =
  'Most of the methods that everyone now builds on were first published, or first sold, by laboratories in the United States.';
const misquoted = written.replace('everyone', 'everybody').replace('sold', 'marketed');

async function openSample(page: Page): Promise<void> {
  await page.waitForFunction(() => 'commonplace' in globalThis);
  await page.evaluate(async () => {
    await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
    await commonplace.settled();
  });
  await page.waitForFunction(() => commonplace.librarian.state().progress.uncut === 0);
}

async function paste(page: Page, quotation: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Quotation' })).toBeFocused();
  await page.keyboard.insertText(quotation);
}

async function seriousOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

test('[U1] a misquotation is found, its two differences are shown, and its place is opened and come back from', async ({
  driver,
}) => {
  test.setTimeout(120_000);
  const { page } = await driver.open();
  await openSample(page);
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await expect(page.getByRole('combobox', { name: 'Find or ask' })).toBeFocused();
  await page.keyboard.insertText(misquoted);
  await page.getByRole('button', { name: 'Find this quotation, word by word' }).click();

  const places = page.getByRole('list', { name: 'Where it stands' }).getByRole('article');
  await expect(page.getByRole('status').filter({ hasText: 'Found in 2 places.' })).toHaveCount(1);
  await expect(places.nth(0)).toContainText('Excerpt');
  await expect(places.nth(1)).toContainText('Source');
  for (const place of [places.nth(0), places.nth(1)]) {
    await expect(place.getByText('2 words differ')).toBeVisible();
    await expect(place.locator('del')).toHaveText([/everybody/, /marketed/]);
    await expect(place.locator('ins')).toHaveText([/everyone/, /sold/]);
    await expect(place.getByText('exact', { exact: true })).toHaveCount(0);
  }
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => commonplace.settings.set('theme', chosen), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.waitForTimeout(300);
    expect(await seriousOf(page)).toEqual([]);
  }

  await places.nth(1).getByRole('button', { name: /^Open/ }).click();
  const passage = page.locator('main mark[class*="passage"]').first();
  await expect(passage).toBeInViewport();
  await expect(passage).toContainText('Most of the methods');

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('textbox', { name: 'Quotation' })).toHaveValue(misquoted);
  await expect(places.nth(1).getByRole('heading').getByRole('button')).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('combobox', { name: 'Find or ask' })).toHaveValue(misquoted);
});

test('[U2] what is quoted exactly is said to be, becomes an excerpt, and what is nowhere is said to be nowhere', async ({
  driver,
}) => {
  const { page } = await driver.open();
  await openSample(page);
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await paste(page, 'the walrus and the carpenter were walking close at hand');
  await expect(page.getByText('No text of this notebook holds it')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+A');
  await paste(page, 'The cloud deserves more attention than it gets.');
  const places = page.getByRole('list', { name: 'Where it stands' }).getByRole('article');
  await expect(places).toHaveCount(1);
  await expect(places.getByText('exact', { exact: true })).toBeVisible();
  await places.getByRole('button', { name: 'Make an excerpt' }).click();
  await expect(
    page.locator('main mark[data-excerpt]').filter({ hasText: 'The cloud deserves' }),
  ).toBeInViewport();

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(places).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Make an excerpt' })).toHaveCount(0);
});
