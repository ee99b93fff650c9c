// The words of an error that was thrown, for the end of a sentence of ours.

export function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
