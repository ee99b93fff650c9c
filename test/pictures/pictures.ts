// The pictures of the README, taken from the running program with the sample notebook in it.
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { test } from '../e2e/drive.ts';

declare global {
  var commonplace: Notebook;
}

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));

const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  note: async (page) => {
    await page.keyboard.press('ControlOrMeta+1');
    await page.getByText('Who pays for the electricity?').first().click();
    await page.getByText('If the reinforcement is built').first().click();
  },
  source: async (page) => {
    await page.keyboard.press('ControlOrMeta+2');
    await page.locator('[data-pane="list"] [role="option"]').first().click();
  },
  scorecard: async (page) => {
    await page.keyboard.press('ControlOrMeta+4');
    await page.getByText('US and China in AI, 2026').first().click();
    await page.locator('td[role="gridcell"]').nth(8).click();
  },
  search: async (page) => {
    await page.keyboard.press('ControlOrMeta+Shift+F');
    await page.keyboard.type('who carries the cost if data centres are never built?');
  },
};

test('pictures', async ({ driver }) => {
  const { page } = await driver.open();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForFunction(() => 'commonplace' in globalThis);
  await page.evaluate(async () => {
    await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
    await commonplace.librarian.idle();
  });
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => commonplace.settings.set('theme', chosen), theme);
    for (const [name, reach] of Object.entries(screens)) {
      await reach(page);
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
    }
  }
});
