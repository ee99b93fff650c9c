// The headers of every response the program gives itself: what a page may load, and that it shares with nobody.

/** Where the browser reports what the policy stopped, so that it can be counted. The program's own address. */
export const refusedPath = '/refused';

const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'manifest-src': "'none'",
  'report-uri': refusedPath,
};

const denied = [
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'bluetooth',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** Development only: the dev server writes styles and its refresh hook into the page, and pushes changes. */
const forDevelopment: Readonly<Record<string, string>> = {
  'script-src': "'self' 'wasm-unsafe-eval' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws:",
};

export function contentPolicy(isDevelopment: boolean): string {
  const directives = isDevelopment ? { ...policy, ...forDevelopment } : policy;
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/**
 * Trusted Types are only reported, never enforced (and to nobody: a violation shows in the page itself), because the
 * editor and the bundler's workers pass through sinks that have no policy yet.
 */
export function securityHeaders(isDevelopment: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(isDevelopment),
    'content-security-policy-report-only': "require-trusted-types-for 'script'",
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-dns-prefetch-control': 'off',
    'permissions-policy': denied.map((feature) => `${feature}=()`).join(', '),
  };
}
