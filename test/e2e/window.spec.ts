// The window and its walls: what it is, what it may load, where it may go, and that every attempt outside is counted.
import type { Page, Worker } from '@playwright/test';
import { expect, shell, test } from './drive.ts';
import { until } from './process.ts';
import type { Program } from './program.ts';

/** Waits until the count has risen, and long enough after it to see it rise too far. */
async function risen(program: Program, before: number): Promise<number> {
  await until(async () => ((await program.refusedCount()) > before ? true : null), 5_000);
  await program.page.waitForTimeout(400);
  return (await program.refusedCount()) - before;
}

/** Attempts to reach outside that a page can make, each of another kind. */
const attempts: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  page: (page) => page.evaluate(() => fetch('http://page.example/').catch(() => null)),
  image: (page) =>
    page.evaluate(() => Object.assign(new Image(), { src: 'http://image.example/x.png' }).complete),
  link: (page) =>
    page.evaluate(() => {
      const link = document.createElement('link');
      link.rel = 'prefetch';
      link.href = 'http://link.example/x';
      document.head.append(link);
    }),
  style: (page) =>
    page.evaluate(() => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = 'http://style.example/x.css';
      document.head.append(link);
    }),
  beacon: (page) => page.evaluate(() => navigator.sendBeacon('http://beacon.example/')),
  socket: (page) => page.evaluate(() => new WebSocket('ws://socket.example/').url),
};

/** The program's own worker, under its policy; where it has none, one of its scripts is started as a worker. */
async function ownWorker(page: Page): Promise<Worker> {
  const running =
    page.workers()[0] ?? (await page.waitForEvent('worker', { timeout: 3_000 }).catch(() => null));
  if (running !== null) return running;
  const started = page.waitForEvent('worker');
  await page.evaluate(() => {
    const script = document.querySelector('script[src]');
    const worker = new Worker(script instanceof HTMLScriptElement ? script.src : '', { type: 'module' });
    // A worker that nothing refers to may be collected.
    Object.assign(globalThis, { journeyWorker: worker });
  });
  return started;
}

