// Freezes the schema as it is now: a notebook in it, a snapshot of that notebook, and what is to be read from both.
// Run by scripts/freezeSchema.mjs. A schema that was released is never frozen anew: a new number is.
import { openVault } from '#vault/vault.ts';
import { openTestNotebook, newWorld } from '../notebook/openTestNotebook.ts';
import { declaredSchema } from './declared.ts';
import { frozenNumbers, readFrozen, writeFrozen } from './fixtures.ts';
import { readNotebook } from './reading.ts';
import { syntheticEntries } from './synthetic.ts';

export async function main(options: readonly string[]): Promise<number> {
  const newest = frozenNumbers().at(-1) ?? 0;
  const declared = await declaredSchema();
  if (newest > 0 && readFrozen(newest, 'declared.json') === declared) {
    process.stdout.write(`Schema ${newest} is frozen as it is declared.\n`);
    return 0;
  }
  const number = options.includes('--unreleased') ? Math.max(1, newest) : newest + 1;
  const world = newWorld();
  const vault = await openVault(world.files, { newNotebookId: 'frozen', clock: () => world.clock.ms });
  for (const operations of syntheticEntries()) {
    const answer = await vault.journal.append(JSON.stringify(operations));
    if (answer.kind === 'failed') throw new Error(answer.why);
  }
  await vault.journal.close();
  const { notebook } = await openTestNotebook(world);
  if (notebook.rebuilt.unread.length > 0) throw new Error(JSON.stringify(notebook.rebuilt.unread));
  const outcome = await notebook.backup.now('asked');
  if (outcome.kind !== 'kept') throw new Error(outcome.kind);
  const expected = await readNotebook(notebook);
  await notebook.close();
  for (const name of world.files.names()) writeFrozen(number, `vault/${name}`, world.files.bytes(name));
  writeFrozen(number, 'snapshot.zip', world.backups.bytes(outcome.name));
  writeFrozen(number, 'expected.json', `${JSON.stringify(expected, null, 1)}\n`);
  writeFrozen(number, 'declared.json', declared);
  process.stdout.write(`Schema ${number} is frozen.\n`);
  return 0;
}
