// Objects that say so when they are asked for something the stand-in does not have, instead of being undefined.

/** Asked for by the language itself or by inspection: absent on purpose. */
const silent = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
]);

/**
 * @template {object} T
 * @param {string} name What the object is called in messages.
 * @param {T} target
 * @returns {T} The same object behind a guard; functions stay bound to the object itself.
 */
export function provided(name, target) {
  /** @type {Map<string | symbol, Function>} */
  const bound = new Map();
  return new Proxy(target, {
    get(object, key) {
      const value = Reflect.get(object, key, object);
      if (typeof value === 'function' && key !== 'constructor') {
        let method = bound.get(key);
        if (method === undefined) bound.set(key, (method = value.bind(object)));
        return method;
      }
      if (value === undefined && !(key in object) && typeof key === 'string' && !silent.has(key))
        throw new Error(`The stand-in for Electron has no ${name}.${key}.`);
      return value;
    },
    set: (object, key, value) => Reflect.set(object, key, value, object),
  });
}

/** An event as Electron's listeners receive it. */
export class Happening {
  defaultPrevented = false;

  /** @param {object} [details] Further fields of the event. */
  constructor(details = {}) {
    Object.assign(this, details);
  }

  preventDefault() {
    this.defaultPrevented = true;
  }
}
