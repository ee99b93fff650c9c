// The notebook's attached files, which lie beside the journal under the hashes of their bytes.
import type { Files } from '#vault/files.ts';
import { bytesOf } from '#vault/segments.ts';
import { type AttachedFile, temporaryName } from '#vault/writeSnapshot.ts';

const folders = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `attachments/ab/abcd...`, in the order of the hashes. Other names are not attachments. */
export async function* attachedFiles(files: Files): AsyncGenerator<AttachedFile> {
  for (const folder of folders)
    for (const sha256 of await files.list(`attachments/${folder}`)) {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !sha256.startsWith(folder)) continue;
      const name = `attachments/${folder}/${sha256}`;
      const sizeBytes = (await files.sizeOf(name)) ?? 0;
      yield { sha256, bytes: () => bytesOf(files, name, 0, sizeBytes) };
    }
}

/** Removes what a restore that was cut short left half-stored among the attached files. */
export async function sweepAttached(files: Files): Promise<void> {
  for (const folder of folders)
    for (const name of await files.list(`attachments/${folder}`).catch(() => []))
      if (name === temporaryName(name.slice(0, 64)))
        await files.remove(`attachments/${folder}/${name}`).catch(() => undefined);
}