test.describe('the window', () => {
  test('[W1] opens with its title, isolated and in a secure context', async ({ driver }) => {
    const { page } = await driver.open();
    await expect(page).toHaveTitle(/Commonplace/);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    expect(await page.evaluate(() => globalThis.isSecureContext)).toBe(true);
  });

  test('[W2] gives every answer the same policy, whatever was asked', async ({ driver }) => {
    const { page } = await driver.open();
    const asked = ['/', '/index.html', '/nothing-here', '/hand/unknown', '/%2e%2e/package.json'];
    const policies = await page.evaluate(async (paths) => {
      const names = [
        'content-security-policy',
        'cross-origin-opener-policy',
        'cross-origin-embedder-policy',
        'cross-origin-resource-policy',
        'x-content-type-options',
        'referrer-policy',
        'permissions-policy',
      ];
      const answers = await Promise.all(paths.map((path) => fetch(path)));
      return answers.map(({ headers }) => names.map((name) => headers.get(name)).join('\n'));
    }, asked);
    expect(new Set(policies).size).toBe(1);
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies[0]).toContain("style-src 'self'");
    expect(policies[0]).not.toContain('frame-src');
    expect(policies[0]).not.toContain("script-src 'self' 'unsafe");
  });

  test('[W3] counts exactly one refusal for each thing its policy stops in the page', async ({ driver }) => {
    driver.expectViolations();
    const program = await driver.open();
    for (const [name, attempt] of Object.entries(attempts)) {
      const before = await program.refusedCount();
      await attempt(program.page);
      expect(await risen(program, before), name).toBe(1);
    }
    // The policy stopped them all before the network was asked.
    expect((await program.network()).outside).toEqual([]);
  });

  test('[W3] counts exactly one refusal from a worker, and from a worker of that worker', async ({
    driver,
  }) => {
    driver.expectViolations();
    const program = await driver.open();
    const worker = await ownWorker(program.page);
    const nested = program.page.waitForEvent('worker');
    await worker.evaluate(() => {
      const global = globalThis as unknown as { readonly location: Location };
      Object.assign(globalThis, { journeyWorker: new Worker(global.location.href, { type: 'module' }) });
    });
    for (const asking of [worker, await nested]) {
      const before = await program.refusedCount();
      await asking.evaluate(() => fetch('http://worker.example/').catch(() => null));
      expect(await risen(program, before)).toBe(1);
    }
    expect((await program.network()).outside).toEqual([]);
  });

  test('[W3] counts and cancels them just so where the policy is switched off', async ({ driver }) => {
    driver.expectViolations();
    const program = await driver.open();
    const tools = await program.page.context().newCDPSession(program.page);
    await tools.send('Page.setBypassCSP', { enabled: true });
    await program.page.reload();
    let asked = 0;
    for (const [name, attempt] of Object.entries(attempts)) {
      const before = await program.refusedCount();
      await attempt(program.page);
      expect(await risen(program, before), name).toBe(1);
      asked += 1;
      if (program.shell === 'electron') continue;
      const { outside } = await program.network();
      expect(outside.map(({ outcome }) => outcome)).toEqual(Array<string>(asked).fill('cancelled'));
    }
  });

  test('[W4] counts exactly one navigation away, and stays where it is', async ({ driver }) => {
    driver.expectViolations();
    const program = await driver.open();
    const { page } = program;
    const home = page.url();
    const before = await program.refusedCount();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'http://away.example/';
      document.body.append(link);
      link.click();
    });
    expect(await risen(program, before)).toBe(1);
    expect(page.url()).toBe(home);
    expect(await page.evaluate(() => document.title)).toContain('Commonplace');
  });

  test('[W5] opens no other window, neither by script nor by a link that is clicked', async ({ driver }) => {
    driver.expectViolations();
    const program = await driver.open();
    const { page } = program;
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.id = 'opener';
      button.style.position = 'fixed';
      button.style.inset = '0 auto auto 0';
      button.style.zIndex = '9999';
      button.textContent = 'open';
      button.addEventListener('click', () => window.open('http://opened.example/'));
      const link = document.createElement('a');
      link.id = 'blank';
      link.target = '_blank';
      link.href = 'http://blank.example/';
      link.style.position = 'fixed';
      link.style.inset = '60px auto auto 0';
      link.style.zIndex = '9999';
      link.textContent = 'blank';
      document.body.append(button, link);
    });
    for (const id of ['#opener', '#blank']) {
      const before = await program.refusedCount();
      await page.click(id);
      expect(await risen(program, before)).toBe(1);
    }
    await expect.poll(() => page.context().pages().length).toBe(1);
  });

  test('[W6] keeps to itself at rest: nothing outside is asked, nothing violated', async ({ driver }) => {
    const program = await driver.open();
    await program.page.waitForTimeout(500);
    const { outside, violations, arrivals } = await program.network();
    expect(outside).toEqual([]);
    expect(violations.filter(({ isReportOnly }) => !isReportOnly)).toEqual([]);
    expect(arrivals.filter(({ address }) => !address.startsWith('app://notebook/'))).toEqual([]);
    expect(await program.refusedCount()).toBe(0);
  });

  test('[W7] shows a context menu of its own, whose roles do their work', async ({ driver }) => {
    const program = await driver.open();
    const { page } = program;
    await page.evaluate(() => {
      const field = document.createElement('textarea');
      field.id = 'field';
      field.value = 'one two';
      field.style.position = 'fixed';
      field.style.inset = '0 auto auto 0';
      field.style.zIndex = '9999';
      document.body.append(field);
    });
    await page.locator('#field').selectText();
    await page.click('#field', { button: 'right', position: { x: 12, y: 12 } });
    const roles = await until(async () => (await program.menus()).open?.map(({ role }) => role) ?? null);
    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectall']));
    await program.chooseMenu('copy');
    await page.click('#field', { button: 'right', position: { x: 12, y: 12 } });
    await until(async () => ((await program.menus()).open === null ? null : true));
    await program.chooseMenu('selectAll');
    await page.keyboard.type('three');
    await expect(page.locator('#field')).toHaveValue('three');
    await program.chooseMenu('undo');
    await expect(page.locator('#field')).not.toHaveValue('three');
  });

  test('[W12] keeps the browser from keys that Electron has no use for, and from no others', async ({
    driver,
  }) => {
    test.skip(shell === 'electron', 'Electron has no find bar, no zoom and no tabs to open.');
    const { page } = await driver.open();
    await page.evaluate(() => {
      const events: KeyboardEvent[] = [];
      Object.assign(globalThis, { events });
      addEventListener('keydown', (event) => events.push(event), { capture: true });
      // What stops on its way to the window must be held back from the browser all the same.
      document.documentElement.addEventListener('keydown', (event) => {
        if (event.shiftKey) event.stopPropagation();
      });
    });
    const held = [
      'Control+f',
      'Control+p',
      'Control+s',
      'Control+Equal',
      'F3',
      'Control+Shift+n',
      'Alt+ArrowLeft',
    ];
    const left = ['a', 'Control+a', 'Control+c', 'ArrowLeft', 'Shift+End'];
    for (const key of [...held, ...left]) await page.keyboard.press(key);
    const verdicts = await page.evaluate(() => {
      const { events } = globalThis as unknown as { readonly events: readonly KeyboardEvent[] };
      const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta']);
      return events.filter(({ key }) => !modifiers.has(key)).map(({ defaultPrevented }) => defaultPrevented);
    });
    expect(verdicts).toEqual([...held.map(() => true), ...left.map(() => false)]);
  });

  test('[W8] opens once: a second start brings the first to the front and ends', async ({ driver }) => {
    const program = await driver.open();
    await expect(driver.open({ profile: program.profile })).rejects.toThrow();
    expect(await program.page.evaluate(() => document.title)).toContain('Commonplace');
  });

  test('[W9] closes in order, and finds what it stored when it is opened again', async ({ driver }) => {
    const profile = await driver.folder();
    const first = await driver.open({ profile });
    await first.page.evaluate(() => localStorage.setItem('kept', 'yes'));
    expect(await first.close()).toEqual({ code: 0, signal: null });
    const second = await driver.open({ profile });
    expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  });

  test('[W10] leaves no browser behind when main is killed, and no main when the browser is', async ({
    driver,
  }) => {
    test.skip(shell === 'electron', 'Electron is one process tree: there is nothing to leave behind.');
    for (const which of ['main', 'browser'] as const) {
      const program = await driver.open();
      await program.kill(which);
      expect((await program.ended).code).not.toBe(0);
    }
  });

  test('[W11] starts no download', async ({ driver }) => {
    const program = await driver.open();
    const { page } = program;
    const started = page.waitForEvent('download', { timeout: 1_500 }).then(
      (download) => download.failure(),
      () => 'none',
    );
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/index.html';
      link.download = 'copy.html';
      document.body.append(link);
      link.click();
    });
    expect(await started).not.toBeNull();
  });
});
