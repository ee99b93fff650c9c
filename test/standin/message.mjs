// What crosses between window and main, as text: stricter than Electron, so that nothing passes here and fails there.

/**
 * Plain data, Date and Uint8Array pass. Functions and symbols fail as in Electron; Map, Set, ArrayBuffer, Blob and other
 * objects with a nature of their own fail here although some would pass there: the contract has no use for them.
 * Runs in the window too, by its source: it may use nothing from this module.
 * @param {unknown} value
 * @param {(text: string) => string} [rename] Applied to every text that is a value.
 * @returns {string}
 */
export function pack(value, rename = (text) => text) {
  /** @type {Set<object>} */
  const above = new Set();
  /** @param {Uint8Array} bytes */
  const base64 = (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  /** @param {any} item @param {string} path @returns {unknown} */
  const walk = (item, path) => {
    if (item === null || typeof item === 'boolean') return item;
    if (typeof item === 'string') return rename(item);
    if (typeof item === 'number')
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : { $: 'number', v: Object.is(item, -0) ? '-0' : String(item) };
    if (item === undefined) return { $: 'undefined' };
    if (typeof item === 'bigint') return { $: 'bigint', v: String(item) };
    if (typeof item === 'function' || typeof item === 'symbol')
      throw new TypeError(`An object could not be cloned: ${path} is a ${typeof item}.`);
    if (above.has(item)) throw new TypeError(`${path} contains itself.`);
    const nature = Object.prototype.toString.call(item).slice(8, -1);
    if (nature === 'Date') return { $: 'date', v: item.getTime() };
    if (nature === 'Uint8Array') return { $: 'bytes', v: base64(item) };
    above.add(item);
    try {
      if (Array.isArray(item)) return Array.from(item, (part, index) => walk(part, `${path}[${index}]`));
      if (nature !== 'Object')
        throw new TypeError(`${path} is a ${nature}: it does not cross between window and main.`);
      const fields = Object.keys(item).map((key) => [key, walk(item[key], `${path}.${key}`)]);
      return '$' in item ? { $: 'object', v: fields } : Object.fromEntries(fields);
    } finally {
      above.delete(item);
    }
  };
  return JSON.stringify(walk(value, 'message'));
}

/**
 * The value that `pack` wrote down. Runs in the window too, by its source.
 * @param {string} text
 * @param {(text: string) => string} [rename] Applied to every text that is a value.
 * @returns {any}
 */
export function unpack(text, rename = (item) => item) {
  /** @param {any} item @returns {unknown} */
  const walk = (item) => {
    if (typeof item === 'string') return rename(item);
    if (item === null || typeof item !== 'object') return item;
    if (Array.isArray(item)) return item.map(walk);
    const fields = () => Object.fromEntries(Object.entries(item).map(([key, part]) => [key, walk(part)]));
    if (!('$' in item)) return fields();
    if (item.$ === 'undefined') return undefined;
    if (item.$ === 'number') return Number(item.v);
    if (item.$ === 'bigint') return BigInt(item.v);
    if (item.$ === 'date') return new Date(item.v);
    if (item.$ === 'bytes') return Uint8Array.from(atob(item.v), (char) => char.charCodeAt(0));
    return Object.fromEntries(
      item.v.map((/** @type {[string, unknown]} */ [key, part]) => [key, walk(part)]),
    );
  };
  return walk(JSON.parse(text));
}
