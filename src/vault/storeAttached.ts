// Storing an attached file beside the journal, under the hash of its bytes: whole and synced, or not at all.
import type { NewDigest } from './digest.ts';
import { portableDigest } from './digest.ts';
import type { Files } from './files.ts';
import { attachmentName } from './manifest.ts';
import { openSink } from './snapshotSink.ts';
import { temporaryName } from './writeSnapshot.ts';

/**
 * Stores the bytes unless a file of that name is there already, which is never written over. Rejects when they are
 * not those of the hash, or could not be written; nothing stays behind then.
 */
export async function storeAttached(
  files: Files,
  sha256: string,
  bytes: AsyncIterable<Uint8Array>,
  newDigest: NewDigest = portableDigest,
): Promise<'stored' | 'there already'> {
  const name = attachmentName(sha256);
  if ((await files.sizeOf(name)) !== null) return 'there already';
  const folder = name.slice(0, name.lastIndexOf('/'));
  const temporary = temporaryName(name);
  const sink = openSink(files, temporary, newDigest);
  try {
    await files.makeFolder(folder);
    for await (const chunk of bytes) await sink.write(chunk);
    if (sink.seal() !== sha256) throw new Error(`the bytes are not those of ${sha256}`);
    await sink.finish();
    await files.rename(temporary, name);
    await files.syncFolder(folder);
    return 'stored';
  } catch (error) {
    await sink.giveUp();
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
}
