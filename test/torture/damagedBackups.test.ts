import { expect, it } from 'vitest';
import { damagedBackups } from './damagedBackups.ts';

it('[W1] none of a hundred damaged backups is accepted, and the notebook stays as it is', async () => {
  const outcome = await damagedBackups(100, 7);
  expect(outcome).toMatchObject({ failed: 0 });
  expect(outcome.passed).toBeGreaterThan(95);
}, 120_000);
