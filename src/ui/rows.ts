// Where the rows of a long list lie and which of them are in sight: arithmetic, without a screen.

/** First and last row to draw (the last not included), with some beyond the edges so that scrolling shows no gap. */
export function rowsInSight(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
): { readonly first: number; readonly end: number } {
  const beyond = 6;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - beyond);
  const end = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + beyond);
  return { first: Math.min(first, end), end };
}

/** The scroll position that brings a row into sight with the least movement. */
export function scrollToRow(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? Math.max(0, top + rowHeight - height) : scrollTop;
}

/** The row an arrow or paging key leads to, or null when the key is none of them. */
export function rowAfter(key: string, index: number, total: number, rowsOnPage: number): number | null {
  const within = (wanted: number): number => Math.min(total - 1, Math.max(0, wanted));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index < 0 ? 0 : index - 1);
    case 'PageDown':
      return within(index + Math.max(1, rowsOnPage - 1));
    case 'PageUp':
      return within(index - Math.max(1, rowsOnPage - 1));
    case 'Home':
      return within(0);
    case 'End':
      return within(total - 1);
    default:
      return null;
  }
}

/**
 * The next row whose text begins with what was typed, looked for from `index` round to itself. One letter typed
 * again and again goes on to the next row with that letter.
 */
export function rowStartingWith(
  typed: string,
  index: number,
  total: number,
  textOf: (index: number) => string,
): number | null {
  const letters = typed.toLocaleLowerCase();
  const isRepeated = /^(.)\1+$/su.test(letters);
  const sought = isRepeated ? letters.charAt(0) : letters;
  const from = sought.length === 1 ? index + 1 : Math.max(0, index);
  for (let step = 0; step < total; step += 1) {
    const candidate = (from + step) % total;
    if (textOf(candidate).toLocaleLowerCase().startsWith(sought)) return candidate;
  }
  return null;
}
