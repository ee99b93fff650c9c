// Spans: where each passage begins and ends in its document's text, most of them beginning soon after the one before.
import type { Span } from '#domain/passages.ts';
import { ByteList, NumberList } from './lists.ts';

const apart = 16;

/** Of every sixteenth, where its two numbers stand; all numbers with seven bits a byte, low ones first. */
export interface SpanSections {
  readonly anchors: Uint32Array;
  readonly bytes: Uint8Array;
}

/**
 *   how far the passage begins behind the end of the one before * 2, or, plus 1, how far before it | its length
 *
 * At an anchor as if the one before ended at 0.
 */
export class SpanWriter {
  private readonly anchors = new NumberList();
  private readonly bytes = new ByteList();
  private end = 0;
  private count = 0;

  add({ start, end }: Span): void {
    if (this.count % apart === 0) {
      this.anchors.push(this.bytes.length);
      this.end = 0;
    }
    this.bytes.number(start >= this.end ? (start - this.end) * 2 : (this.end - start) * 2 + 1);
    this.bytes.number(end - start);
    this.end = end;
    this.count += 1;
  }

  taken(): SpanSections {
    return { anchors: this.anchors.taken(), bytes: this.bytes.taken() };
  }
}

export class Spans {
  private readonly anchors: Uint32Array;
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor({ anchors, bytes }: SpanSections) {
    this.anchors = anchors;
    this.bytes = bytes;
  }

  spanOf(passage: number): Span {
    const anchor = Math.floor(passage / apart);
    this.at = this.anchors[anchor] ?? 0;
    let start = 0;
    let end = 0;
    for (let at = anchor * apart; at <= passage; at += 1) {
      const code = this.number();
      start = end + ((code & 1) === 1 ? -(code >>> 1) : code >>> 1);
      end = start + this.number();
    }
    return { start, end };
  }

  private number(): number {
    let byte = this.bytes[this.at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }
}
