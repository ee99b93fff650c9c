// npm run eval: how well search finds what people judged relevant. See evaluation.ts.
import { run } from './run.mjs';

await run('evaluation.ts');
