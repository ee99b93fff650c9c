// Runs a module of this folder that is written in TypeScript: its `main` gets the options and answers an exit code.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** @param {string} name File name in this folder. */
export async function run(name) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const { module } = await runnerImport(file, {
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error',
  });
  try {
    process.exitCode = await /** @type {{ main: (options: string[]) => Promise<number> }} */ (module).main(
      process.argv.slice(2),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
