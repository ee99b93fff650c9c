// The batteries, in the short form two at a time: every figure in a line, and at the end how many were as they must be.
import type { Battery, Check } from './battery.ts';
import { damagedProfile } from './damagedProfile.ts';
import { programKills } from './programKills.ts';
import { bigRestoring } from './bigRestore.ts';
import { damage } from './damagedBackups.ts';
import { failures } from './failures.ts';
import { fullDisk } from './fullDisk.ts';
import { fullDiskProgram } from './fullDiskProgram.ts';
import { killing, killingCompaction } from './kills.ts';
import { type Loss, losePower, type LossOptions } from './powerLoss.ts';
import { prepare } from '../../bench/program.ts';

export interface Controls {
  /** The same with a checksum that is always the same. */
  readonly losePowerBlind: (options: LossOptions) => Promise<Loss>;
}

function powerLoss({ losePowerBlind }: Controls): Battery {
  return {
    name: 'power-loss',
    async run(size) {
      const cuts = size === 'long' ? 20_000 : 1_000;
      const real = await losePower({ cuts, honoursSync: true });
      const unsynced = await losePower({ cuts: 200, honoursSync: false });
      const blind = await losePowerBlind({ cuts: 1_000, honoursSync: true });
      return [
        { name: 'power cuts', figure: real.cuts },
        { name: 'entries acknowledged', figure: real.acknowledged, isGood: real.acknowledged > cuts },
        { name: 'acknowledged entries lost', figure: real.lost, isGood: real.lost === 0 },
        { name: 'starts refused, entries torn', figure: real.wrong, isGood: real.wrong === 0 },
        { name: 'control without sync: entries lost', figure: unsynced.lost, isGood: unsynced.lost > 0 },
        { name: 'control without checksum: torn', figure: blind.wrong, isGood: blind.wrong > 0 },
      ];
    },
  };
}

export async function main(options: readonly string[], controls: Controls): Promise<number> {
  const batteries = [
    failures,
    powerLoss(controls),
    fullDisk,
    fullDiskProgram,
    damage,
    bigRestoring,
    killing,
    killingCompaction,
    programKills,
    damagedProfile,
  ];
  const asked = options.filter((option) => !option.startsWith('-'));
  const unknown = options.find((each) => each !== '--short' && !batteries.some(({ name }) => name === each));
  if (unknown !== undefined) {
    process.stderr.write(
      `${unknown}: no such battery. There are: ${batteries.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  const size = options.includes('--short') ? 'short' : 'long';
  const wanted = batteries.filter(({ name }) => asked.length === 0 || asked.includes(name));
  if (wanted.some(({ usesProgram }) => usesProgram === true)) await prepare();
  let passed = 0;
  let failed = 0;

  async function inTurn(some: readonly Battery[]): Promise<void> {
    for (const { name, run } of some) {
      const begunMs = performance.now();
      const checks = await run(size).catch((error: unknown): readonly Check[] => [
        { name: 'the battery itself', figure: String(error), isGood: false },
      ]);
      for (const check of checks) {
        process.stdout.write(
          `${name}, ${check.name}: ${check.figure}${check.isGood === false ? '  FAILED' : ''}\n`,
        );
        if (check.isGood === true) passed += 1;
        if (check.isGood === false) failed += 1;
      }
      process.stdout.write(`${name}, seconds: ${((performance.now() - begunMs) / 1000).toFixed(1)}\n`);
    }
  }

  // What is timed runs alone; the one that mostly waits for the program to start runs beside all others.
  const alone = wanted.filter((each) => size === 'long' || each === bigRestoring);
  const [kills, others] = [true, false].map((areKills) =>
    wanted.filter((each) => !alone.includes(each) && (each === programKills) === areKills),
  );
  await inTurn(alone);
  await Promise.all([inTurn(kills ?? []), inTurn(others ?? [])]);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
