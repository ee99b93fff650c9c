// Content that wants to run or to call home: imported, pasted, dropped, and with nothing but the content policy left.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Notebook } from '#notebook/notebook.ts';
import { expect, test } from './drive.ts';
import type { Program } from './program.ts';

declare global {
  var commonplace: Notebook;
  var __owned: string | undefined;
}

const folder = fileURLToPath(new URL('../fixtures/hostile', import.meta.url));
const corpus = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => ({ name, html: readFileSync(join(folder, name), 'utf8') }));

async function opened(program: Program): Promise<void> {
  await program.page.waitForFunction(() => 'commonplace' in globalThis);
}

async function expectUntouched(program: Program): Promise<void> {
  expect(await program.page.evaluate(() => globalThis.__owned)).toBeUndefined();
  const { outside } = await program.network();
  expect(outside).toEqual([]);
}

/** An empty note, open, with the caret in its text. */
async function openEditor(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+N');
  const editor = page.locator('.ProseMirror');
  await editor.waitFor();
  await editor.click();
}

test('[C0] there is a corpus to try', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(30);
});

test('[C1] imported: nothing runs, nothing is requested, and each opens as a document', async ({
  driver,
}) => {
  test.setTimeout(180_000);
  const program = await driver.open();
  await opened(program);
  const outcomes = await program.page.evaluate(async (files) => {
    const offered = files.map(({ name, html }) => {
      const file = new File([html], name);
      return {
        path: name,
        sizeBytes: file.size,
        modifiedAt: new Date().toISOString(),
        from: { kind: 'file' as const, file },
      };
    });
    const report = await commonplace.importing.start(
      { root: '/hostile', files: offered, refused: [] },
      'by kind',
    ).report;
    return report.map(({ path, outcome, record, reason }) => ({ path, outcome, reason, id: record?.id }));
  }, corpus);
  expect(outcomes).toHaveLength(corpus.length);
  const taken = outcomes.filter(({ outcome }) => outcome === 'imported');
  expect(taken.length).toBeGreaterThan(corpus.length * 0.8);
  await program.page.keyboard.press('ControlOrMeta+2');
  const rows = program.page.locator('[data-pane="list"] [role="option"], [data-pane="list"] [role="row"]');
  await expect.poll(() => rows.count()).toBeGreaterThan(3);
  for (let at = 0; at < Math.min(8, await rows.count()); at++) {
    await rows.nth(at).click();
    await program.page.waitForTimeout(100);
  }
  await expectUntouched(program);
});

for (const way of ['paste', 'drop'] as const) {
  test(`[C2] ${way === 'paste' ? 'pasted' : 'dropped'} into a note: nothing runs, nothing is requested`, async ({
    driver,
  }) => {
    test.setTimeout(180_000);
    // Chromium reports what it finds in a document that is only parsed: every sanitizer that uses its parser does so.
    driver.expectViolations();
    const program = await driver.open();
    await opened(program);
    await openEditor(program.page);
    for (const { html } of corpus) {
      await program.page.evaluate(
        ({ content, kind }) => {
          const editor = document.querySelector('.ProseMirror');
          if (!(editor instanceof HTMLElement)) throw new Error('no editor');
          const data = new DataTransfer();
          data.setData('text/html', content);
          data.setData('text/plain', 'plain');
          const box = editor.getBoundingClientRect();
          const event =
            kind === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', {
                  dataTransfer: data,
                  bubbles: true,
                  cancelable: true,
                  clientX: box.x + 20,
                  clientY: box.y + 10,
                });
          editor.dispatchEvent(event);
        },
        { content: html, kind: way },
      );
    }
    await program.page.waitForTimeout(500);
    const left = await program.page.evaluate(() => {
      const editor = document.querySelector('.ProseMirror');
      const elements = [...(editor?.querySelectorAll('*') ?? [])];
      return {
        text: editor?.textContent.length ?? 0,
        strange: elements
          .filter((each) =>
            [
              'SCRIPT',
              'IFRAME',
              'FORM',
              'OBJECT',
              'EMBED',
              'STYLE',
              'LINK',
              'META',
              'SVG',
              'BASE',
              'INPUT',
              'VIDEO',
              'AUDIO',
            ].includes(each.tagName),
          )
          .map((each) => each.tagName),
        handlers: elements.flatMap((each) =>
          each.getAttributeNames().filter((name) => name.startsWith('on')),
        ),
        links: elements.flatMap((each) => (each instanceof HTMLAnchorElement ? [each.protocol] : [])),
        images: elements.filter(
          (each) => each instanceof HTMLImageElement && !each.classList.contains('ProseMirror-separator'),
        ).length,
      };
    });
    expect(left.text).toBeGreaterThan(100);
    expect(left).toMatchObject({ strange: [], handlers: [], images: 0 });
    expect(left.links.filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol))).toEqual([]);
    await expectUntouched(program);
    const { violations } = await program.network();
    const tried = violations.filter(
      ({ directive, isReportOnly }) =>
        !isReportOnly &&
        /^(script-src-elem|frame-src|child-src|connect-src|img-src|object-src)$/.test(directive),
    );
    expect(tried).toEqual([]);
  });
}

test('[C3] with every sanitizer out of the way, the content policy alone holds', async ({ driver }) => {
  test.setTimeout(180_000);
  driver.expectViolations();
  const program = await driver.open();
  await opened(program);
  await program.page.evaluate(
    (contents) => {
      // Taken before anything can put a form or an image in their place.
      const { body } = document;
      const append = (parent: Element, node: Node): void => Element.prototype.append.call(parent, node);
      const range = document.createRange();
      const places = contents.map(() => document.createElement('div'));
      for (const [at, place] of places.entries()) {
        const content = contents[at] ?? '';
        append(body, place);
        place.setHTMLUnsafe(content);
        // What parsing alone does not start, a range does: scripts made by a fragment run where a policy lets them.
        append(place, range.createContextualFragment(content));
      }
    },
    corpus.map(({ html }) => html),
  );
  await program.page.waitForTimeout(1000);
  expect(await program.page.evaluate(() => globalThis.__owned)).toBeUndefined();
  const { outside, violations } = await program.network();
  expect(outside.filter(({ outcome }) => outcome === 'let through')).toEqual([]);
  // The corpus did try: the policy had something to stop.
  expect(violations.filter(({ isReportOnly }) => !isReportOnly).length).toBeGreaterThan(5);
});
