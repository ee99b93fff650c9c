// Backing up: what is written is what the journal says up to the number it names, and saving goes on meanwhile.
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { parseOperations } from '#domain/operation.ts';
import { framesIn } from '#notebook/desktopMachine.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { RestoreProgress } from '#notebook/restoring.ts';
import type { Migration } from '#store/migrate.ts';
import type { Vault } from '#vault/vault.ts';
import { openSnapshot } from '#vault/openSnapshot.ts';
import { readBack } from '../vault/snapshotOf.ts';
import { newFolder, sameThreadImporter } from './importFolder.ts';
import { newWorld, openTestNotebook } from './openTestNotebook.ts';
import { snapshotDeskOf } from './snapshotDesk.ts';

let opened: Notebook[] = [];
afterEach(async () => {
  for (const notebook of opened) await notebook.close();
  opened = [];
});

async function open(options: Parameters<typeof openTestNotebook>[1] = {}) {
  const test = await openTestNotebook(newWorld(), options);
  opened.push(test.notebook);
  return test;
}

async function fill(notebook: Notebook, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 1) {
    const text = `Line ${at}. `.repeat(at % 7 === 0 ? 800 : 5);
    const made = await notebook.notes.create({ title: `Note ${at}`, document: documentOfText(text) });
    if (made.kind !== 'saved') throw new Error(made.kind);
    if (at % 3 === 0) await notebook.notes.save(made.record.id, { title: `Renamed ${at}` });
  }
  await notebook.settled();
}

