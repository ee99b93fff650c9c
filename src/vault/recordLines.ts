// Records on their way into a snapshot: batches of many kinds become one list of lines for each kind.

/** Records of one kind, each as the text of a JSON object without line breaks. */
export interface RecordBatch {
  /** Lower-case letters: the name of the entry. */
  readonly kind: string;
  readonly lines: readonly string[];
}

export interface KindLines {
  readonly kind: string;
  readonly lines: AsyncIterable<Uint8Array>;
  /** How many lines there were; known when they were drunk. */
  readonly count: () => number;
}

/** One list for each run of batches of one kind. Each must be drunk before the next is asked for. */
export async function* byKind(batches: AsyncIterable<RecordBatch>): AsyncGenerator<KindLines> {
  const source = batches[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  try {
    let next = await source.next();
    while (next.done !== true) {
      const { kind } = next.value;
      let count = 0;
      async function* lines(): AsyncGenerator<Uint8Array> {
        while (next.done !== true && next.value.kind === kind) {
          const batch = next.value;
          count += batch.lines.length;
          if (batch.lines.length > 0) yield encoder.encode(asText(batch));
          next = await source.next();
        }
      }
      yield { kind, lines: lines(), count: () => count };
    }
  } finally {
    await source.return?.();
  }
}

function asText({ kind, lines }: RecordBatch): string {
  const broken = lines.find((line) => line === '' || /[\n\r]/.test(line));
  if (broken !== undefined) throw new RangeError(`a record of kind ${kind} is not one line`);
  return `${lines.join('\n')}\n`;
}
