// Attached files: whole files beside the journal, named by the SHA-256 of their bytes, and never written over.
import { type NewDigest, portableDigest } from './digest.ts';
import { type FileFailure, type Files, whyFailed } from './files.ts';
import { attachmentName } from './manifest.ts';
import { bytesOf } from './segments.ts';
import { openSink } from './snapshotSink.ts';
import { temporaryName } from './writeSnapshot.ts';

export type AttachmentKept =
  | { readonly kind: 'kept'; readonly sizeBytes: number }
  /** Nothing was kept: there were too many bytes, or they were not those that were announced. */
  | { readonly kind: 'refused'; readonly why: 'too large' | 'other bytes' }
  | { readonly kind: 'failed'; readonly why: FileFailure };

export interface AttachingOptions {
  readonly mostBytes?: number;
  readonly newDigest?: NewDigest;
}

const mostAttachedBytes = 200 * 2 ** 20;

/**
 * Keeps bytes under their hash: written beside their place, synced, read back, and only then given their name. Calls
 * are made one after the other. What is there already is read; if it is not what its name says, it is put aside and
 * written anew. Rejects with what the source throws.
 */
export async function keepAttachment(
  files: Files,
  sha256: string,
  source: AsyncIterable<Uint8Array>,
  options: AttachingOptions = {},
): Promise<AttachmentKept> {
  const { mostBytes = mostAttachedBytes, newDigest = portableDigest } = options;
  const name = attachmentName(sha256);
  const folder = folderOf(name);
  const temporary = temporaryName(name);
  const sink = openSink(files, temporary, newDigest);
  try {
    const before = await sink.attempt(() => files.sizeOf(name));
    if (before !== null) {
      if ((await sink.attempt(() => hashOf(files, name, newDigest))) === sha256)
        return { kind: 'kept', sizeBytes: before };
      await sink.attempt(() => putAside(files, name));
    }
    await sink.attempt(() => files.makeFolder(folder));
    for await (const chunk of source) {
      if (sink.at() + chunk.length > mostBytes) return await refused('too large');
      await sink.write(chunk);
    }
    if (sink.seal() !== sha256) return await refused('other bytes');
    await sink.finish();
    if ((await sink.attempt(() => hashOf(files, temporary, newDigest))) !== sha256) {
      await files.remove(temporary).catch(() => undefined);
      return { kind: 'failed', why: 'disk error' };
    }
    await sink.attempt(() => files.rename(temporary, name));
    await sink.attempt(() => files.syncFolder(folder));
    return { kind: 'kept', sizeBytes: sink.at() };
  } catch (error) {
    await sink.giveUp();
    await files.remove(temporary).catch(() => undefined);
    if (sink.isOwnFailure(error)) return { kind: 'failed', why: whyFailed(error) };
    throw error;
  }

  async function refused(why: 'too large' | 'other bytes'): Promise<AttachmentKept> {
    await sink.giveUp();
    await files.remove(temporary).catch(() => undefined);
    return { kind: 'refused', why };
  }
}

export type AttachmentLook = 'sound' | 'absent' | 'damaged';

/** Reads an attached file whole. Rejects when the machine cannot read it. */
export async function lookAtAttachment(
  files: Files,
  sha256: string,
  newDigest: NewDigest = portableDigest,
): Promise<AttachmentLook> {
  const name = attachmentName(sha256);
  if ((await files.sizeOf(name)) === null) return 'absent';
  return (await hashOf(files, name, newDigest)) === sha256 ? 'sound' : 'damaged';
}

async function hashOf(files: Files, name: string, newDigest: NewDigest): Promise<string> {
  const digest = newDigest();
  const sizeBytes = (await files.sizeOf(name)) ?? 0;
  for await (const chunk of bytesOf(files, name, 0, sizeBytes)) digest.update(chunk);
  return digest.hex();
}

async function putAside(files: Files, name: string): Promise<void> {
  for (let count = 1; ; count += 1) {
    const aside = `${name}.damaged-${count}`;
    if ((await files.sizeOf(aside)) !== null) continue;
    await files.rename(name, aside);
    await files.syncFolder(folderOf(name));
    return;
  }
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/'));
}

const folders = Array.from({ length: 256 }, (_, byte) => `attachments/${byte.toString(16).padStart(2, '0')}`);

/** The hashes of all attached files, in ascending order. */
export async function* attachmentHashes(files: Files): AsyncGenerator<string> {
  for (const folder of folders)
    for (const sha256 of await files.list(folder))
      if (/^[0-9a-f]{64}$/.test(sha256) && attachmentName(sha256) === `${folder}/${sha256}`) yield sha256;
}

/** Removes an attached file, and what was put aside for not being it; one that is not there is no failure. */
export async function removeAttachment(files: Files, sha256: string): Promise<void> {
  const name = attachmentName(sha256);
  const folder = folderOf(name);
  const own = (await files.list(folder)).filter((each) => each === sha256 || each.startsWith(`${sha256}.`));
  for (const each of own) await files.remove(`${folder}/${each}`);
  if (own.length > 0) await files.syncFolder(folder);
}

/** Takes away what was begun and never finished. A file that cannot be removed stays until the next time. */
export async function sweepAttachments(files: Files): Promise<void> {
  const ending = temporaryName('');
  for (const folder of folders)
    for (const name of await files.list(folder).catch(() => []))
      if (/^[0-9a-f]{64}$/.test(name.slice(0, -ending.length)) && name.endsWith(ending))
        await files.remove(`${folder}/${name}`).catch(() => undefined);
}
