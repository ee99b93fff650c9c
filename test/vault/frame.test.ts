// Frames: what is written comes back, and damage is noticed wherever it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '#vault/crc32c.ts';
import { decodeFrames, encodeFrame, type Finding, type Frame, headBytes, readFrames } from '#vault/frame.ts';
import { sha256Hex } from '#vault/sha256.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);

function framesOf(payloads: readonly string[]): Frame[] {
  return payloads.map((payload, index) => ({
    seq: index + 1,
    kept: index,
    timeMs: 1_700_000_000_000 + index,
    payload: utf8(payload),
  }));
}

function stream(payloads: readonly string[]): Uint8Array {
  return Uint8Array.from(framesOf(payloads).flatMap((frame) => [...encodeFrame(frame)]));
}

function payloadsIn(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => (finding.kind === 'frame' ? [text(finding.frame.payload)] : []));
}

/** Pushes the bytes in chunks of these sizes, over and over. */
function inChunks(bytes: Uint8Array, sizes: readonly number[]): Finding[] {
  const reader = readFrames();
  const found: Finding[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    found.push(...reader.push(bytes.slice(at, at + size)));
    at += size;
  }
  return [...found, ...reader.end()];
}

const payloads = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 6 });

describe('a checksum', () => {
  it('[F1] is CRC-32C as published', () => {
    expect(crc32c(utf8('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd794e);
  });

  it('[F2] can be continued', () => {
    expect(crc32c(utf8('6789'), crc32c(utf8('12345')))).toBe(0xe3069283);
  });

  it('[F13] of any bytes, wherever they lie and however they are cut, is what one bit after the other gives', () => {
    const bitByBit = (bytes: Uint8Array): number => {
      let rest = 0xffffffff;
      for (const byte of bytes) {
        rest ^= byte;
        for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1;
      }
      return ~rest >>> 0;
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), fc.nat(9), (bytes, cut, offset) => {
        const moved = new Uint8Array(offset + bytes.length).subarray(offset);
        moved.set(bytes);
        const whole = bitByBit(bytes);
        expect(crc32c(moved)).toBe(whole);
        expect(crc32c(moved.subarray(cut), crc32c(moved.subarray(0, cut)))).toBe(whole);
      }),
    );
  });

  it('[F3] of the strong kind is SHA-256 as published, of text as of its UTF-8', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex(utf8('é'))).toBe(sha256Hex('é'));
  });
});

describe('a frame', () => {
  it('[F4] lies as documented', () => {
    const bytes = encodeFrame({ seq: 7, kept: 5, timeMs: 9, payload: utf8('[]') });
    const view = new DataView(bytes.buffer);
    expect([...bytes.subarray(0, 8)]).toEqual([0x43, 0x50, 0xff, 0x4a, 1, 0, 0, 0]);
    expect([view.getUint32(8, true), bytes[12], bytes[20], bytes[28]]).toEqual([2, 7, 5, 9]);
    expect(view.getUint32(36, true)).toBe(crc32c(bytes.subarray(0, 36)));
    expect(view.getUint32(40, true)).toBe(crc32c(utf8('[]'), crc32c(bytes.subarray(0, 40))));
    expect(text(bytes.subarray(headBytes))).toBe('[]');
  });

  it('[F5] refuses a number that does not follow what is kept', () => {
    expect(() => encodeFrame({ seq: 3, kept: 3, timeMs: 0, payload: utf8('') })).toThrow(RangeError);
    expect(() => encodeFrame({ seq: 1.5, kept: 0, timeMs: 0, payload: utf8('') })).toThrow(RangeError);
  });

  it('[F6] comes back as it was, in chunks of any size', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 5 }),
        (all, sizes) => {
          const findings = inChunks(stream(all), sizes);
          expect(findings.map((finding) => (finding.kind === 'frame' ? finding.frame : finding))).toEqual(
            framesOf(all),
          );
        },
      ),
    );
  });

  it('[F7] that was cut short is torn, at the byte where it begins, for every place of the cut', () => {
    const whole = stream(['one', 'two']);
    const second = headBytes + 3;
    for (let size = 0; size <= whole.length; size += 1) {
      const torn = decodeFrames(whole.subarray(0, size)).find((finding) => finding.kind !== 'frame');
      const beginsAt = size < second ? 0 : second;
      const isWhole = size === 0 || size === second || size === whole.length;
      expect(torn).toEqual(isWhole ? undefined : { kind: 'torn', at: beginsAt });
    }
  });
});

describe('damage', () => {
  it('[F8] of any single bit is noticed, placed, and does not hide the frames around it', () => {
    const whole = stream(['first', 'second', 'third']);
    const from = headBytes + 5;
    const to = from + headBytes + 6;
    for (let at = from; at < to; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = whole.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const findings = decodeFrames(flipped);
        expect(payloadsIn(findings)).toEqual(['first', 'third']);
        expect(findings[1]).toEqual({ kind: 'damaged', at: from, resumesAt: to });
      }
  });

  it('[F9] is reported the same in chunks of any size', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 255 })), { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 5 }),
        (all, flips, sizes) => {
          const bytes = stream(all);
          for (const [at, mask] of flips) if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ mask;
          expect(inChunks(bytes, sizes)).toEqual(decodeFrames(bytes));
        },
      ),
    );
  });

  it('[F10] never yields a frame that was not written', () => {
    fc.assert(
      fc.property(payloads, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }), (all, writes) => {
        const bytes = stream(all);
        for (const [at, value] of writes) if (at < bytes.length) bytes[at] = value;
        const written = framesOf(all);
        for (const finding of decodeFrames(bytes))
          if (finding.kind === 'frame') expect(written).toContainEqual(finding.frame);
      }),
    );
  });

  it('[F11] that takes bytes away in the middle is damage, not a torn end', () => {
    const whole = stream(['first', 'second', 'third']);
    const shortened = Uint8Array.from([...whole.subarray(0, 60), ...whole.subarray(80)]);
    const findings = decodeFrames(shortened);
    expect(payloadsIn(findings)).toEqual(['first', 'third']);
    expect(findings.some((finding) => finding.kind === 'damaged')).toBe(true);
  });

  it('[F12] a later version of the format is not taken for damage', () => {
    const bytes = encodeFrame({ seq: 1, kept: 0, timeMs: 0, payload: utf8('x') });
    const view = new DataView(bytes.buffer);
    view.setUint16(4, 2, true);
    view.setUint32(36, crc32c(bytes.subarray(0, 36)), true);
    expect(decodeFrames(bytes)).toEqual([{ kind: 'newer', at: 0, version: 2 }]);
  });
});