/** The newest of each record in the journal, up to a number: what a snapshot must hold. */
async function journalOf(vault: Vault, lastSeq: number): Promise<ReadonlyMap<string, unknown>> {
  const newest = new Map<string, unknown>();
  for await (const { seq, payload } of framesIn(streamOf(vault.journal.read(0)))) {
    if (seq > lastSeq) break;
    const parsed = parseOperations(JSON.parse(payload));
    if (parsed.kind === 'bad') throw new Error(parsed.why);
    for (const operation of parsed.value) {
      if (operation.op === 'put') newest.set(`${operation.kind} ${operation.record.id}`, operation.record);
      if (operation.op === 'body') newest.set(`body ${operation.body.owner}`, operation.body);
      if (operation.op === 'setting') newest.set(`setting ${operation.setting.name}`, operation.setting);
      const { op, ...piece } = operation;
      if (op === 'piece' && 'hash' in piece) newest.set(`piece ${piece.hash}`, piece);
    }
  }
  return newest;
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

async function snapshotOf(files: Parameters<typeof readBack>[0], name: string) {
  const found = new Map<string, unknown>();
  for (const [kind, lines] of await readBack(files, name))
    for (const line of lines as readonly string[]) {
      const record = JSON.parse(line) as Record<string, unknown>;
      found.set(
        `${kind} ${String(record['id'] ?? record['owner'] ?? record['hash'] ?? record['name'])}`,
        record,
      );
    }
  const opening = await openSnapshot(files, name);
  if (opening.kind !== 'open') throw new Error(opening.fault.kind);
  return { found, lastSeq: opening.snapshot.manifest.lastSeq };
}

describe('a backup', () => {
  it('[B1] holds exactly what the journal says', async () => {
    const { notebook, vault, world } = await open();
    await fill(notebook, 0, 120);
    expect(await notebook.backup.now('asked')).toMatchObject({ kind: 'kept', name: '1.zip' });
    const { found, lastSeq } = await snapshotOf(world.backups, '1.zip');
    expect(lastSeq).toBe(vault.journal.lastSeq);
    const expected = await journalOf(vault, lastSeq);
    expect(new Set(found.keys())).toEqual(new Set(expected.keys()));
    for (const [key, record] of expected) expect(found.get(key), key).toEqual(record);
  });

  it('[B2] is of one moment while saving goes on, and what was saved meanwhile is seen afterwards', async () => {
    const world = newWorld();
    const desk = snapshotDeskOf(world.backups);
    let notebook: Notebook | null = null;
    let during = 0;
    const meddling = {
      ...desk,
      addToSnapshot: async (lines: Parameters<typeof desk.addToSnapshot>[0]) => {
        const made = await notebook?.notes.create({ title: 'Meanwhile' });
        if (made?.kind === 'saved') during += 1;
        return desk.addToSnapshot(lines);
      },
    };
    const test = await openTestNotebook(world, { snapshotDesk: meddling });
    notebook = test.notebook;
    opened.push(notebook);
    await fill(notebook, 0, 30);
    const before = test.vault.journal.lastSeq;
    expect(await notebook.backup.now('schedule')).toMatchObject({ kind: 'kept' });
    const { found, lastSeq } = await snapshotOf(world.backups, '1.zip');
    expect(during).toBeGreaterThan(2);
    expect(lastSeq).toBe(before);
    const expected = await journalOf(test.vault, lastSeq);
    expect(new Set(found.keys())).toEqual(new Set(expected.keys()));
    await notebook.settled();
    expect(await notebook.count('note')).toBe(30 + during);
  });

  it('[B3] that is asked for twice at once is taken once', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 3);
    const [one, other] = await Promise.all([notebook.backup.now('asked'), notebook.backup.now('schedule')]);
    expect(one).toBe(other);
    expect(world.backups.names()).toEqual(['1.zip']);
    await notebook.backup.now('asked');
    expect(world.backups.names()).toEqual(['1.zip', '2.zip']);
  });

  it('[B14] tells how many of its records were handed over, to whoever asked for it', async () => {
    const { notebook } = await open();
    await fill(notebook, 0, 20);
    const told: RestoreProgress[] = [];
    const again: RestoreProgress[] = [];
    const [kept] = await Promise.all([
      notebook.backup.now('asked', undefined, (progress) => told.push(progress)),
      notebook.backup.now('schedule', undefined, (progress) => again.push(progress)),
    ]);
    expect(kept.kind).toBe('kept');
    const counts = told.filter(({ phase }) => phase === 'backing up');
    expect(counts.length).toBeGreaterThan(1);
    expect(counts.map(({ done }) => done)).toEqual(counts.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(counts.at(-1)?.done).toBe(counts.at(-1)?.total);
    expect(new Set(counts.map(({ total }) => total)).size).toBe(1);
    expect(told.at(-1)?.phase).toBe('keeping');
    expect(again).toEqual(told);
  });

  it('[B15] is taken before rows are migrated, of what they were, once, and no failure of it keeps the notebook shut', async () => {
    const world = newWorld();
    const first = await openTestNotebook(world);
    await first.notebook.settings.set('textZoom', 110);
    await first.notebook.settled();
    await first.notebook.close();
    const larger = (name: string): Migration => ({
      name,
      step: async (tables) => {
        const rows = await tables.settings.toArray();
        await tables.settings.bulkPut(rows.map((row) => ({ ...row, value: Number(row.value) + 10 })));
        return null;
      },
    });
    const desk = snapshotDeskOf(world.backups);
    let begun = 0;
    let isRefusing = false;
    const beginSnapshot: typeof desk.beginSnapshot = (request) => {
      begun += 1;
      return isRefusing ? Promise.reject(new Error('no')) : desk.beginSnapshot(request);
    };
    const start = async (migrations: readonly Migration[]) => {
      const snapshotDesk = { ...desk, beginSnapshot };
      const { notebook } = await openTestNotebook(world, { migrations, snapshotDesk });
      const { textZoom } = notebook.settings.current();
      await notebook.close();
      return { textZoom, begun };
    };
    expect(await start([])).toEqual({ textZoom: 110, begun: 0 });
    expect(await start([larger('one')])).toEqual({ textZoom: 120, begun: 1 });
    const { found } = await snapshotOf(world.backups, '1.zip');
    expect(found.get('setting textZoom')).toMatchObject({ value: 110 });
    expect(await start([larger('one')])).toEqual({ textZoom: 120, begun: 1 });
    isRefusing = true;
    expect(await start([larger('one'), larger('two')])).toEqual({ textZoom: 130, begun: 2 });
  });

  it('[B4] that is stopped, or fails, leaves nothing, and the notebook goes on', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 3);
    expect(await notebook.backup.now('asked', AbortSignal.abort())).toEqual({ kind: 'stopped' });
    world.backups.failAt(world.backups.operations.length + 2, 'ENOSPC', 100);
    expect(await notebook.backup.now('asked')).toEqual({ kind: 'failed', why: 'disk full' });
    world.backups.heal();
    expect(world.backups.names().filter((name) => name.endsWith('.zip'))).toEqual([]);
    await fill(notebook, 3, 5);
    expect(await notebook.count('note')).toBe(5);
  });

  it('[B5] says so when the working copy cannot be read to its end', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 3);
    notebook.parts.store.close();
    expect(await notebook.backup.now('asked')).toMatchObject({ kind: 'unreadable' });
    expect(world.backups.names()).toEqual([]);
  });

  it('[B6] is taken before an import of more than fifty files, and not before a smaller one', async () => {
    const folder = await newFolder();
    const { notebook, world } = await open({ importFile: sameThreadImporter });
    await fill(notebook, 0, 3);
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.md`, `File ${at}.`]));
    await folder.write(files(50));
    await notebook.importing.start(await folder.offer(), 'notes').report;
    expect(world.backups.names()).toEqual([]);
    await folder.write(files(51));
    world.backups.failAt(world.backups.operations.length, 'ENOSPC', 100);
    await notebook.importing.start(await folder.offer(), 'notes').report;
    world.backups.heal();
    await notebook.settled();
    expect(await notebook.count('note')).toBe(54);
    await notebook.importing.start(await folder.offer(), 'notes').report;
    const [name = ''] = world.backups.names();
    const opening = await openSnapshot(world.backups, name);
    expect(opening).toMatchObject({ snapshot: { manifest: { reason: 'import', counts: { note: 54 } } } });
    await folder.remove();
  });

  it('[B11] that is stopped while it is written leaves nothing behind, and is no failure', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 60);
    const states: string[] = [];
    notebook.backup.watch(({ running, last }) => states.push(`${running} ${last?.kind}`));
    const taking = notebook.backup.now('schedule');
    await notebook.backup.stop();
    expect(await taking).toEqual({ kind: 'stopped' });
    expect(world.backups.names()).toEqual([]);
    const aborted = new AbortController();
    const other = notebook.backup.now('quit', aborted.signal);
    aborted.abort();
    expect(await other).toEqual({ kind: 'stopped' });
    expect(await notebook.backup.now('asked')).toMatchObject({ kind: 'kept' });
    expect(states).toEqual([
      'schedule undefined',
      'null undefined',
      'quit undefined',
      'null undefined',
      'asked undefined',
      'null kept',
    ]);
  });

  it('[B12] is taken only when something changed, where that is enough', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 3);
    expect(await notebook.backup.ifBehind('quit')).toMatchObject({ kind: 'kept' });
    expect(await notebook.backup.ifBehind('quit')).toBeNull();
    await fill(notebook, 3, 4);
    expect(await notebook.backup.ifBehind('quit')).toMatchObject({ kind: 'kept' });
    expect(world.backups.names()).toEqual(['1.zip', '2.zip']);
  });

  it('[B13] comes before more than twenty things are deleted or erased at once, and not before fewer', async () => {
    const { notebook, world } = await open();
    await fill(notebook, 0, 22);
    const targets = (await notebook.notes.list()).map(({ id }) => ({ kind: 'note' as const, id }));
    await notebook.trash.remove(targets.slice(0, 20));
    expect(world.backups.names()).toEqual([]);
    await notebook.trash.bringBack(targets);
    await notebook.trash.remove(targets.slice(0, 21));
    const opening = await openSnapshot(world.backups, '1.zip');
    expect(opening).toMatchObject({ snapshot: { manifest: { reason: 'delete', counts: { note: 22 } } } });
    await notebook.trash.erase(targets);
    expect(world.backups.names()).toEqual(['1.zip', '2.zip']);
    expect(await notebook.trash.count()).toBe(0);
  });
});
