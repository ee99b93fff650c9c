// Resolves the name `electron` to the stand-in; everything else goes the usual way.

const electron = new URL('./electron.mjs', import.meta.url).href;

/**
 * @template T
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => T} next
 * @returns {T | { url: string, format: string, shortCircuit: true }}
 */
export function resolve(specifier, context, next) {
  if (specifier === 'electron' || specifier === 'electron/main')
    return { url: electron, format: 'module', shortCircuit: true };
  return next(specifier, context);
}
