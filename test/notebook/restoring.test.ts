// Restoring: what comes back is what was backed up, and until it is there whole the notebook is as it was.
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { documentOfText } from '#domain/document.ts';
import { newRecord, put } from '#notebook/records.ts';
import type { RestoreProgress } from '#notebook/restoring.ts';
import { baseFile } from '#vault/base.ts';
import { attachmentName } from '#vault/manifest.ts';
import { sha256Hex } from '#vault/sha256.ts';
import { openVault, type Vault } from '#vault/vault.ts';
import { textEntry, forgeHonest } from '../vault/forge.ts';
import { MemoryFiles } from '../vault/memoryFiles.ts';
import { readBack } from '../vault/snapshotOf.ts';
import { act, perform } from './acts.ts';
import { mainOf, type MainDesk } from './mainDesk.ts';
import { newWorld, openTestNotebook, type TestNotebook, type TestWorld } from './openTestNotebook.ts';
import { tamper } from './tamper.ts';

let opened: TestNotebook[] = [];
afterEach(async () => {
  for (const { notebook } of opened) await notebook.close();
  opened = [];
});

interface Chosen {
  readonly files: MemoryFiles;
  readonly name: string;
}

/** A notebook over the main process's own code; `chosen` is what the dialog for a backup file answers with. */
async function open(
  world: TestWorld = newWorld(),
  chosen: Chosen | null = null,
  change: (main: MainDesk, vault: Vault) => MainDesk = (main) => main,
): Promise<TestNotebook> {
  const vault = await openVault(world.files, {
    newNotebookId: world.notebookId,
    clock: () => world.clock.ms,
  });
  const test = await openTestNotebook(world, change(mainOf(world, vault, chosen), vault), vault);
  opened.push(test);
  return test;
}

/** Every record, as the store gives it. */
async function everything({ notebook }: TestNotebook): Promise<ReadonlyMap<string, unknown>> {
  await notebook.settled();
  const found = new Map<string, unknown>();
  for await (const { kind, records } of notebook.parts.store.everyRecord())
    for (const record of records) found.set(`${kind} ${JSON.stringify(record).slice(0, 90)}`, record);
  return found;
}

async function attach({ notebook, world }: TestNotebook, bytes: Uint8Array): Promise<void> {
  const sha256 = sha256Hex(bytes);
  world.files.put(attachmentName(sha256), bytes);
  const fields = { sha256, sizeBytes: bytes.length, mediaType: 'text/plain', name: 'a file' };
  const record = newRecord(notebook.parts.machine, 'attachment', fields);
  await notebook.parts.door.commit([put('attachment', record)]);
}

async function note({ notebook }: TestNotebook, title: string, text = title): Promise<void> {
  const made = await notebook.notes.create({ title, document: documentOfText(text) });
  if (made.kind !== 'saved') throw new Error(made.kind);
  await made.applied;
}

async function backUp({ notebook, world }: TestNotebook): Promise<Chosen> {
  await notebook.settled();
  const kept = await notebook.backup.now('asked');
  if (kept.kind !== 'kept') throw new Error(JSON.stringify(kept));
  return { files: world.backups, name: kept.name };
}

async function chooseIn({ notebook }: TestNotebook) {
  const source = await notebook.restoring.chooseFile();
  if (source === null) throw new Error('nothing was chosen');
  return source;
}

async function restoreIn(test: TestNotebook, partial = false) {
  return test.notebook.restoring.restore(await chooseIn(test), { partial });
}

/** Closes it and opens it again, as a window that is loaded again does. */
async function again(test: TestNotebook): Promise<TestNotebook> {
  await test.notebook.close();
  opened = opened.filter((each) => each !== test);
  return open(test.world);
}

