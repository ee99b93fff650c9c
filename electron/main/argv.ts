// The command line: what a start of the program was asked to do, or the one sentence that says why not.
import { resolve } from 'node:path';
import { desktopWords } from '#words/desktop.ts';

/** A run without a visible window. Paths are absolute. */
export interface HeadlessRequest {
  readonly imports: readonly string[];
  readonly question: string | null;
  readonly as: 'notes' | 'sources' | null;
  readonly json: boolean;
  readonly wait: boolean;
  readonly screenshot: string | null;
}

export interface Launch {
  /** The notebook's folder, where it is not the usual one. */
  readonly profile: string | null;
  readonly headless: HeadlessRequest | null;
}

export type LaunchReading =
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'refused'; readonly sentence: string };

const flags = ['--headless', '--json', '--no-wait'] as const;
const valued = ['--import', '--ask', '--as', '--screenshot', '--profile'] as const;
const kinds = ['notes', 'sources'] as const;
const worksWithWindow = new Set<string>(['--headless', '--profile']);

/** Switches for the engine below, which it reads itself from the same line. */
const engineSwitch =
  /^--(no-sandbox|no-zygote|in-process-gpu|lang|js-flags|ozone-platform|inspect|remote-debugging|disable|enable|force|use|log|trace)(-[a-z0-9-]+)?(=.*)?$|^-psn_/;

/** The options in `process.argv`: what follows the executable and, unless packaged, the program's path. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const rest = argv.slice(1);
  return isPackaged ? rest : rest.slice(rest.findIndex((argument) => !argument.startsWith('-')) + 1);
}

function refused(sentence: string): LaunchReading {
  return { kind: 'refused', sentence };
}

/** Reads options in the forms `--name value` and `--name=value`; relative paths start at `folder`. */
export function readArguments(options: readonly string[], folder: string): LaunchReading {
  const given = new Map<string, string[]>();
  for (let at = 0; at < options.length; at += 1) {
    const option = options[at] ?? '';
    const cut = option.indexOf('=');
    const name = cut === -1 ? option : option.slice(0, cut);
    const isFlag = flags.some((flag) => flag === name);
    if (!isFlag && !valued.some((other) => other === name)) {
      if (engineSwitch.test(option)) continue;
      return refused(desktopWords.unknownOption(option));
    }
    if (isFlag && cut !== -1) return refused(desktopWords.noValueExpected(name));
    if (given.has(name) && name !== '--import') return refused(desktopWords.givenTwice(name));
    const value = isFlag ? '' : cut === -1 ? options[(at += 1)] : option.slice(cut + 1);
    const isMissing = value === undefined || value.trim() === '' || (cut === -1 && value.startsWith('--'));
    if (!isFlag && isMissing) return refused(desktopWords.missingValue(name));
    given.set(name, [...(given.get(name) ?? []), value ?? '']);
  }

  const path = (name: string): string | null => {
    const value = given.get(name)?.[0];
    return value === undefined ? null : resolve(folder, value);
  };
  const profile = path('--profile');
  if (!given.has('--headless')) {
    const stray = [...given.keys()].find((name) => !worksWithWindow.has(name));
    return stray === undefined
      ? { kind: 'launch', launch: { profile, headless: null } }
      : refused(desktopWords.needsHeadless(stray));
  }
  const askedKind = given.get('--as')?.[0];
  const as = kinds.find((kind) => kind === askedKind) ?? null;
  if (askedKind !== undefined && as === null) return refused(desktopWords.oneOf('--as', kinds));
  const headless = {
    imports: (given.get('--import') ?? []).map((value) => resolve(folder, value)),
    question: given.get('--ask')?.[0] ?? null,
    as,
    json: given.has('--json'),
    wait: !given.has('--no-wait'),
    screenshot: path('--screenshot'),
  };
  return { kind: 'launch', launch: { profile, headless } };
}
