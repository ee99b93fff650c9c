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

  test('[DS3] that takes nothing more is told in one dialog, and the words stay where they are', async ({
    driver,
  }) => {
    const { page } = await driver.open({ faults: ['room-for-2'] });
    await page.getByRole('button', { name: 'Write a note' }).click();
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
    const dialog = page.getByRole('alertdialog', { name: 'The disk is full' });
    for (let word = 0; !(await dialog.isVisible()); word += 1) {
      await page.keyboard.type(`word${word} `);
      await page.waitForTimeout(600);
      expect(word).toBeLessThan(20);
    }
    await expect(dialog).toContainText('could not be saved');
    await dialog.getByRole('button', { name: 'I will make room' }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Title' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.type('and then this');
    await page.waitForTimeout(4_000);
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(/word0.*and then this/);
    await expect(page.getByText(/could not be saved|Not saved/).first()).toBeVisible();
  });

  test('[DS4] whose last room is the journal’s takes what is written, and shows it after the next start', async ({
    driver,
  }) => {
    const profile = await driver.folder();
    const tight = await driver.open({ profile, faults: ['free-150'] });
    await tight.page.getByRole('button', { name: 'Write a note' }).click();
    await expect(tight.page.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await tight.page.keyboard.type('Written into the journal');
    await expect(tight.page.getByText(/^Saved \d/)).toBeVisible();
    await expect(tight.page.getByText(/The disk is full but for 157 MB/)).toHaveCount(1);
    await tight.close();
    const { page } = await driver.open({ profile });
    await expect(page.getByRole('option', { name: /Written into the journal/ })).toBeVisible();
  });
});
