import { defineConfig } from 'vitest/config';

// Real services of Debian's: each test starts its own, in a folder and a network that nobody else sees.
export default defineConfig({
  test: {
    name: 'services',
    include: ['tests/services/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
