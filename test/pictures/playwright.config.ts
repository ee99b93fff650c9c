import { defineConfig } from '@playwright/test';

// Not a test: takes the pictures of the README from the sample notebook (npm run pictures).
export default defineConfig({ testDir: '.', testMatch: 'pictures.ts', workers: 1, timeout: 240_000 });
