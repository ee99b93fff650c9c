// The disk is filled to its last byte while notes are written and files imported: in the whole program with its profile
// on a small disk of its own, or, where nothing may be mounted, in a notebook without a window over files that know a
// bound. What was acknowledged is there once there is room again, whatever became of the browser's databases.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { documentOfText } from '#domain/document.ts';
import { plainText } from '#domain/plainText.ts';
import type { Program } from '../e2e/program.ts';
import { newFolder, sameThreadImporter } from '../notebook/importFolder.ts';
import { newWorld, openTestNotebook } from '../notebook/openTestNotebook.ts';
import { type Battery, type Check, dice } from './battery.ts';
import { BoundedFiles } from './boundedFiles.ts';
import { fillUp } from './fullDisk.ts';
import { endAtOnce, openProgram, shellName } from './program.ts';
import { check, hear, type Kept, openSum, type Sum, write } from './programKills.ts';
import { mountSmallDisk, type SmallDisk } from './smallDisk.ts';

const diskBytes = 320 * 2 ** 20;
const filesImported = 200;
/** For the first file. */
const longestWaitMs = 20_000;
/** The guard would leave the journal alone with so small a disk: it is told of a large one, so that the disk itself says no. */
const faults = ['free-3000'];

interface Tally extends Sum {
  /** Files that the import said were in the notebook, and are not. */
  filesLost: number;
  filesImported: number;
  refused: number;
  rebuilt: number;
}

/** Imports files beside the writing, and says how many are in; also each save that the disk refused. */
async function importBeside(program: Program, round: number, said: { imported: number; refused: number }) {
  program.page.on('console', (message) => {
    const match = /^(imported|refused) (\d+)$/.exec(message.text());
    if (match?.[1] === 'imported') said.imported = Math.max(said.imported, Number(match[2]));
    if (match?.[1] === 'refused') said.refused += 1;
  });
  await program.page.evaluate(
    ([number, count]) => {
      const files = Array.from({ length: count }, (_, at) => {
        const body = `# File ${number}-${at}\n\n${'Some words about tides and grids. '.repeat(40)}\n`;
        const file = new File([body], `file-${number}-${at}.md`);
        const from = { kind: 'file' as const, file };
        return { path: file.name, sizeBytes: file.size, modifiedAt: new Date().toISOString(), from };
      });
      const offer = { root: `/round-${number}`, files, refused: [] };
      const run = commonplace.importing.start(offer, 'notes');
      run.watch(() => console.info(`imported ${run.progress().imported}`));
      commonplace.disk.watch(() => {
        if (commonplace.disk.refused() === 'entry') console.info('refused 1');
      });
    },
    [round, filesImported] as const,
  );
}

async function importedIn(program: Program, round: number): Promise<number> {
  return program.page.evaluate(async (number) => {
    await commonplace.settled();
    const notes = await commonplace.notes.list();
    return notes.filter(({ title }) => title.startsWith(`File ${number}-`)).length;
  }, round);
}

async function fillWhileWorking(disk: SmallDisk, points: number, tally: Tally): Promise<void> {
  const profile = join(disk.folder, 'profile');
  const roll = dice(1_5);
  const fillers = [1, 2].map((each) => join(disk.folder, `filler-${each}`));
  const all: Kept = new Map();
  for (let round = 0; round < points; round += 1) {
    await mkdir(profile, { recursive: true });
    const said = { imported: 0, refused: 0 };
    const recent: Kept = new Map();
    const program = await openProgram(profile, { faults });
    try {
      hear(program, recent, tally);
      await write(program, round);
      await importBeside(program, round, said);
      // It begins with a backup, which takes as long as the machine makes it.
      for (let waited = 0; said.imported === 0 && waited < longestWaitMs; waited += 50) await pause(50);
      await pause(300 + roll(1_500));
      // The first time the ballast makes room; the second time there is none.
      for (const filler of fillers) {
        await fillUp(filler, roll(100_000));
        await pause(700 + roll(500));
      }
      if (roll(2) === 0) await program.kill('main');
    } finally {
      endAtOnce(program);
      await program.ended;
    }
    for (const filler of fillers) await rm(filler, { force: true });
    for (const [id, last] of recent) all.set(id, last);
    const again = await openProgram(profile, { faults });
    try {
      await check(again, recent, tally);
      tally.filesLost += Math.max(0, said.imported - (await importedIn(again, round)));
      tally.filesImported += said.imported;
      tally.refused += said.refused;
      const { rebuilt } = await again.page.evaluate(() => commonplace.recovered);
      if (rebuilt !== null) tally.rebuilt += 1;
    } finally {
      endAtOnce(again);
      await again.ended;
    }
    tally.kills += 1;
  }
  const last = await openProgram(profile, { faults });
  await check(last, all, tally);
  endAtOnce(last);
  await last.ended;
}

