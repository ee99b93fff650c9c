// Freezes the schema as it is declared now into test/fixtures/schema: node scripts/freezeSchema.mjs [--unreleased].
// With --unreleased the newest one is frozen anew: only while no release has it.
import { run } from '../bench/run.mjs';

await run('../test/frozen/freeze.ts');
