// How many passages a second the native runtime embeds.
import { openNativeRuntime } from './nativeRuntime.ts';

export interface NativeRate {
  readonly perSecond: number;
  /** Of the last text, to be compared with the program's. */
  readonly vector: Float32Array;
}

/** The texts are dealt out evenly; a few are embedded before for nothing. */
export async function nativeRate(texts: readonly string[], processes: number): Promise<NativeRate> {
  const { ask, end } = await openNativeRuntime(processes);
  try {
    await Promise.all(ask.map((askOne) => askOne(texts.slice(0, 6))));
    const hands = ask.map((_, number) => texts.filter((__, place) => place % processes === number));
    const answers = await Promise.all(ask.map((askOne, number) => askOne(hands[number] ?? [])));
    const perSecond = answers.reduce(
      (sum, { tookMs }, number) => sum + ((hands[number]?.length ?? 0) * 1_000) / tookMs,
      0,
    );
    const holder = (texts.length - 1) % processes;
    return { perSecond, vector: answers[holder]?.vectors.at(-1) ?? new Float32Array() };
  } finally {
    end();
  }
}
