// The main screens, light and dark, with the sample notebook in them, under axe.
import { AxeBuilder } from '@axe-core/playwright';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';
import type { Program } from './program.ts';

declare global {
  var commonplace: Notebook;
}

/** How each screen is reached from the frame, by keyboard. */
const screens: Readonly<Record<string, (program: Program) => Promise<void>>> = {
  welcome: async ({ page }) => page.keyboard.press('ControlOrMeta+1'),
  note: async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+1');
    await page.getByText('Who pays for the electricity?').first().click();
    await page.locator('.ProseMirror').waitFor();
  },
  source: async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+2');
    await page.locator('[data-pane="list"] [role="option"]').first().click();
  },
  excerpts: async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+3');
    await page.locator('[data-pane="list"] [role="option"]').first().click();
  },
  scorecard: async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+4');
    await page.getByText('US and China in AI, 2026').first().click();
    await page.locator('table[role="grid"]').waitFor();
  },
  search: async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+Shift+F');
    await page.keyboard.type('who carries the cost of electricity');
    await page.locator('mark').first().waitFor();
  },
  settings: async ({ page }) => page.keyboard.press('ControlOrMeta+,'),
  palette: async ({ page }) => page.keyboard.press('ControlOrMeta+K'),
};

/** The palette's list scrolls with the arrow keys of the box above it, which keeps the focus; axe looks for a stop. */
function rules(builder: AxeBuilder, screen: string): AxeBuilder {
  return screen === 'palette' ? builder.disableRules(['scrollable-region-focusable']) : builder;
}

for (const theme of ['light', 'dark'] as const) {
  test(`[X1] axe finds nothing serious on the main screens in ${theme}`, async ({ driver }) => {
    test.setTimeout(180_000);
    const program = await driver.open();
    const { page } = program;
    await page.waitForFunction(() => 'commonplace' in globalThis);
    await page.evaluate(async (chosen) => {
      await commonplace.sample.open(await (await fetch('/sample/notebook.json')).json());
      await commonplace.settings.set('theme', chosen);
      await commonplace.settled();
    }, theme);
    for (const [name, reach] of Object.entries(screens)) {
      await reach(program);
      await page.waitForTimeout(400);
      const { violations, passes } = await rules(new AxeBuilder({ page }).setLegacyMode(), name).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const told = serious.map(
        ({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
      expect.soft(told).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
    }
  });
}
