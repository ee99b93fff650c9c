// The librarian's thread: opens the stores by name and hands every message to the desk.
import { createEmbedders, embedderCount, spawnEmbedder } from '#embedding/embedders.ts';
import { labelOf, miniLM } from '#embedding/model.ts';
import { createSearch } from '#search/search.ts';
import { openDerived } from '#store/derived.ts';
import { memoryFolder, openPrivateFolder, type PrivateFolder } from '#store/privateFolder.ts';
import { openReader } from '#store/read.ts';
import { openAhead } from './derivedAhead.ts';
import type { LibrarianDesk } from './librarian.ts';
import { openDesk } from './librarian.ts';
import type { FromLibrarian, ToLibrarian } from './librarianProtocol.ts';

/** Changes when texts are cut or titled in another way: what was cut before is then cut again. */
const cutting = 'passages-1';

/** Where vectors are, of every database that this was or will be. */
const vectorFolder = 'vectors';

const early: ToLibrarian[] = [];
let desk: LibrarianDesk | null = null;

const post = (message: FromLibrarian): void => postMessage(message);

const ahead = openAhead(async (database) =>
  openDerived({
    name: `${database}-${cutting}`,
    label: JSON.stringify(labelOf(miniLM)),
    folder: await openVectorFolder(),
  }),
);

async function open(database: string, cores: number): Promise<void> {
  const workers = embedderCount(cores);
  const [reader, derived] = await Promise.all([openReader(database), ahead.take(database)]);
  const opened = openDesk({
    reader,
    derived,
    search: createSearch(),
    embedders: createEmbedders({ workers, spawn: spawnEmbedder }),
    width: workers * 2,
    nowMs: () => performance.now(),
    post,
  });
  await opened.open();
  desk = opened;
  for (const message of early.splice(0)) opened.take(message);
}

/** Where the browser cannot keep them, vectors are made anew after each start: better than not to be found. */
function openVectorFolder(): Promise<PrivateFolder> {
  return openPrivateFolder(vectorFolder).catch((error: unknown) => {
    console.error('vectors cannot be kept', error);
    return memoryFolder();
  });
}

addEventListener('message', ({ data }: MessageEvent<ToLibrarian>) => {
  if (data.kind === 'prepare') ahead.prepare(data.database);
  else if (data.kind === 'open') {
    open(data.database, data.cores).catch((error: unknown) => {
      post({ kind: 'openFailed', why: error instanceof Error ? error.message : String(error) });
    });
  } else if (desk) desk.take(data);
  else early.push(data);
});
