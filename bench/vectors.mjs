// node bench/vectors.mjs: how fast vectors are scanned. See vectorBench.ts.
import { run } from './run.mjs';

await run('vectorBench.ts');
