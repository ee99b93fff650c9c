// @vitest-environment happy-dom
// Gestures on a real editor: links, references, quotations, tasks, marks that are not part of the text.
import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { plainText } from '#domain/plainText.ts';
import type { Described } from '#features/notes/describe.ts';
import { referenceTo, shorten } from '#features/notes/describe.ts';
import type { EditorGestures } from '#features/notes/extensions.ts';
import { markFound, markPassage } from '#features/notes/highlights.ts';
import { insertQuotation, insertReference } from '#features/notes/insert.ts';
import { linkAt, readAddress, removeLink, setLink } from '#features/notes/links.ts';
import { documentOf } from '#features/notes/spans.ts';
import { testExtensions } from './testExtensions.ts';

let editor: Editor;
let isOpen = false;
afterEach(() => {
  if (isOpen) editor.destroy();
  isOpen = false;
});

function open(html: string, gestures: Partial<EditorGestures> = {}): Editor {
  editor = new Editor({ injectCSS: false, content: html, extensions: testExtensions(gestures) });
  isOpen = true;
  return editor;
}
const text = (): string => plainText(documentOf(editor.state.doc));
const json = (): string => JSON.stringify(documentOf(editor.state.doc));

/** Types as the browser reports it to the editor. */
function type(letters: string): void {
  for (const letter of letters) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(letter, from, to);
    const taken = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, letter, insert),
    );
    if (taken !== true) editor.view.dispatch(insert());
  }
}

const excerpt: Described = {
  kind: 'excerpt',
  id: '0190f3a0-0000-7000-8000-000000000001',
  title: 'Annual outlook',
  detail: { kind: 'text', text: 'p. 41' },
  text: 'Less than a third\nwill be energised.',
  isGone: false,
  cover: null,
};

describe('addresses as a person types them', () => {
  it.each([
    ['https://example.org/a?b', 'https://example.org/a?b'],
    ['example.org', 'https://example.org/'],
    [' example.org/path ', 'https://example.org/path'],
    ['someone@example.org', 'mailto:someone@example.org'],
    ['mailto:someone@example.org', 'mailto:someone@example.org'],
    ['example.org:8080/x', 'https://example.org:8080/x'],
    ['javascript:alert(1)', null],
    ['java\tscript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['ftp://example.org', null],
    ['https://name:word@example.org', null],
    ['two words', null],
    ['', null],
  ])('[E1] %s', (typed, address) => expect(readAddress(typed)).toBe(address));
});

describe('links', () => {
  it('[E2] are set on what is selected, changed in place, and taken away whole', () => {
    open('<p>see the report now</p>');
    editor.commands.setTextSelection({ from: 5, to: 15 });
    setLink(editor, 'https://example.org/a', '');
    expect(linkAt(editor)?.address).toBe('https://example.org/a');
    editor.commands.setTextSelection(8);
    setLink(editor, 'https://example.org/b', 'not used');
    expect(linkAt(editor)).toEqual({ from: 5, to: 15, address: 'https://example.org/b' });
    expect(text()).toBe('see the report now');
    removeLink(editor);
    expect(json()).not.toContain('link');
  });

  it('[E3] put where nothing is selected bring their text, and what is typed after them is plain', () => {
    open('<p></p>');
    setLink(editor, 'https://example.org/', 'Example');
    type('x');
    expect(text()).toBe('Examplex');
    expect(documentOf(editor.state.doc).content[0]?.content).toHaveLength(2);
  });
});

describe('while typing', () => {
  it('[E4] Markdown signs make blocks and marks', () => {
    open('<p></p>');
    type('## ');
    type('Title');
    expect(documentOf(editor.state.doc).content[0]).toMatchObject({ type: 'heading', attrs: { level: 2 } });
    editor.commands.setContent('<p></p>');
    type('- ');
    expect(documentOf(editor.state.doc).content[0]?.type).toBe('bulletList');
    editor.commands.setContent('<p></p>');
    type('[ ] ');
    expect(documentOf(editor.state.doc).content[0]?.type).toBe('taskList');
    editor.commands.setContent('<p></p>');
    type('> ');
    expect(documentOf(editor.state.doc).content[0]?.type).toBe('blockquote');
    editor.commands.setContent('<p></p>');
    type('a **bold** word');
    expect(json()).toContain('"marks":[{"type":"bold"}]');
  });

  it('[E5] @ asks for a reference at the beginning of a word, and is a sign elsewhere and in code', () => {
    const asked: string[] = [];
    open('<p></p>', { pickReference: (typed) => asked.push(typed) });
    type('see @');
    expect(asked).toEqual(['@']);
    expect(text()).toBe('see ');
    type('someone@example');
    expect(text()).toBe('see someone@example');
    editor.commands.setContent('<pre><code></code></pre>');
    editor.commands.focus('end');
    type('@');
    expect(asked).toEqual(['@']);
    expect(text()).toBe('@');
  });
});

describe('inserting', () => {
  it('[E6] a reference stands apart from the next word, and not from a stop', () => {
    open('<p>as says</p>');
    editor.commands.setTextSelection(4);
    insertReference(editor, excerpt);
    expect(text()).toBe('as Annual outlook, p. 41 says');
    editor.commands.setContent('<p>as .</p>');
    editor.commands.setTextSelection(4);
    insertReference(editor, excerpt);
    expect(text()).toBe('as Annual outlook, p. 41.');
  });

  it('[E7] a quotation keeps its lines and says below where it comes from', () => {
    open('<p>Before</p>');
    editor.commands.focus('end');
    insertQuotation(editor, excerpt);
    const quotation = documentOf(editor.state.doc).content.find(({ type: name }) => name === 'blockquote');
    expect(plainText({ type: 'doc', content: quotation?.content ?? [] })).toBe(
      'Less than a third\nwill be energised.\nAnnual outlook, p. 41',
    );
    expect(quotation?.content?.at(-1)?.content?.[0]?.attrs).toEqual(referenceTo(excerpt));
  });

  it('[E8] a reference without a title says the beginning of the text', () => {
    expect(referenceTo({ ...excerpt, title: '', detail: null }).text).toBe(
      'Less than a third will be energised.',
    );
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(shorten('x'.repeat(50), 10)).toHaveLength(10);
  });
});

describe('what is marked without being text', () => {
  const marked = (): number => editor.view.dom.querySelectorAll('p > span').length;

  it('[E9] a passage is marked until the first edit; what was found moves along with edits', () => {
    open('<p>one two one</p>');
    const before = json();
    markPassage(editor.view, { from: 1, to: 4 });
    expect(marked()).toBe(1);
    markFound(editor.view, [{ from: 9, to: 12 }], 0);
    expect(marked()).toBe(2);
    expect(json()).toBe(before);
    editor.commands.insertContentAt(1, 'zero ');
    expect([...editor.view.dom.querySelectorAll('p > span')].map((each) => each.textContent)).toEqual([
      'one',
    ]);
    markFound(editor.view, [], 0);
    expect(marked()).toBe(0);
  });
});
