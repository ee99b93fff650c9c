// Names that may never change.
import { describe, expect, it } from 'vitest';
import { host, origin, profileFolder, programName, scheme } from '../../src/desktop/contract.ts';
import { readFileSync } from 'node:fs';

describe('the names', () => {
  it('[X1] by which the browser and the desktop find a notebook again are frozen', () => {
    expect({ programName, scheme, host, origin, profileFolder }).toEqual({
      programName: 'Commonplace',
      scheme: 'app',
      host: 'notebook',
      origin: 'app://notebook',
      profileFolder: 'Commonplace',
    });
    const program: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(program).toMatchObject({ name: 'commonplace', productName: 'Commonplace' });
  });
});
