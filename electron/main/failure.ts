// Failures as one line for a person: the reason without stack, line breaks or a full stop of its own.

export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 500);
}
