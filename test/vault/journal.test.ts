// The journal: whatever happens to the machine, what was acknowledged comes back, and nothing half-written does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrames } from '#vault/frame.ts';
import { type Journal, type JournalOptions, openJournal } from '#vault/journal.ts';
import { segmentName } from '#vault/segments.ts';
import { type Cut, MemoryFiles } from './memoryFiles.ts';

let nowMs = 1_790_000_000_000;
const options: JournalOptions = { clock: () => (nowMs += 1) };
const firstSegment = segmentName(1);

interface Entry {
  readonly seq: number;
  readonly payload: string;
}

async function entriesOf(journal: Journal, afterSeq = 0): Promise<Entry[]> {
  const bytes: number[] = [];
  for await (const chunk of journal.read(afterSeq)) bytes.push(...chunk);
  return decodeFrames(Uint8Array.from(bytes)).map((finding) => {
    if (finding.kind !== 'frame') throw new Error(`the journal handed out ${finding.kind} bytes`);
    return { seq: finding.frame.seq, payload: new TextDecoder().decode(finding.frame.payload) };
  });
}

function numbered(payloads: readonly string[], firstSeq = 1): Entry[] {
  return payloads.map((payload, index) => ({ seq: firstSeq + index, payload }));
}

async function filled(
  payloads: readonly string[],
  given: Partial<JournalOptions> = {},
): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  const journal = await openJournal(files, { ...options, ...given });
  for (const payload of payloads) await journal.append(payload);
  await journal.close();
  return files;
}

const cuts: fc.Arbitrary<Cut> = fc.record({
  changes: fc.nat(3),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  beginning: fc.constantFrom('written', 'zeros', 'hole'),
});

const groups = fc.array(fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 4 }), {
  maxLength: 6,
});

/** Appends the groups, each entry of one at the same time, with the power going off after so many turns. */
async function appendUntilCut(
  files: MemoryFiles,
  journal: Journal,
  all: readonly (readonly string[])[],
  turns: number,
  cut: Cut,
): Promise<{ readonly kept: readonly Entry[]; readonly disk: MemoryFiles }> {
  const kept: Entry[] = [];
  let isOn = true;
  const working = (async () => {
    for (const group of all)
      await Promise.all(
        group.map(async (payload) => {
          const answer = await journal.append(payload);
          if (isOn && answer.kind === 'kept') kept.push({ seq: answer.seq, payload });
        }),
      );
  })();
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  isOn = false;
  const disk = files.crash(cut);
  await working;
  return { kept, disk };
}

