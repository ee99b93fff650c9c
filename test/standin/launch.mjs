// Runs a built main process on the stand-in: node test/standin/launch.mjs <main file> [options of the program].
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program } from './app.mjs';
import { listenToDriver } from './control.mjs';

const [, , main, ...options] = process.argv;
if (main === undefined) {
  process.stderr.write('Say which main file to run.\n');
  process.exit(1);
}
const file = resolve(main);
process.argv = [process.argv0, file, ...options];
register('./hook.mjs', import.meta.url);
if (process.env['COMMONPLACE_AUTOMATION'] === '1') listenToDriver();
await import(pathToFileURL(file).href);
program.start();
