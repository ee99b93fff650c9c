// A disk that is nearly full: said in one sentence, imports wait, and writing goes on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './drive.ts';

test.describe('a disk that is nearly full', () => {
  test('[DS1] is told in one sentence; an import is not begun, and what is written is saved', async ({
    driver,
  }) => {
    const { page, answerOpenDialog } = await driver.open({ faults: ['free-300'] });
    await page.getByRole('button', { name: 'Write a note' }).click();
    await expect(page.getByText(/The disk is nearly full: 315 MB are left/)).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await page.keyboard.type('Written all the same');
    await expect(page.getByText(/^Saved \d/)).toBeVisible();

    const root = join(await driver.folder(), 'Research');
    await mkdir(root);
    await writeFile(join(root, 'One.md'), '# One\n');
    await answerOpenDialog([root]);
    await page.keyboard.press('Control+o');
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The disk is nearly full. Make room, then import again.');
    await expect(dialog.getByRole('button', { name: 'Import 1 file' })).toBeDisabled();
  });

  test('[DS2] that has room is not spoken of', async ({ driver }) => {
    const { page } = await driver.open({ faults: ['free-3000'] });
    await page.getByRole('button', { name: 'Write a note' }).waitFor();
    await expect(page.getByText(/The disk is/)).toHaveCount(0);
  });
});
