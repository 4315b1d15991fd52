import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [
            '{shared,kiosk-config,electron,scripts}/**/*.test.ts',
            'tests/*.test.ts',
            'tests/support/**/*.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [vue()],
        test: { name: 'screens', environment: 'happy-dom', include: ['renderer/**/*.test.ts'] },
      },
    ],
  },
});