/** The same without a window: the journal's files know a bound, and the working copy does not. */
async function fillWithoutWindow(points: number, tally: Tally): Promise<void> {
  const folder = await newFolder();
  const named = Array.from({ length: 60 }, (_, at): [string, string] => [
    `file-${at}.md`,
    `# File ${at}\n\n${'Some words about tides and grids. '.repeat(40)}\n`,
  ]);
  await folder.write(Object.fromEntries(named));
  try {
    for (let seed = 1; seed <= points; seed += 1) {
      const roll = dice(seed);
      const files = new BoundedFiles(2 ** 30);
      const world = { ...newWorld(), files };
      const first = await openTestNotebook(world, { importFile: sameThreadImporter });
      const { notes, importing } = first.notebook;
      const run = importing.start(await folder.offer(), 'notes');
      const made = await notes.create({ title: 'Writer', document: documentOfText('number 0') });
      if (made.kind !== 'saved') throw new Error(made.kind);
      const { id } = made.record;
      const fullAt = 5 + roll(40);
      let kept = 0;
      for (let at = 1; at < fullAt + 20; at += 1) {
        if (at === fullAt)
          files.room = files.names().reduce((sum, name) => sum + files.bytes(name).length, 0) + roll(20_000);
        const text = `number ${at} ${'and as long as that '.repeat(at * 20)}`;
        const saved = await notes.save(id, { document: documentOfText(text) });
        if (saved.kind === 'saved') {
          kept = at;
          tally.acknowledged += 1;
        } else tally.refused += 1;
      }
      await run.report;
      await first.notebook.settled();
      const { imported } = run.progress();
      await first.notebook.close();
      files.room = 2 ** 30;
      const again = await openTestNotebook(world, { importFile: sameThreadImporter });
      const found = plainText(await again.notebook.notes.document(id));
      if (!found.startsWith(`number ${kept} `)) tally.lost += 1;
      tally.filesLost += Math.max(0, imported + 1 - (await again.notebook.notes.list()).length);
      tally.filesImported += imported;
      await again.notebook.close();
      tally.kills += 1;
    }
  } finally {
    await folder.remove();
  }
}

export const fullDiskProgram: Battery = {
  name: 'full-disk-program',
  usesProgram: true,
  async run(size): Promise<readonly Check[]> {
    const points = size === 'long' ? 20 : 5;
    const tally: Tally = { ...openSum(), filesLost: 0, filesImported: 0, refused: 0, rebuilt: 0 };
    const disk = await mountSmallDisk(diskBytes);
    try {
      await (disk === null ? fillWithoutWindow(points, tally) : fillWhileWorking(disk, points, tally));
    } catch (error) {
      tally.failures.push(String(error));
    } finally {
      await disk?.unmount();
    }
    return [
      { name: 'disk', figure: disk?.kind ?? 'the shim in memory: nothing may be mounted here' },
      { name: 'shell', figure: disk === null ? 'no window' : shellName },
      { name: 'times filled', figure: tally.kills, isGood: tally.kills === points },
      { name: 'writes acknowledged', figure: tally.acknowledged, isGood: tally.acknowledged > points * 5 },
      { name: 'files imported', figure: tally.filesImported, isGood: tally.filesImported > 0 },
      { name: 'times that a save was refused', figure: tally.refused, isGood: tally.refused > 0 },
      { name: 'working copies built again', figure: tally.rebuilt },
      { name: 'acknowledged writes lost', figure: tally.lost, isGood: tally.lost === 0 },
      {
        name: 'torn or twice',
        figure: tally.torn + tally.duplicated,
        isGood: tally.torn + tally.duplicated === 0,
      },
      { name: 'imported files lost', figure: tally.filesLost, isGood: tally.filesLost === 0 },
      {
        name: 'starts that failed',
        figure: [tally.failures.length, ...tally.failures].join(', '),
        isGood: tally.failures.length === 0,
      },
    ];
  },
};
