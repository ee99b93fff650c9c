// What an import could not take over as it was: counted by kind, for the report that the person reads.

const lossKinds = [
  'table',
  'image',
  'footnote',
  'link definition',
  'link title',
  'html',
  'comment',
  'script',
  'frame',
  'media',
  'form',
  'page furniture',
  'hidden part',
  'unsafe link',
  'local link',
  'front matter',
  'code details',
  'numbered task',
  'nested too deep',
  'too intricate',
  'invalid encoding',
  'original too large',
  'original not kept',
] as const;
export type LossKind = (typeof lossKinds)[number];

export interface Loss {
  readonly kind: LossKind;
  readonly count: number;
  /** Which ones, where they have names: fields of front matter. */
  readonly names?: readonly string[];
}

/** Collects losses while a file is read. */
export class Losses {
  readonly #counts = new Map<LossKind, number>();
  readonly #names = new Map<LossKind, string[]>();

  add(kind: LossKind, count = 1): void {
    if (count > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  addNamed(kind: LossKind, names: readonly string[]): void {
    this.add(kind, names.length);
    this.#names.set(kind, [...(this.#names.get(kind) ?? []), ...names]);
  }

  list(): readonly Loss[] {
    return lossKinds.flatMap((kind): Loss[] => {
      const count = this.#counts.get(kind);
      if (count === undefined) return [];
      const names = this.#names.get(kind);
      return [names ? { kind, count, names } : { kind, count }];
    });
  }
}
