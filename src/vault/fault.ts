// Why a vault cannot be opened as it lies there: what is wrong, where, and never a guess about what to do.

export type VaultTrouble =
  /** Bytes that were once acknowledged can no longer be read. */
  | { readonly kind: 'damaged'; readonly file: string; readonly at: number }
  /** Sequence numbers between these two are nowhere, or come in the wrong order. */
  | { readonly kind: 'missing'; readonly after: number; readonly next: number }
  /** The snapshot that the notebook begins with is gone, and so are the entries that it stands for. */
  | { readonly kind: 'no beginning'; readonly file: string }
  /** Written by a later version of the format. */
  | { readonly kind: 'newer'; readonly file: string; readonly version: number };

export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly trouble: VaultTrouble;

  constructor(trouble: VaultTrouble) {
    super(wording(trouble));
    this.trouble = trouble;
  }
}

function wording(trouble: VaultTrouble): string {
  switch (trouble.kind) {
    case 'damaged':
      return `${trouble.file} is damaged at byte ${trouble.at}`;
    case 'missing':
      return `the journal goes from entry ${trouble.after} to entry ${trouble.next}`;
    case 'no beginning':
      return `${trouble.file}, with which the notebook begins, is gone`;
    case 'newer':
      return `${trouble.file} was written by a later version (${trouble.version})`;
  }
}
