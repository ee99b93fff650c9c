// npm run bench:words -- [--size 100000]: how fast the index by words is. See wordsBench.ts.
import { run } from './run.mjs';

await run('wordsBench.ts');
