// The originals of sources: a file that was offered for import is copied beside the journal, and handed out again.
import type { OriginalKept } from '#desktop/originals.ts';
import { keepAttachment, lookAtAttachment, sweepAttachments } from '#vault/attachments.ts';
import { type Files, whyFailed } from '#vault/files.ts';
import { attachmentName } from '#vault/manifest.ts';
import { bytesOf } from '#vault/segments.ts';
import { chunksOf, type Hands } from './hands.ts';
import { openOffered, streamFile } from './fileStream.ts';
import { nodeDigest } from './nodeDigest.ts';
import type { Handlers } from './registrar.ts';

export interface Originals {
  readonly handlers: Pick<Handlers, 'keepOriginal' | 'openOriginal'>;
  /** Resolves when nothing is written any more. */
  readonly close: () => Promise<void>;
}

type Kept = Exclude<OriginalKept, { kind: 'place' }>;

export function openOriginals(files: Files, hands: Hands): Originals {
  let busy: Promise<unknown> = sweepAttachments(files);
  let isClosed = false;

  /** One after the other: two copies of one file would get in each other's way. */
  function inTurn(work: () => Promise<Kept>): Promise<Kept> {
    const done = busy.then(async (): Promise<Kept> => {
      if (isClosed) return { kind: 'failed', why: 'disk error' };
      return work().catch((error: unknown): Kept => ({ kind: 'failed', why: whyFailed(error) }));
    });
    busy = done;
    return done;
  }

  const keep = (sha256: string, source: AsyncIterable<Uint8Array>): Promise<Kept> =>
    inTurn(() => keepAttachment(files, sha256, source, { newDigest: nodeDigest }));

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
    },
    async close() {
      isClosed = true;
      await busy;
    },
  };
}
