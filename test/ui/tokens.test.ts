// The contrast of the tokens, reckoned by WCAG 2.2 from the colours in tokens.css.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const blocks = css.split(":root[data-theme='dark']");
const themes = ['light', 'dark'].map((name, index) => ({
  name,
  colours: new Map(
    [...(blocks[index] ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
  ),
}));

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [least = 0, most = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (most + 0.05) / (least + 0.05);
}

const papers = ['paper', 'paper-2', 'raised'];
const tinted = ['paper-3', 'accent-paper', 'mark', 'mark-near', 'warn-paper', 'bad-paper'];
const pairs: readonly (readonly [string, readonly string[], number])[] = [
  ['ink', [...papers, ...tinted], 4.5],
  ['ink-2', [...papers, ...tinted], 4.5],
  ...['ink-3', 'accent', 'note', 'source', 'excerpt', 'judgement', 'good', 'bad', 'warn'].map(
    (name) => [name, papers, 4.5] as const,
  ),
  ['on-accent', ['accent', 'accent-strong'], 4.5],
  ['on-bad', ['bad'], 4.5],
  ['warn', ['warn-paper'], 3],
  ['bad', ['bad-paper'], 3],
  ['focus', [...papers, 'paper-3', 'accent-paper'], 3],
  ['edge', papers, 3],
  ...['r1-edge', 'r2-edge', 'r3-edge', 'r4-edge', 'r5-edge'].map(
    (name) => [name, [...papers, 'accent-paper'], 3] as const,
  ),
];

describe.each(themes)('the colours of the $name theme', ({ colours }) => {
  const colour = (name: string): string => {
    const found = colours.get(name);
    if (found === undefined) throw new Error(`No colour is called ${name}`);
    return found;
  };

  it.each(pairs)('[T1] %s can be read on %s (at least %d)', (ink, on, least) => {
    for (const paper of on)
      expect(contrast(colour(ink), colour(paper)), `${ink} on ${paper}`).toBeGreaterThanOrEqual(least);
  });

  it('[T2] names the same colours as the other theme', () => {
    expect([...colours.keys()]).toEqual([...(themes[0]?.colours.keys() ?? [])]);
  });
});
