// The one box of the search page, found by its name on the page: commands and hits lead back to it.

/** Marks what holds the box. */
export const boxMark = 'data-search-box';

export function focusBox(how: 'select' | 'end'): void {
  const box = document.querySelector(`[${boxMark}] input`);
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  if (how === 'select') box.select();
  else box.setSelectionRange(box.value.length, box.value.length);
}
