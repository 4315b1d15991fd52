import { defineConfig } from 'vitest/config';

// Power loss, kill -9, damage, a hostile network. One after the other: they count syncs and time themselves.
export default defineConfig({
  test: {
    name: 'faults',
    include: ['tests/faults/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: process.env['FAULTS'] === 'long' ? 1_800_000 : 180_000,
    hookTimeout: 180_000,
  },
});
