// The originals of sources: the file as it was imported, kept beside the text that was read from it.
import type { Attachment } from '#domain/attachment.ts';
import type { AttachmentId } from '#domain/id.ts';
import type { ImportedOrigin } from '#domain/record.ts';
import type { Desktop } from '#desktop/contract.ts';
import { type OriginalKept, originalStored } from '#desktop/originals.ts';
import type { BytesFrom } from '#exchange/importerProtocol.ts';
import type { Door } from './door.ts';
import type { Parts } from './records.ts';
import { newRecord } from './records.ts';

/** Who keeps the files: the main process, or a test. */
export interface OriginalsDesk {
  readonly keep: (from: BytesFrom, sha256: string) => Promise<Exclude<OriginalKept, { kind: 'place' }>>;
  /** An address good for one fetch; null when the file is not there as it was kept. */
  readonly open: (sha256: string) => Promise<string | null>;
  /** Removes files, at most `mostForgotten`; the hashes of those that are not there now. */
  readonly forget: (sha256: readonly string[]) => Promise<readonly string[]>;
}

export function desktopOriginals(desktop: Desktop): OriginalsDesk {
  return {
    keep: async (from, sha256) => {
      const answer = await desktop.keepOriginal({
        sha256,
        address: from.kind === 'address' ? from.address : null,
      });
      if (answer.kind !== 'place') return answer;
      if (from.kind !== 'file') return { kind: 'refused', why: 'gone' };
      const response = await fetch(answer.address, { method: 'PUT', body: from.file });
      return originalStored(await response.json());
    },
    open: async (sha256) => (await desktop.openOriginal(sha256))?.address ?? null,
    forget: (sha256) => desktop.forgetOriginals([...sha256]),
  };
}

export interface Original {
  readonly name: string;
  /** An address good for one fetch. */
  readonly address: string;
}

/** The original that a source names; null when it is not there any more. */
export async function findOriginal(
  door: Door,
  desk: OriginalsDesk | undefined,
  id: AttachmentId,
): Promise<Original | null> {
  const attachment = await door.latest('attachment', id);
  const address = attachment === undefined ? null : ((await desk?.open(attachment.sha256)) ?? null);
  return attachment === undefined || address === null ? null : { name: attachment.name, address };
}

/** Keeps an imported file; the record that names it, or why there is none. */
export async function keepOriginal(
  parts: Parts,
  desk: OriginalsDesk,
  from: BytesFrom,
  origin: ImportedOrigin,
): Promise<Attachment | 'too large' | 'not kept'> {
  const kept = await desk.keep(from, origin.sha256).catch(() => null);
  if (kept?.kind === 'refused' && kept.why === 'too large') return 'too large';
  if (kept?.kind !== 'kept') return 'not kept';
  const name = origin.path.slice(origin.path.lastIndexOf('/') + 1).slice(-500);
  const { sizeBytes } = kept;
  const { sha256 } = origin;
  return newRecord(
    parts.machine,
    'attachment',
    { sha256, sizeBytes, mediaType: mediaTypeOf(name), name },
    origin,
  );
}

const mediaTypes: Readonly<Record<string, string>> = {
  htm: 'text/html',
  html: 'text/html',
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
};

function mediaTypeOf(name: string): string {
  const extension = extensionOf(name);
  return (
    (Object.hasOwn(mediaTypes, extension) ? mediaTypes[extension] : undefined) ?? 'application/octet-stream'
  );
}

/** Lower case, without the dot; empty where there is none that a file could be saved under again. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,16})$/.exec(name.toLowerCase())?.[1] ?? '';
}
