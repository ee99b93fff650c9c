// The command line.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeadlessRequest, ownArguments, readArguments } from '../../electron/main/argv.ts';

const folder = '/home/ada';

function headless(...options: readonly string[]): HeadlessRequest | null {
  const reading = readArguments(options, folder);
  return reading.kind === 'launch' ? reading.launch.headless : null;
}

function sentence(...options: readonly string[]): string | null {
  const reading = readArguments(options, folder);
  return reading.kind === 'refused' ? reading.sentence : null;
}

describe('the command line', () => {
  it('[A1] a plain start opens the usual notebook in a window', () => {
    expect(readArguments([], folder)).toEqual({ kind: 'launch', launch: { profile: null, headless: null } });
  });

  it('[A2] every option of a headless run is read, paths from the folder it was started in', () => {
    const line = '--headless --import notes --import /srv/a.md --as sources --json --no-wait'.split(' ');
    expect(headless(...line, '--ask', 'who benefits?', '--screenshot=shot.png')).toEqual({
      imports: ['/home/ada/notes', '/srv/a.md'],
      question: 'who benefits?',
      as: 'sources',
      json: true,
      wait: false,
      screenshot: '/home/ada/shot.png',
    });
  });

  it('[A3] both forms of an option mean the same, whatever the value', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !text.startsWith('--'));
    fc.assert(
      fc.property(value, (text) => {
        expect(headless('--headless', '--ask', text)).toEqual(headless('--headless', `--ask=${text}`));
        expect(headless('--headless', '--ask', text)?.question).toBe(text);
      }),
    );
  });

  it('[A4] a question may begin with dashes in the form with =', () => {
    expect(headless('--headless', '--ask=--what')?.question).toBe('--what');
  });

  it.each([
    [['--hedless'], /Unknown option: --hedless/],
    [['notes'], /Unknown option: notes/],
    [['--headless', '--import'], /--import needs a value/],
    [['--headless', '--ask', '--json'], /--ask needs a value/],
    [['--headless', '--ask='], /--ask needs a value/],
    [['--headless=yes'], /--headless takes no value/],
    [['--headless', '--ask', 'a', '--ask', 'b'], /--ask was given twice/],
    [['--headless', '--as', 'letters'], /notes, sources/],
    [['--ask', 'a'], /--ask works only with --headless/],
    [['--screenshot', 'a.png'], /--screenshot works only with --headless/],
  ])('[A5] what is not understood gets one sentence: %j', (options, expected) => {
    const said = sentence(...options);
    expect(said).toMatch(expected);
    expect(said).not.toContain('\n');
  });

  it('[A6] switches for the engine below are left to it', () => {
    const line = ['--no-sandbox', '--remote-debugging-port=0', '--ozone-platform=headless', '--headless'];
    expect(headless(...line)).not.toBeNull();
  });

  it('[A7] options begin after the program, which only an unpackaged one names', () => {
    expect(ownArguments(['electron', '--inspect=0', '.', '--headless'], false)).toEqual(['--headless']);
    expect(ownArguments(['node', '/x/out/main/index.js', '--json'], false)).toEqual(['--json']);
    expect(ownArguments(['/opt/commonplace', '--profile', 'x'], true)).toEqual(['--profile', 'x']);
  });
});
