// Parsers of small things: what an untrusted payload is made of. Each answers with the value or throws the reason.

/** Reads an untrusted payload, or throws with the reason. */
export type Parse<T> = (value: unknown) => T;

export function fail(why: string): never {
  throw new TypeError(`Refused: ${why}`);
}

export const nothing: Parse<undefined> = (value) =>
  value === undefined || value === null ? undefined : fail('no payload expected');

export function text(maxChars: number): Parse<string> {
  return (value) => {
    if (typeof value !== 'string') return fail('text expected');
    return value.length <= maxChars ? value : fail('text too long');
  };
}

export function oneOf<const T extends string>(...choices: readonly T[]): Parse<T> {
  return (value) =>
    choices.find((choice) => choice === value) ?? fail(`one of ${choices.join(', ')} expected`);
}

export const wholeNumber: Parse<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : fail('whole number expected');

export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('object expected');
  return Object.prototype.hasOwnProperty.call(value, name) ? Reflect.get(value, name) : undefined;
}

export function only(value: unknown, names: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return fail('object expected');
  const strange = Object.keys(value).find((name) => !names.includes(name));
  if (strange !== undefined) fail(`unknown field ${strange}`);
}

export function list<T>(parse: Parse<T>, most: number): Parse<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return fail('list expected');
    return value.length <= most ? value.map(parse) : fail('list too long');
  };
}
