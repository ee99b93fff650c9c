// The one box of the search page, found by its name on the page: commands and hits lead back to it.

/** Marks what holds the box. */
export const boxMark = 'data-search-box';

/** Marks what holds the button that saves the question. */
export const saveMark = 'data-search-save';

export function openSaving(): void {
  const button = document.querySelector(`[${saveMark}] button`);
  if (button instanceof HTMLButtonElement) button.click();
}

export function focusBox(how: 'select' | 'end'): void {
  const box = document.querySelector(`[${boxMark}] input`);
  if (!(box instanceof HTMLInputElement)) return;
  box.focus();
  if (how === 'select') box.select();
  else box.setSelectionRange(box.value.length, box.value.length);
}
