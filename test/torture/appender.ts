// A process that does nothing but save: it appends to the journal in a folder until it is killed, and writes the number
// of every entry that was acknowledged to its output.
import { writeSync } from 'node:fs';
import { openVault } from '#vault/vault.ts';
import { nodeFiles } from '../../electron/main/nodeFiles.ts';
import { dice } from './battery.ts';
import { payloadOf } from './entry.ts';

const [folder = '', seed = '1'] = process.argv.slice(2);
const roll = dice(Number(seed));
const vault = await openVault(nodeFiles(folder), {
  newNotebookId: 'tortured',
  clock: Date.now,
  segmentBytes: 64 * 1024,
});
let next = vault.journal.lastSeq + 1;
writeSync(1, `begins ${next}\n`);
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
