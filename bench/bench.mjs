// npm run bench: how fast the built program is. See benchmark.ts.
import { run } from './run.mjs';

await run('benchmark.ts');