describe('the journal', () => {
  it('[J1] gives back what was appended, in order, numbered from one without gaps', async () => {
    await fc.assert(
      fc.asyncProperty(groups, fc.integer({ min: 1, max: 400 }), async (all, segmentBytes) => {
        const files = new MemoryFiles();
        const journal = await openJournal(files, { ...options, segmentBytes });
        for (const group of all) await Promise.all(group.map((payload) => journal.append(payload)));
        expect(await entriesOf(journal)).toEqual(numbered(all.flat()));
        await journal.close();
        const again = await openJournal(files, { ...options, segmentBytes });
        expect(await entriesOf(again)).toEqual(numbered(all.flat()));
        expect(again.lastSeq).toBe(all.flat().length);
      }),
    );
  });

  it('[J2] shares one write and one sync among entries that come together', async () => {
    const files = new MemoryFiles();
    const journal = await openJournal(files, options);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((payload) => journal.append(payload)));
    expect(answers.map((answer) => answer.kind === 'kept' && answer.seq)).toEqual([1, 2, 3, 4]);
    expect(files.operations.filter((what) => what === 'write' || what === 'datasync')).toEqual([
      'write',
      'datasync',
    ]);
  });

  it('[J3] cuts a torn tail back to the last whole frame and keeps the bytes it cut', async () => {
    const payloads = ['zero', 'one', 'two', 'three'];
    const files = await filled(payloads);
    const whole = files.bytes(firstSegment);
    const ends = decodeFrames(whole).map((finding) => finding.at);
    for (let size = ends[1] ?? 0; size < whole.length; size += 1) {
      const torn = new MemoryFiles();
      torn.put(firstSegment, whole.slice(0, size));
      const journal = await openJournal(torn, options);
      const wholeFrames = [...ends.slice(1), whole.length].filter((end) => end <= size).length;
      expect(await entriesOf(journal)).toEqual(numbered(payloads.slice(0, wholeFrames)));
      const end = ends[wholeFrames] ?? 0;
      expect(torn.bytes(firstSegment)).toEqual(whole.slice(0, end));
      expect(journal.cutAside === null).toBe(size === end);
      if (journal.cutAside !== null) expect(torn.bytes(journal.cutAside)).toEqual(whole.slice(end, size));
      expect(await journal.append('after')).toEqual({ kind: 'kept', seq: wholeFrames + 1 });
      await journal.close();
      const again = await openJournal(torn, options);
      expect(await entriesOf(again)).toEqual(numbered([...payloads.slice(0, wholeFrames), 'after']));
    }
  });

  it('[J4] brings back exactly what was acknowledged after a power cut at any moment, and no part of an entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        groups,
        fc.nat(120),
        cuts,
        fc.integer({ min: 60, max: 500 }),
        async (all, turns, cut, size) => {
          const files = new MemoryFiles();
          const given = { ...options, segmentBytes: size };
          const writer = await openJournal(files, given);
          const { kept, disk } = await appendUntilCut(files, writer, all, turns, cut);
          const journal = await openJournal(disk, given);
          const back = await entriesOf(journal);
          expect(back.slice(0, kept.length)).toEqual(kept);
          expect(back).toEqual(numbered(all.flat()).slice(0, back.length));
          expect(await journal.append('next')).toEqual({ kind: 'kept', seq: back.length + 1 });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[J5] would lose acknowledged entries if syncing did nothing: the test above can tell', async () => {
    const files = new MemoryFiles({ honoursSync: false });
    const { kept, disk } = await appendUntilCut(
      files,
      await openJournal(files, options),
      [['a'], ['b']],
      500,
      {
        changes: 0,
        share: 0,
        beginning: 'written',
      },
    );
    expect(kept).toHaveLength(2);
    expect(await entriesOf(await openJournal(disk, options))).toEqual([]);
  });

  it('[J6] notices any flipped byte: in the last frame it is cut off, before that the journal is refused', async () => {
    const payloads = ['alpha', 'beta', 'gamma'];
    const files = await filled(payloads);
    const whole = files.bytes(firstSegment);
    const lastAt = decodeFrames(whole).at(-1)?.at ?? 0;
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = files.copy();
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      flipped.put(firstSegment, bytes);
      if (at < lastAt) {
        await expect(openJournal(flipped, options)).rejects.toMatchObject({ trouble: { kind: 'damaged' } });
        expect(flipped.bytes(firstSegment)).toEqual(bytes);
      } else {
        const journal = await openJournal(flipped, options);
        expect(await entriesOf(journal)).toEqual(numbered(payloads.slice(0, 2)));
        expect(flipped.bytes(journal.cutAside ?? '')).toEqual(bytes.slice(lastAt));
      }
    }
  });

  it('[J7] takes a hole in an unacknowledged write for a torn tail, though whole frames follow it', async () => {
    const files = new MemoryFiles();
    const journal = await openJournal(files, options);
    await journal.append('kept');
    await Promise.all(['lost', 'written', 'written too'].map((payload) => journal.append(payload)));
    const bytes = files.bytes(firstSegment);
    const second = decodeFrames(bytes)[1]?.at ?? 0;
    bytes.fill(0, second, second + 20);
    files.put(firstSegment, bytes);
    const again = await openJournal(files, options);
    expect(await entriesOf(again)).toEqual(numbered(['kept']));
    expect(files.bytes(again.cutAside ?? '')).toEqual(bytes.slice(second));
  });

  it('[J8] refuses a journal with a segment gone, a segment torn in the middle, or one from a later version', async () => {
    const files = await filled(['a', 'b', 'c'], { segmentBytes: 1 });
    const without = files.copy();
    without.drop(segmentName(2));
    await expect(openJournal(without, options)).rejects.toMatchObject({
      trouble: { kind: 'missing', after: 1, next: 3 },
    });
    const headless = files.copy();
    headless.drop(segmentName(1));
    await expect(openJournal(headless, options)).rejects.toMatchObject({
      trouble: { kind: 'missing', after: 0 },
    });
    const torn = files.copy();
    torn.put(segmentName(2), files.bytes(segmentName(2)).slice(0, -1));
    await expect(openJournal(torn, options)).rejects.toMatchObject({ trouble: { kind: 'damaged', at: 0 } });
  });

  it('[J9] reads after any number, and only what was kept when it was asked', async () => {
    const files = new MemoryFiles();
    const journal = await openJournal(files, { ...options, segmentBytes: 120 });
    const payloads = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    for (const payload of payloads) await journal.append(payload);
    const before = journal.read(2);
    await journal.append('later');
    const bytes: number[] = [];
    for await (const chunk of before) bytes.push(...chunk);
    expect(
      decodeFrames(Uint8Array.from(bytes)).map((finding) => finding.kind === 'frame' && finding.frame.seq),
    ).toEqual([3, 4, 5, 6, 7]);
    for (let after = 0; after <= 8; after += 1)
      expect(await entriesOf(journal, after)).toEqual(numbered([...payloads, 'later']).slice(after));
  });

  it('[J10] begins another segment when one is full, and never splits an entry between two', async () => {
    const files = await filled(['a', 'b', 'c', 'd', 'e'], { segmentBytes: 90 });
    expect(files.names()).toEqual([segmentName(1), segmentName(3), segmentName(5)]);
    for (const name of files.names())
      expect(decodeFrames(files.bytes(name)).every((finding) => finding.kind === 'frame')).toBe(true);
  });

  it('[J11] says why an entry could not be kept, and keeps the next one: for every operation that may fail', async () => {
    const payloads = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const [code, why] of [
      ['ENOSPC', 'disk full'],
      ['EIO', 'disk error'],
    ] as const)
      for (let failing = 0; ; failing += 1) {
        const files = new MemoryFiles();
        const journal = await openJournal(files, { ...options, segmentBytes: 100 });
        const from = files.operations.length;
        files.failAt(from + failing, code);
        const kept: Entry[] = [];
        let failures = 0;
        for (const payload of payloads) {
          const answer = await journal.append(payload);
          if (answer.kind === 'kept') kept.push({ seq: answer.seq, payload });
          else {
            expect(answer.why).toBe(why);
            failures += 1;
          }
        }
        if (files.operations.length <= from + failing) break;
        expect(failures).toBeLessThanOrEqual(1);
        expect(kept).toEqual(numbered(kept.map(({ payload }) => payload)));
        expect(await entriesOf(journal)).toEqual(kept);
        expect(await entriesOf(await openJournal(files.crash(), options))).toEqual(kept);
      }
  });

  it('[J12] is read-only while the file cannot be brought back into shape, says so, and recovers by itself', async () => {
    const files = new MemoryFiles();
    const journal = await openJournal(files, options);
    await journal.append('kept');
    files.failAt(files.operations.length, 'EIO', 1000);
    expect(await journal.append('lost')).toEqual({ kind: 'failed', why: 'disk error' });
    expect(journal.trouble).toBe('disk error');
    expect(await journal.append('lost too')).toEqual({ kind: 'failed', why: 'disk error' });
    files.heal();
    expect(await entriesOf(journal)).toEqual(numbered(['kept']));
    expect(await journal.append('kept again')).toEqual({ kind: 'kept', seq: 2 });
    expect(journal.trouble).toBe(null);
    expect(await entriesOf(await openJournal(files.crash(), options))).toEqual(
      numbered(['kept', 'kept again']),
    );
  });

  it('[J13] opens with a full disk: what is kept can be read, and the torn tail is not cut before it is kept aside', async () => {
    const files = await filled(['a', 'b']);
    const torn = files.bytes(firstSegment).slice(0, -1);
    files.put(firstSegment, torn);
    for (let failing = 0; failing < 12; failing += 1) {
      const other = files.copy();
      other.failAt(failing, 'ENOSPC', 1000);
      const opened = await openJournal(other, options).catch(() => null);
      other.heal();
      const aside = other.names().filter((name) => name.startsWith('quarantine/'));
      if (aside.length === 0) expect(other.bytes(firstSegment)).toEqual(torn);
      const journal = opened ?? (await openJournal(other, options));
      expect(await entriesOf(journal)).toEqual(numbered(['a']));
      expect(await journal.append('c')).toEqual({ kind: 'kept', seq: 2 });
      expect(await entriesOf(await openJournal(other, options))).toEqual(numbered(['a', 'c']));
    }
  });

  it('[J14] bounds what one write holds, without holding back an entry that is larger', async () => {
    const files = new MemoryFiles();
    const journal = await openJournal(files, { ...options, batchBytes: 10 });
    await Promise.all(
      ['12345', '12345', '12345', 'x'.repeat(50), '1'].map((payload) => journal.append(payload)),
    );
    expect(files.operations.filter((what) => what === 'write')).toHaveLength(4);
    expect(journal.lastSeq).toBe(5);
  });

  it('[J15] answers everything asked for before it closes, and takes nothing afterwards', async () => {
    const journal = await openJournal(new MemoryFiles(), options);
    const last = journal.append('last');
    await journal.close();
    expect(await last).toEqual({ kind: 'kept', seq: 1 });
    await expect(journal.append('too late')).rejects.toThrow('closed');
  });
});
