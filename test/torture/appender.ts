// A process that does nothing but save: it appends to the journal in a folder until it is killed, and writes the number
// of every entry that was acknowledged to its output. With a folder for snapshots it compacts the journal all the while.
import { writeSync } from 'node:fs';
import { openShelf } from '#vault/shelf.ts';
import { openVault } from '#vault/vault.ts';
import { openCompaction } from '../../electron/main/compaction.ts';
import { nodeDigest } from '../../electron/main/nodeDigest.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { dice } from './battery.ts';
import { payloadOf } from './entry.ts';
import { each } from './each.ts';

const [folder = '', seed = '1', backups] = process.argv.slice(2);
const roll = dice(Number(seed));
const vault = await openVault(nodeFiles(folder), {
  newNotebookId: 'tortured',
  clock: Date.now,
  segmentBytes: backups === undefined ? 64 * 1024 : 8 * 1024,
  reading: { newDigest: nodeDigest },
});
let next = vault.journal.lastSeq + 1;
writeSync(1, `begins ${next}\n`);

/** A snapshot, the journal made shorter behind the third last, and so on. */
async function keepCompacting(into: string): Promise<never> {
  const shelf = await openShelf(nodeFiles(into), { reserveBytes: 0, newDigest: nodeDigest });
  const files = nodeFiles(folder);
  const compaction = openCompaction({ vault, files, now: Date.now, mostBytes: 30_000, reserveBytes: 0 });
  for (;;) {
    const { notebookId, lastSeq } = vault.identity();
    const createdAt = new Date().toISOString();
    const about = { notebookId, createdAt, lastSeq, reason: 'test', program: '0.1.0' };
    await shelf.take({ about, records: each([]), attachments: each([]) });
    await shelf.thin(notebookId);
    const done = await compaction.run(shelf, nodeFiles(into));
    if (done.kind !== 'compacted' && done.kind !== 'nothing to do') throw new Error(JSON.stringify(done));
  }
}

if (backups !== undefined) void keepCompacting(backups);
for (;;) {
  const group = Array.from({ length: 1 + roll(6) }, () => next++);
  await Promise.all(
    group.map(async (seq) => {
      const answer = await vault.journal.append(payloadOf(seq));
      if (answer.kind === 'kept' && answer.seq === seq) writeSync(1, `${seq}\n`);
      else throw new Error(`entry ${seq}: ${JSON.stringify(answer)}`);
    }),
  );
}
