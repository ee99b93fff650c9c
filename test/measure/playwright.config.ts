import { defineConfig } from '@playwright/test';

// Bounds that need a quiet machine: measured on demand (npm run measure:typing), not with every change.
export default defineConfig({ testDir: '.', testMatch: 'typing.ts', workers: 1, timeout: 400_000 });
