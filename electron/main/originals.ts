// The originals of sources: a file that was offered for import is copied beside the journal, handed out again, and
// removed when its source was erased for good.
import type { OriginalKept } from '#desktop/originals.ts';
import { keepAttachment, lookAtAttachment, removeAttachment, sweepAttachments } from '#vault/attachments.ts';
import { type Files, whyFailed } from '#vault/files.ts';
import { attachmentName } from '#vault/manifest.ts';
import { bytesOf } from '#vault/segments.ts';
import { chunksOf, type Hands } from './hands.ts';
import { openOffered, streamFile } from './fileStream.ts';
import { nodeDigest } from './nodeDigest.ts';
import type { Handlers } from './registrar.ts';

export interface Originals {
  readonly handlers: Pick<Handlers, 'forgetOriginals' | 'keepOriginal' | 'openOriginal'>;
  /** Nothing is removed from now on, for files may come in that no record names yet. Resolves when nothing is. */
  readonly hold: () => Promise<void>;
  /** Resolves when nothing is written any more. */
  readonly close: () => Promise<void>;
}

type Kept = Exclude<OriginalKept, { kind: 'place' }>;

export interface OriginalsOptions {
  /** Whether a backup is being written, which is to hold every file that its records name. */
  readonly isBackingUp?: () => boolean;
  /** Whether a restore may still be taken back: what was there before it may need its files again. */
  readonly mayTurnBack?: () => Promise<boolean>;
  /** Of a clock that is never put back, and that stands still while the machine sleeps. */
  readonly nowMs?: () => number;
}

/** A file that came in is not removed for so long: the record that names it may still be on its way. */
const arrivingMs = 60 * 60_000;

export function openOriginals(files: Files, hands: Hands, options: OriginalsOptions = {}): Originals {
  const { isBackingUp = () => false, mayTurnBack = () => Promise.resolve(false) } = options;
  const { nowMs = () => performance.now() } = options;
  let busy: Promise<unknown> = sweepAttachments(files);
  let isClosed = false;
  let isHeld = false;
  const cameMs = new Map<string, number>();

  /** One after the other: two copies of one file would get in each other's way. */
  function inTurn<T>(work: () => Promise<T>, otherwise: (error: unknown) => T): Promise<T> {
    const done = busy.then(() => (isClosed ? otherwise(null) : work().catch(otherwise)));
    busy = done;
    return done;
  }

  const keep = (sha256: string, source: AsyncIterable<Uint8Array>): Promise<Kept> => {
    cameMs.set(sha256, nowMs());
    return inTurn(
      (): Promise<Kept> => keepAttachment(files, sha256, source, { newDigest: nodeDigest }),
      (error) => ({ kind: 'failed', why: error === null ? 'disk error' : whyFailed(error) }),
    );
  };

  function mayGo(sha256: string): boolean {
    if (isHeld || isBackingUp()) return false;
    const came = cameMs.get(sha256);
    return came === undefined || nowMs() - came >= arrivingMs;
  }

  async function forget(hashes: readonly string[]): Promise<readonly string[]> {
    const gone: string[] = [];
    if (await mayTurnBack()) return gone;
    for (const sha256 of hashes) {
      if (!mayGo(sha256)) continue;
      const isRemoved = await removeAttachment(files, sha256).then(
        () => true,
        () => false, // it stays, and so does its record
      );
      if (isRemoved) gone.push(sha256);
    }
    return gone;
  }

  return {
    handlers: {
      async keepOriginal({ sha256, address }) {
        if (address === null)
          return { kind: 'place', address: hands.receivePlace((body) => keep(sha256, body)) };
        const path = hands.takeFile(address);
        const offered = path === null ? null : await openOffered(path);
        if (offered === null) return { kind: 'refused', why: 'gone' };
        return keep(sha256, chunksOf(streamFile(offered.file, offered.sizeBytes)));
      },
      async openOriginal(sha256) {
        // Other bytes than were imported are not handed out under their name.
        if ((await lookAtAttachment(files, sha256, nodeDigest)) !== 'sound') return null;
        const name = attachmentName(sha256);
        const sizeBytes = (await files.sizeOf(name)) ?? 0;
        return { address: hands.offerStream(() => bytesOf(files, name, 0, sizeBytes)) };
      },
      forgetOriginals: (hashes) =>
        inTurn(
          () => forget(hashes),
          () => [],
        ),
    },
    async hold() {
      isHeld = true;
      await busy;
    },
    async close() {
      isClosed = true;
      await busy;
    },
  };
}