describe('restoring a backup', () => {
  it('[T1] of another notebook makes this one equal to it, attached files included, for any notebook', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 12 }),
        fc.uniqueArray(fc.uint8Array({ maxLength: 300 }), { maxLength: 3, selector: sha256Hex }),
        fc.array(act, { maxLength: 4 }),
        async (acts, files, others) => {
          const first = await open();
          await perform(first.notebook, acts);
          for (const bytes of files) await attach(first, bytes);
          const before = await everything(first);
          const second = await open(newWorld(), await backUp(first));
          await perform(second.notebook, others);
          const { notebookId } = second.vault.identity();
          expect(await restoreIn(second)).toMatchObject({ kind: 'restored' });
          const third = await again(second);
          expect(await everything(third)).toEqual(before);
          expect(third.vault.identity()).toMatchObject({
            notebookId,
            base: { seq: third.vault.journal.lastSeq },
          });
          expect(third.notebook.recovered.rebuilt).toBeNull();
          for (const bytes of files)
            expect(third.world.files.bytes(attachmentName(sha256Hex(bytes)))).toEqual(bytes);
          for (const { notebook } of [first, third]) await notebook.close();
          opened = [];
        },
      ),
      { numRuns: 100 },
    );
  }, 300_000);

  it('[T2] is looked at first: what it would add, change and take away, and nothing is changed by looking', async () => {
    const first = await open();
    await note(first, 'Kept');
    await note(first, 'Changed later');
    const chosen = await backUp(first);
    const [changed] = await first.notebook.notes.list();
    if (!changed) throw new Error('no note');
    await first.notebook.notes.save(changed.id, { title: 'Changed' });
    await note(first, 'New');
    await first.notebook.settled();
    const before = await everything(first);
    const source = { kind: 'known', name: chosen.name } as const;
    const phases: RestoreProgress[] = [];
    const looked = await first.notebook.restoring.look(source, { report: (each) => phases.push(each) });
    expect(looked).toMatchObject({
      kind: 'looked',
      about: { isOwn: true, reason: 'asked' },
      counts: { note: 2, body: 2 },
      differences: { note: { added: 0, changed: 1, removed: 1 } },
      repaired: { count: 0 },
      unread: { count: 0 },
      dangling: { count: 0 },
      leftOut: [],
    });
    expect(new Set(phases.map(({ phase }) => phase))).toContain('reading');
    expect(await everything(first)).toEqual(before);
  });

  it('[T3] backs the notebook up before, and what was saved afterwards comes on top', async () => {
    const first = await open();
    await note(first, 'Old');
    const second = await open(newWorld(), await backUp(first));
    await note(second, 'Mine');
    await restoreIn(second);
    const kept = await second.notebook.restoring.list();
    expect(kept.backups).toMatchObject([{ reason: 'restore', isOwn: true }]);
    const third = await again(second);
    await note(third, 'After');
    const fourth = await again(third);
    expect((await fourth.notebook.notes.list()).map(({ title }) => title).toSorted()).toEqual([
      'After',
      'Old',
    ]);
    const [backup] = (await fourth.notebook.restoring.list()).backups;
    if (!backup) throw new Error('no backup');
    expect(await fourth.notebook.restoring.restore(backup.source)).toMatchObject({ kind: 'restored' });
    const fifth = await again(fourth);
    expect((await fifth.notebook.notes.list()).map(({ title }) => title)).toEqual(['Mine']);
  });

  it('[T4] that cannot back up the notebook first changes nothing and says why', async () => {
    const first = await open();
    await note(first, 'Old');
    const second = await open(newWorld(), { ...(await backUp(first)) });
    await note(second, 'Mine');
    await second.notebook.settled();
    const before = second.vault.identity();
    second.world.backups.free = 0;
    expect(await restoreIn(second)).toMatchObject({ kind: 'not backed up', why: 'disk full' });
    expect(second.vault.identity()).toEqual(before);
    await note(second, 'Goes on');
    expect(await second.notebook.count('note')).toBe(2);
  });

  it('[T5] that fails at any file operation, or any step of main, leaves the notebook as it was', async () => {
    const first = await open();
    await note(first, 'Old', 'x '.repeat(20_000));
    await attach(first, new Uint8Array([1, 2, 3]));
    const chosen = await backUp(first);
    for (let failing = 0, isOver = false; !isOver; failing += 1) {
      const second = await open(newWorld(), chosen);
      await note(second, 'Mine');
      const { database, base } = second.vault.identity();
      const before = await everything(second);
      second.world.files.failAt(second.world.files.operations.length + failing, 'EIO', 1000);
      const outcome = await restoreIn(second);
      second.world.files.heal();
      isOver = outcome.kind === 'restored';
      if (isOver) break;
      expect(outcome.kind).toMatch(/^(failed|not backed up)$/);
      expect(second.vault.identity()).toMatchObject({ database, base });
      await note(second, 'Goes on');
      const third = await again(second);
      await third.notebook.restoring.list();
      await note(third, 'And on');
      expect(third.world.files.names().filter((name) => /part$|restoring/.test(name))).toEqual([]);
      const left = await everything(third);
      for (const [key, record] of before) expect(left.get(key)).toEqual(record);
      expect((await indexedDB.databases()).filter(({ name = '' }) => name.startsWith(database))).toHaveLength(
        2,
      );
      await third.notebook.close();
      opened = opened.filter((each) => each !== third);
    }
  }, 300_000);

  it('[T6] that is stopped in any phase leaves the notebook as it was', async () => {
    const first = await open();
    for (let at = 0; at < 5; at += 1) await note(first, `Old ${at}`);
    const chosen = await backUp(first);
    for (const stopAt of ['backing up', 'writing', 'keeping']) {
      const second = await open(newWorld(), chosen);
      await note(second, 'Mine');
      const { database } = second.vault.identity();
      const stop = new AbortController();
      const outcome = await second.notebook.restoring.restore(await chooseIn(second), {
        signal: stop.signal,
        report: ({ phase }) => {
          if (phase === stopAt) stop.abort();
        },
      });
      expect(outcome).toEqual({ kind: 'stopped' });
      expect(second.vault.identity()).toMatchObject({ database, base: null });
      expect((await second.notebook.notes.list()).map(({ title }) => title)).toEqual(['Mine']);
    }
  });

  it('[T7] with a damaged entry is refused with its name; the healthy ones are restored when that is asked', async () => {
    const first = await open();
    await note(first, 'Old');
    const { files, name } = await backUp(first);
    const bytes = files.bytes(name).slice();
    const at = Buffer.from(bytes).indexOf('records/piece.ndjson') + 30;
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    const damaged = new MemoryFiles();
    damaged.put(name, bytes);
    const second = await open(newWorld(), { files: damaged, name });
    const source = await chooseIn(second);
    const refused = await second.notebook.restoring.look(source);
    expect(refused).toMatchObject({
      kind: 'refused',
      entry: 'records/piece.ndjson',
      partial: { counts: { note: 1, body: 1 } },
    });
    expect(await restoreIn(second)).toMatchObject({ kind: 'refused', entry: 'records/piece.ndjson' });
    expect(await second.notebook.restoring.look(source, { partial: true })).toMatchObject({
      kind: 'looked',
      leftOut: ['records/piece.ndjson'],
      dangling: { first: [{ kind: 'body' }, { kind: 'revision' }].slice(0, 1) },
    });
    expect(await restoreIn(second, true)).toMatchObject({ kind: 'restored', counts: { note: 1 } });
    const third = await again(second);
    expect((await third.notebook.notes.list()).map(({ title }) => title)).toEqual(['Old']);
  });

  it('[T8] repairs what can be repaired, keeps unknown fields, and says what it cannot read', async () => {
    const first = await open();
    await note(first, 'Good');
    const [good] = await first.notebook.notes.list();
    const id = (last: number) => `01900000-0000-7000-8000-00000000000${last}`;
    const records = [
      { ...good, id: id(1), future: { kept: [1, 2] } },
      { ...good, id: id(2), updatedAt: 'yesterday', tags: 7 },
      { ...good, id: 'nobody' },
      { ...good, id: id(1), title: 'A second one' },
    ];
    const piece = { hash: sha256Hex('other words'), content: 'words' };
    const forged = forgeHonest([
      textEntry('records/note.ndjson', records.map((each) => `${JSON.stringify(each)}\n`).join('')),
      textEntry('records/piece.ndjson', `${JSON.stringify(piece)}\n`),
      textEntry('records/setting.ndjson', '{"name":"x"\n[["end"]]\n'),
    ]);
    const second = await open(newWorld(), { files: forged, name: 'a.zip' });
    const looked = await second.notebook.restoring.look(await chooseIn(second));
    expect(looked).toMatchObject({ kind: 'looked', counts: { note: 2 }, repaired: { count: 1 } });
    expect(looked).toMatchObject({ unread: { count: 5 } });
    expect(await restoreIn(second)).toMatchObject({ kind: 'restored' });
    const third = await again(second);
    const restored = await third.notebook.notes.list();
    expect(restored.find((each) => each.id === id(1))).toEqual(records[0]);
    expect(restored.find((each) => each.id === id(2))).toMatchObject({
      updatedAt: good?.createdAt,
      tags: [],
    });
    // What the notebook begins with says the same: repaired, and without what could not be read.
    const { base } = third.vault.identity();
    const begun = await readBack(third.world.files, baseFile(base ?? { snapshot: '' }));
    expect([...begun.keys()]).not.toContain('piece');
    const lines = begun.get('note');
    if (lines === undefined || lines instanceof Uint8Array) throw new Error('there are no notes');
    const inBase = lines.map((line) => JSON.parse(line) as { readonly id: string });
    expect(inBase.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
      restored.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
  });

  it('[T9] lets nothing in meanwhile: what is saved during a restore that fails is saved after it', async () => {
    const first = await open();
    await note(first, 'Old');
    const chosen = await backUp(first);
    const second = await open(newWorld(), chosen, (main) => ({
      ...main,
      restoreDesk: {
        ...main.restoreDesk,
        setBase: () => Promise.resolve({ kind: 'refused', why: 'a test' }),
      },
    }));
    await note(second, 'Mine');
    const saving: Promise<unknown>[] = [];
    const outcome = await second.notebook.restoring.restore(await chooseIn(second), {
      report: ({ phase }) => {
        if (phase === 'keeping' && saving.length === 0) saving.push(note(second, 'Meanwhile'));
      },
    });
    expect(outcome).toEqual({ kind: 'failed', why: 'a test' });
    await Promise.all(saving);
    const third = await again(second);
    expect((await third.notebook.notes.list()).map(({ title }) => title).toSorted()).toEqual([
      'Meanwhile',
      'Mine',
    ]);
  });

  it('[T10] leaves the former working copy for thirty days', async () => {
    const first = await open();
    await note(first, 'Old');
    const second = await open(newWorld(), await backUp(first));
    await note(second, 'Mine');
    const { database } = second.vault.identity();
    await restoreIn(second);
    const isThere = async () => (await indexedDB.databases()).some(({ name }) => name === database);
    let test = await again(second);
    test.world.clock.ms += 29 * 86_400_000;
    test = await again(test);
    await test.notebook.close();
    expect(await isThere()).toBe(true);
    test.world.clock.ms += 2 * 86_400_000;
    test = await again(test);
    await test.notebook.close();
    expect(await isThere()).toBe(false);
  });
});

