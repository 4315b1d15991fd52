import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The page: one bundle, nothing fetched from outside, no inlined data URLs (the content policy allows none). */
export default defineConfig({
  root: 'renderer/kiosk',
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false' },
  build: { outDir: '../../dist/renderer', emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0 },
});
