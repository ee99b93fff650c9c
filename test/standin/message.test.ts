import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textToApp, textToWeb, toApp, toWeb } from './address.mjs';
import { keyName } from './keys.mjs';
import { pack, unpack } from './message.mjs';
import { Happening, provided } from './provided.mjs';

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined),
    fc.uint8Array(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    fc.record({ $: tie('value'), v: tie('value') }, { noNullPrototype: true }),
  ),
})).value;

describe('what crosses between window and main', () => {
  it('[M1] arrives as the structured clone of what was sent', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(unpack(pack(value))).toStrictEqual(structuredClone(value));
      }),
    );
  });

  it('[M2] is refused where Electron or the contract would not take it, wherever it hides', () => {
    const strangers = [
      () => 1,
      Symbol('s'),
      new Map(),
      new Set(),
      new ArrayBuffer(1),
      new Blob([]),
      new Uint16Array(1),
      Promise.resolve(),
      /x/,
      new Error('x'),
    ];
    for (const stranger of strangers)
      for (const message of [stranger, [stranger], { deep: [{ stranger }] }])
        expect(() => pack(message)).toThrow(TypeError);
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => pack(ring)).toThrow(TypeError);
  });

  it('[M3] says where the stranger is', () => {
    expect(() => pack({ note: { tags: [new Set()] } })).toThrow('message.note.tags[0] is a Set');
  });

  it('[M4] does not share what the sender changes later', () => {
    const sent = { list: [1] };
    const text = pack(sent);
    sent.list.push(2);
    expect(unpack(text)).toEqual({ list: [1] });
  });
});

describe('the two names of the program', () => {
  it('[M5] translates addresses there and back', () => {
    for (const path of ['', '/', '/hand/1a-2b/x%20y.md', '/index.html?a=1#b']) {
      expect(toWeb(`app://notebook${path}`)).toBe(`http://notebook.localhost${path}`);
      expect(toApp(`http://notebook.localhost${path}`)).toBe(`app://notebook${path}`);
    }
    expect(toApp('blob:http://notebook.localhost/1')).toBe('blob:app://notebook/1');
    expect(toApp('http://notebook.localhost.example/')).toBe('http://notebook.localhost.example/');
    expect(toWeb('app://notebook.example/')).toBe('app://notebook.example/');
  });

  it('[M6] renames in a message only what is an address and nothing else', () => {
    expect(textToWeb('app://notebook/hand/x')).toBe('http://notebook.localhost/hand/x');
    for (const text of ['see app://notebook/hand/x', 'app://notebook/hand/x and more', 'app://other/']) {
      expect(textToWeb(text)).toBe(text);
      expect(textToApp(text)).toBe(text);
    }
  });
});

describe('accelerators and guarded objects', () => {
  it('[M7] brings every way of writing a key to one name', () => {
    const ctrl = process.platform === 'darwin' ? 'meta' : 'ctrl';
    expect(keyName('CmdOrCtrl+Shift+K')).toBe(
      process.platform === 'darwin' ? 'shift+meta+k' : 'ctrl+shift+k',
    );
    expect(keyName('Shift+CommandOrControl+K')).toBe(keyName('CmdOrCtrl+Shift+K'));
    expect(keyName('Alt+Left')).toBe('alt+arrowleft');
    expect(keyName('CmdOrCtrl+Plus')).toBe(`${ctrl}+plus`);
    expect(() => keyName('Ctrl+')).toThrow();
    expect(() => keyName('Ctrl')).toThrow();
  });

  it('[M8] names what the stand-in does not have, and lets through what it has', () => {
    const thing = provided('thing', { known: 1, absent: undefined });
    expect(thing.known).toBe(1);
    expect(thing.absent).toBeUndefined();
    expect(() => void Reflect.get(thing, 'unknown')).toThrow(
      'The stand-in for Electron has no thing.unknown.',
    );
  });

  it('[M9] remembers that an event was prevented', () => {
    const event = new Happening({ url: 'x' });
    expect(event.defaultPrevented).toBe(false);
    event.preventDefault();
    expect(event.defaultPrevented).toBe(true);
  });
});