describe('rehearsing a restore', () => {
  it('[T11] reads every record back, says how many, remembers it, and leaves no database behind', async () => {
    const first = await open();
    for (let at = 0; at < 7; at += 1) await note(first, `Note ${at}`, 'word '.repeat(at * 3_000));
    await backUp(first);
    const before = (await indexedDB.databases()).length;
    const outcome = await first.notebook.restoring.rehearse('newest');
    expect(outcome).toMatchObject({
      kind: 'rehearsed',
      counts: { note: 7, body: 7 },
      different: { count: 0 },
      unread: { count: 0 },
    });
    expect((await indexedDB.databases()).length).toBe(before);
    expect((await first.notebook.restoring.safety()).lastRehearsal).toMatchObject({ different: 0 });
  });

  it('[T12] says so when there is no backup, and when it is damaged', async () => {
    const first = await open();
    expect(await first.notebook.restoring.rehearse('newest')).toEqual({ kind: 'no backup' });
    await note(first, 'One');
    const { files, name } = await backUp(first);
    const bytes = files.bytes(name).slice();
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    files.put(name, bytes);
    expect(await first.notebook.restoring.rehearse('newest')).toMatchObject({ kind: 'refused' });
  });
});

describe('checking everything', () => {
  it('[T13] finds nothing wrong with a sound notebook, before a restore and after', async () => {
    const first = await open();
    for (let at = 0; at < 5; at += 1) await note(first, `Note ${at}`);
    await attach(first, new Uint8Array([9]));
    const chosen = await backUp(first);
    expect(await first.notebook.restoring.check()).toMatchObject({
      kind: 'checked',
      attachments: 1,
      backups: 1,
      findingCount: 0,
      counts: { note: 5 },
    });
    const second = await open(newWorld(), chosen);
    await restoreIn(second);
    const third = await again(second);
    await note(third, 'After');
    expect(await third.notebook.restoring.check()).toMatchObject({ findingCount: 0, counts: { note: 6 } });
  });

  it('[T14] finds what is missing, different or strange in the working copy, and mending brings it back', async () => {
    const first = await open();
    for (let at = 0; at < 4; at += 1) await note(first, `Note ${at}`);
    await attach(first, new Uint8Array([9]));
    const before = await everything(first);
    const [one, two] = await first.notebook.notes.list();
    if (!one || !two) throw new Error('no notes');
    await tamper(first.vault.identity().database, (database) => {
      database.objectStore('note').delete(one.id);
      database
        .objectStore('note')
        .put({ id: two.id, kept: 1, updatedAt: '', revision: 1, value: two, parts: 0 });
      database.objectStore('settings').put({ name: 'strange', revision: 1, value: 1, parts: 0 });
      database.objectStore('pieces').clear();
    });
    await backUp(first);
    first.world.files.put(attachmentName(sha256Hex(new Uint8Array([9]))), new Uint8Array([8]));
    const checked = await first.notebook.restoring.check();
    if (checked.kind !== 'checked') throw new Error(JSON.stringify(checked));
    const kinds = checked.findings.map((finding) =>
      'record' in finding ? `${finding.kind} ${finding.record.kind}` : finding.kind,
    );
    for (const kind of ['missing note', 'missing piece', 'unknown setting', 'attached file', 'dangling body'])
      expect(kinds).toContain(kind);
    expect(checked.isMendable).toBe(true);
    await first.notebook.restoring.mend();
    const second = await again(first);
    expect(second.notebook.recovered.rebuilt).toMatchObject({ cause: 'found wanting' });
    expect(await everything(second)).toEqual(before);
  });

  it('[T15] has a backup that it found damaged counted no longer, until it is sound again', async () => {
    const first = await open();
    await note(first, 'One');
    const { files, name } = await backUp(first);
    const sound = files.bytes(name).slice();
    const { restoring } = first.notebook;
    files.put(
      name,
      sound.map((byte, at) => (at === 200 ? byte ^ 1 : byte)),
    );
    expect((await restoring.safety()).lastBackup?.source).toEqual({ kind: 'known', name });
    expect(await restoring.check()).toMatchObject({ findings: [{ kind: 'backup', name }] });
    expect(await restoring.list()).toMatchObject({ backups: [], unusable: [{ name }] });
    expect((await restoring.safety()).lastBackup).toBeNull();
    files.put(name, sound);
    expect(await restoring.rehearse({ kind: 'known', name })).toMatchObject({ kind: 'rehearsed' });
    expect((await restoring.safety()).lastBackup?.source).toEqual({ kind: 'known', name });
  });
});
