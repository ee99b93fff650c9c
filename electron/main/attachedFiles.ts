// The notebook's attached files, as they go into a snapshot.
import { attachmentHashes, lookAtAttachment } from '#vault/attachments.ts';
import type { Files } from '#vault/files.ts';
import { attachmentName } from '#vault/manifest.ts';
import { bytesOf } from '#vault/segments.ts';
import type { AttachedFile } from '#vault/writeSnapshot.ts';
import { nodeDigest } from './nodeDigest.ts';

/**
 * In the order of the hashes. One that is damaged, or cannot be read, is left out: a snapshot that holds other bytes
 * than it says is no snapshot, and all the others must still be backed up.
 */
export async function* attachedFiles(files: Files): AsyncGenerator<AttachedFile> {
  for await (const sha256 of attachmentHashes(files)) {
    const look = await lookAtAttachment(files, sha256, nodeDigest).catch(() => 'damaged' as const);
    if (look !== 'sound') continue;
    const name = attachmentName(sha256);
    const sizeBytes = (await files.sizeOf(name)) ?? 0;
    yield { sha256, bytes: () => bytesOf(files, name, 0, sizeBytes) };
  }
}
