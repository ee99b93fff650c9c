// The whole program: it saves without end and is killed at random moments, now its browser, now its window's process,
// now main. What was acknowledged is there at the next start, once and whole.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Program } from '../e2e/program.ts';
import { type Battery, dice } from './battery.ts';
import { endAtOnce, openProgram, rendererOf, shellName, withFolder } from './program.ts';

const victims = ['browser', 'renderer', 'main'] as const;
const writers = 4;
/** At least so long, and at most so much longer, after the first save of a round. */
const shortestLifeMs = 150;
const moreLifeMs = 500;
/** The long form takes an hour: how it goes is told after so many kills. */
const toldEach = 25;

export interface Sum {
  kills: number;
  acknowledged: number;
  lost: number;
  duplicated: number;
  torn: number;
  beyond: number;
  reopened: number;
  readonly failures: string[];
}

export const openSum = (): Sum => ({
  kills: 0,
  acknowledged: 0,
  lost: 0,
  duplicated: 0,
  torn: 0,
  beyond: 0,
  reopened: 0,
  failures: [],
});

/** By note: the highest number whose save was acknowledged. */
export type Kept = Map<string, number>;

/** Hears of every acknowledgement: the window says each on its console the moment it has it. */
export function hear(program: Program, kept: Kept, sum: Sum): void {
  program.page.on('console', (message) => {
    const match = /^kept ([\w-]+) (\d+)$/.exec(message.text());
    if (!match?.[1]) return;
    kept.set(match[1], Math.max(kept.get(match[1]) ?? 0, Number(match[2])));
    sum.acknowledged += 1;
  });
}

/** Writes some notes over and over. Does not wait: it is meant to be killed. */
export async function write(program: Program, round: number): Promise<void> {
  await program.page.evaluate(
    ([number, count]) => {
      const text = (at: number) => ({
        type: 'doc' as const,
        content: [`number ${at}`, 'as long as its number '.repeat(at % 90) + '.'].map((line) => ({
          type: 'paragraph' as const,
          content: [{ type: 'text' as const, text: line }],
        })),
      });
      const loop = async (writer: number): Promise<void> => {
        const { notes } = commonplace;
        const made = await notes.create({ title: `Round ${number}, writer ${writer}`, document: text(0) });
        if (made.kind !== 'saved') throw new Error(made.kind);
        const { id } = made.record;
        console.info(`kept ${id} 0`);
        for (let at = 1; ; at += 1) {
          const saved = await notes.save(id, { document: text(at) });
          if (saved.kind === 'saved') console.info(`kept ${id} ${at}`);
        }
      };
      for (let writer = 0; writer < count; writer += 1) void loop(writer);
    },
    [round, writers] as const,
  );
}

/** What is there of notes that were acknowledged, against what must be. */
export async function check(program: Program, kept: Kept, sum: Sum): Promise<void> {
  const wanted = [...kept];
  const found = await program.page.evaluate(
    async (ids) => {
      const { notes } = commonplace;
      await commonplace.settled();
      const titles = (await notes.list()).map(({ title }) => title);
      const states = await Promise.all(
        ids.map(async (id) => {
          if ((await notes.get(id as never)) === undefined) return null;
          const lines = (await notes.document(id as never)).content.map(
            (block) => block.content?.map((inline) => ('text' in inline ? inline.text : '')).join('') ?? '',
          );
          const number = Number(/^number (\d+)$/.exec(lines[0] ?? '')?.[1] ?? -1);
          const expected = 'as long as its number '.repeat(number % 90) + '.';
          return { number, isWhole: lines.length === 2 && lines[1] === expected };
        }),
      );
      return { states, duplicated: titles.length - new Set(titles).size };
    },
    wanted.map(([id]) => id),
  );
  sum.duplicated += found.duplicated;
  wanted.forEach(([, last], at) => {
    const state = found.states[at] ?? null;
    if (state === null || state.number < last) sum.lost += 1;
    else if (!state.isWhole) sum.torn += 1;
    // Kept, and killed before it could say so.
    else sum.beyond += state.number - last;
  });
}

