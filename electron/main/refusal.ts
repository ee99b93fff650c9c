// Which requests and permissions may be had at all, and the count of the requests that were refused.
import { isOwnAddress, type Refusals } from '#desktop/contract.ts';

/** Local content in the address itself: nothing is asked of anybody. */
const carriesItsContent = new Set(['blob:', 'data:']);

export interface RequestSetting {
  /** Null but in development. */
  readonly devServer: URL | null;
  /** Developer tools may load their own page; never in a packaged program. */
  readonly allowsTools: boolean;
}

/** True for what stays inside the program. Everything else is cancelled, whoever asks. */
export function mayRequest(address: string, setting: RequestSetting): boolean {
  if (isOwnAddress(address)) return true;
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  if (carriesItsContent.has(protocol)) return true;
  if (setting.allowsTools && protocol === 'devtools:') return true;
  const isDevServer = setting.devServer !== null && host === setting.devServer.host;
  return isDevServer && (protocol === 'http:' || protocol === 'ws:');
}

/** What the program itself has a use for: without a handler, Electron grants everything. */
const permitted: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'persistent-storage',
  'fullscreen',
]);

/** True where the program's own page asks; frames in it get nothing. */
export function mayUse(permission: string, address: string, isMainFrame: boolean): boolean {
  return isMainFrame && permitted.has(permission) && isOwnAddress(address);
}

export interface RefusalCount {
  refusals(): Refusals;
  /** Counts one request that was stopped. */
  refuse(address: string): void;
  /** Calls the listener at each further refusal. */
  watch(listener: (refusals: Refusals) => void): void;
}

export function countRefusals(now: () => Date): RefusalCount {
  const listeners: ((refusals: Refusals) => void)[] = [];
  let refusals: Refusals = { count: 0, last: null };
  return {
    refusals: () => refusals,
    refuse(address) {
      const at = now().toISOString();
      refusals = { count: refusals.count + 1, last: { address: address.slice(0, 2048), at } };
      for (const listener of listeners) listener(refusals);
    },
    watch(listener) {
      listeners.push(listener);
    },
  };
}

const maxReportChars = 64 * 1024;

/** The outside address in a browser's report of what the content policy stopped; null for any other violation. */
export async function readReport(request: Request): Promise<string | null> {
  try {
    const text = await request.text();
    if (text.length > maxReportChars) return null;
    const value: unknown = JSON.parse(text);
    const report: unknown = value instanceof Object ? Reflect.get(value, 'csp-report') : null;
    const blocked: unknown = report instanceof Object ? Reflect.get(report, 'blocked-uri') : null;
    return typeof blocked === 'string' && /^(https?|wss?|ftp):/i.test(blocked) ? blocked : null;
  } catch {
    return null;
  }
}