async function kill(program: Program, victim: (typeof victims)[number], sum: Sum): Promise<void> {
  if (victim !== 'renderer') {
    await program.kill(victim);
    return;
  }
  const pid = await rendererOf(program.browserPid);
  if (pid === null) throw new Error('the process of the window was not found');
  await program.answerMessageBox(0);
  process.kill(pid, 'SIGKILL');
  // Main offers to open the window again, in another process.
  const endMs = Date.now() + 10_000;
  let next: number | null = null;
  while (next === null && Date.now() < endMs) {
    await pause(50);
    const found = await rendererOf(program.browserPid);
    if (found !== pid) next = found;
  }
  if (next !== null) sum.reopened += 1;
  await program.kill('main');
}

async function torture(folder: string, kills: number, leastWrites: number, sum: Sum): Promise<void> {
  const profile = join(folder, 'profile');
  const roll = dice(20_26);
  const all: Kept = new Map();
  let recent: Kept = new Map();
  for (let round = 0; sum.kills < kills || sum.acknowledged < leastWrites; round += 1) {
    const program = await openProgram(profile);
    try {
      await check(program, recent, sum);
      for (const [id, last] of recent) all.set(id, last);
      recent = new Map();
      hear(program, recent, sum);
      await write(program, round);
      // So many that all kills together come to what is asked for; on a machine with other work that takes its time.
      const enough = sum.acknowledged + Math.ceil(leastWrites / kills);
      const isAtWork = (): boolean => recent.size >= writers && sum.acknowledged >= enough;
      for (const endMs = Date.now() + 20_000; !isAtWork() && Date.now() < endMs;) await pause(10);
      await pause(shortestLifeMs + roll(moreLifeMs));
      await kill(program, victims[round % victims.length] ?? 'main', sum);
      sum.kills += 1;
      if (sum.kills % toldEach === 0)
        process.stderr.write(
          `program-kills: ${sum.kills} kills, ${sum.acknowledged} writes, ${sum.lost} lost, ${sum.torn} torn\n`,
        );
    } finally {
      endAtOnce(program);
      await program.ended;
    }
  }
  const program = await openProgram(profile);
  for (const [id, last] of recent) all.set(id, last);
  await check(program, all, sum);
  await program.close();
}

/** Saves what never reaches the working copy, and starts without reading the journal: then it must be missed. */
async function lostWithoutReplay(
  folder: string,
): Promise<{ readonly without: number; readonly then: number }> {
  const profile = join(folder, 'control');
  const kept: Kept = new Map();
  const saving = openSum();
  const held = await openProgram(profile, { faults: ['hold-before-apply'] });
  hear(held, kept, saving);
  await write(held, 0);
  for (const endMs = Date.now() + 20_000; kept.size < writers && Date.now() < endMs;) await pause(10);
  await held.kill('main');
  const lost = async (faults: readonly string[]): Promise<number> => {
    const program = await openProgram(profile, { faults });
    const sum = openSum();
    await check(program, kept, sum);
    await program.close();
    return sum.lost;
  };
  return { without: await lost(['no-replay']), then: await lost([]) };
}

export const programKills: Battery = {
  name: 'program-kills',
  usesProgram: true,
  async run(size) {
    const kills = size === 'long' ? 500 : 50;
    const leastWrites = size === 'long' ? 50_000 : 2_000;
    const sum = openSum();
    await withFolder((folder) => torture(folder, kills, leastWrites, sum)).catch((error: unknown) =>
      sum.failures.push(String(error)),
    );
    const control = await withFolder(lostWithoutReplay);
    return [
      { name: 'control without replay: lost', figure: control.without, isGood: control.without > 0 },
      { name: 'control, with replay again: lost', figure: control.then, isGood: control.then === 0 },
      { name: 'shell', figure: shellName },
      { name: 'kills of browser, window and main', figure: sum.kills, isGood: sum.kills >= kills },
      {
        name: 'windows that opened again by themselves',
        figure: sum.reopened,
        isGood: sum.reopened === Math.floor((sum.kills + 1) / victims.length),
      },
      { name: 'writes acknowledged', figure: sum.acknowledged, isGood: sum.acknowledged >= leastWrites },
      { name: 'lost', figure: sum.lost, isGood: sum.lost === 0 },
      { name: 'duplicated', figure: sum.duplicated, isGood: sum.duplicated === 0 },
      { name: 'kept and not acknowledged in time', figure: sum.beyond },
      { name: 'torn', figure: sum.torn, isGood: sum.torn === 0 },
      {
        name: 'starts that failed',
        figure: [sum.failures.length, ...sum.failures].join(', '),
        isGood: sum.failures.length === 0,
      },
    ];
  },
};
